"""What the browser's script has to know of words, made from the same tables as the index."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from policykit.site.search.glean import BOOK, DEFINITION, SIGNS
from policykit.site.search.shards import FOLDER
from policykit.site.search.stems import give_stem_tables
from policykit.site.search.thesaurus import give_thesaurus_tables
from policykit.site.search.tokens import LONGEST, give_token_tables
from policykit.site.sheaf import SiteFile


def write_scripts() -> tuple[SiteFile, ...]:
    """Give the scripts of the search page, which are the same in every site."""
    own = tuple(SiteFile(f"{FOLDER}/{name}", _read_static(name)) for name in ("find.js", "page.js"))
    return (*own, SiteFile(f"{FOLDER}/tables.js", write_tables()))


@cache
def write_tables() -> bytes:
    """Give the tables as a script."""
    tables = {"signs": SIGNS, "book": BOOK, "longest": LONGEST, "definition": DEFINITION}
    tables |= give_token_tables() | give_stem_tables() | give_thesaurus_tables()
    return f"policykitSearch.tables({json.dumps(tables, ensure_ascii=True, separators=(',', ':'))});\n".encode()


def _read_static(name: str) -> bytes:
    return resources.files(__package__).joinpath("static", name).read_bytes()
