"""`build`: documents in every format, as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from policykit.document.compile import compile_document
from policykit.document.parallel import join_documents
from policykit.edition.edition import Edition, find_edition
from policykit.model.library import Library, Policy
from policykit.model.settings import PressName
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.names import Named, tell_standings
from policykit.pipeline.open import open_versions
from policykit.pipeline.past import add_history
from policykit.pipeline.write import write_file
from policykit.render.formats import FORMATS, Printing
from policykit.source.files import Root, file_label
from policykit.source.reading.shelf import Shelf

SHARES = 8
"""In how many shares each process gets its work: each reads what all policies share once more."""


@dataclass(frozen=True, slots=True)
class Made:
    """One document in one format."""

    named: Named
    format: str
    path: Path
    """Where it belongs below the output folder: `congleton/social-media/v1.html`."""
    content: bytes


def check_formats(formats: tuple[str, ...]) -> None:
    """Raise PolicykitError (`unknown-format`) for a format that does not exist."""
    FORMATS.check(formats)


def make_documents(
    library: Library,
    names: tuple[Named, ...],
    formats: tuple[str, ...],
    *,
    notes: bool = False,
    press: PressName | None = None,
    beside: bool = False,
    history: bool = False,
) -> Iterator[Made]:
    """Give every document of `names` in every format, one after the other; the same input gives the same bytes.

    `notes` prints the editors' notes, which never belong to a text that is published; `press` makes the PDFs, by
    default the one that library.yaml names. With `beside`, a text that names the same one in another language
    (`parallel`) is printed with it, clause beside clause. With `history`, each part of a text tells since when it reads
    as it does and what it said before; a text beside another tells none, so that the two exclude each other. Raises
    PolicykitError for a format that does not exist, or where a PDF cannot be made.
    """
    check_formats(formats)
    if beside and history:
        raise ValueError("`beside` and `history` exclude each other")
    for named in names:
        document = compile_document(find_edition(library, named.policy, named.label))
        twin = find_parallel(library, named) if beside else None
        if twin is not None:
            document = join_documents(document, compile_document(twin))
        if history:
            document = add_history(library, document)
        more = ".beside" if twin is not None else ".history" if history else ""
        folder = Path(named.policy.council) / named.policy.id
        printing = describe_printing(named.policy, named.label, notes=notes, press=press or library.settings.press)
        for name in formats:
            chosen = FORMATS[name]
            target = folder / f"v{file_label(named.label)}{more}{chosen.suffix}"
            yield Made(named, name, target, chosen.make(document, printing))


def find_parallel(library: Library, named: Named) -> Edition | None:
    """Give the version that is the same text in another language; None where none is named."""
    parallel = find_edition(library, named.policy, named.label).version.parallel
    if parallel is None:
        return None
    name, _, label = parallel.partition("@")
    return find_edition(library, library.policies[f"{named.policy.council}/{name}"], label)


def describe_printing(policy: Policy, label: str, *, notes: bool = False, press: PressName | None = None) -> Printing:
    """Give how a version's document is printed: with its source, dated on the first day it can have been adopted."""
    approval = policy.states[label].approval
    dated = approval.date.first_day if approval and approval.date else None
    return Printing(notes=notes, source=policy.source_text(label), dated=dated, press=press)


def build_library(
    root: Root,
    names: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    *,
    notes: bool = False,
    jobs: int = 1,
    shelf: Shelf | None = None,
    press: PressName | None = None,
    today: date | None = None,
    remark: Callable[[str], None] | None = None,
    beside: bool = False,
    history: bool = False,
) -> tuple[int, Iterator[Path]]:
    """Read the library below `root`, and give how many files there will be, and each path as it is written below `out`.

    `names` keep to some of it, as on the command line; `jobs` processes share the work, each of which reads `root`
    itself: a library in memory is built in one. What a `shelf` knows is not read again. Of a policy without label that
    version is built which is in force on `today`; `remark` is called with a sentence where another may be meant.

    Raises PolicykitError where the library has errors, a name or format is unknown, a PDF cannot be made, or a file
    cannot be written.
    """
    check_formats(formats)
    if isinstance(root, (str, Path)):
        refuse_inside(Path(root), out)
    library, found = open_versions(root, names, shelf, today, whole=history)
    if beside and names:
        library, _ = open_versions(root, (), shelf, today)  # a text in another language is another policy
    if remark is not None:
        for said in tell_standings(library, found, names):
            remark(said)
    count = len(found) * len(formats)
    if jobs > 1 and len(found) > 1 and isinstance(root, (str, Path)):
        return count, _build_apart(library, found, formats, out, notes, jobs, press, beside, history)
    return count, _build_here(library, found, formats, out, notes, press, beside, history)


def refuse_inside(root: Path, out: Path) -> None:
    """Refuse to write documents into the library, where the next run would take their folders for councils."""
    try:
        below = out.resolve().relative_to(root.resolve())
    except (OSError, ValueError):
        return
    if below.parts and below.parts[0].startswith((".", "__")):
        return  # such folders are not read
    message = f"`{out.as_posix()}` is inside the library, where every folder is a council"
    beside = (root.resolve().parent / "build").as_posix()
    raise refuse(NOT_WRITABLE, message, f"choose a folder outside of it, such as --out {beside}")


def _build_here(
    library: Library,
    found: tuple[Named, ...],
    formats: tuple[str, ...],
    out: Path,
    notes: bool,
    press: PressName | None,
    beside: bool,
    history: bool,
) -> Iterator[Path]:
    for made in make_documents(library, found, formats, notes=notes, press=press, beside=beside, history=history):
        path = out / made.path
        write_file(path, made.content)
        yield path


def _build_apart(
    library: Library,
    found: tuple[Named, ...],
    formats: tuple[str, ...],
    out: Path,
    notes: bool,
    jobs: int,
    press: PressName | None,
    beside: bool,
    history: bool,
) -> Iterator[Path]:
    """Share the versions among processes, a few at a time so that progress is seen; paths come in the same order."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    size = -(-len(found) // (jobs * SHARES))
    shares = [tuple(named.name for named in found[start : start + size]) for start in range(0, len(found), size)]
    with ProcessPoolExecutor(min(jobs, len(shares)), mp_context=get_context("spawn")) as pool:
        share = partial(_build_share, library.root, formats=formats, out=out)
        build = partial(share, notes=notes, press=press, beside=beside, history=history)
        for paths in pool.map(build, shares):
            yield from paths


def _build_share(
    root: str,
    names: tuple[str, ...],
    *,
    formats: tuple[str, ...],
    out: Path,
    notes: bool,
    press: PressName | None,
    beside: bool,
    history: bool,
) -> list[Path]:
    return list(build_library(root, names, formats, out, notes=notes, press=press, beside=beside, history=history)[1])
