"""Akoma Ntoso files into paragraphs: the hierarchy gives headings, numbers and depth."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from policykit.intake.akn.body import AknReader
from policykit.intake.akn.languages import name_tag
from policykit.intake.akn.own import read_own
from policykit.intake.akn.witness import list_words
from policykit.intake.akn.words import local
from policykit.intake.archive import scan_xml
from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_EMPTY, DOCUMENT_KIND, DOCUMENT_UNSAFE, refuse_document
from policykit.intake.paragraph import Manuscript

_RECORDS = {
    "debate": "a debate",
    "debateReport": "a debate",
    "judgment": "a judgment",
    "officialGazette": "a gazette",
    "documentCollection": "a collection of documents",
}
"""The kinds of document that are no text of rules."""
_DEEPEST = 120
"""How deep elements may be nested; those of an act of Parliament come to about 40."""
_NAMESPACES = ("legaldocml/ns/akn/", "akomantoso.org/")


def read_akn(name: str, content: bytes) -> Manuscript:
    """Read an Akoma Ntoso file of any version, of policykit's own or of others.

    Raises PolicykitError: as `scan_xml` does, and `document-kind` for XML that is no Akoma Ntoso, and for a debate, a
    judgment or another record.
    """
    root = _parse(name, content)
    _refuse_others(name, content, root)
    own = read_own(root)
    reader = AknReader(whole=own is not None)
    paragraphs = tuple(reader.read_document(root))
    if not paragraphs:
        raise refuse_document(DOCUMENT_EMPTY, name, "holds no words outside of its metadata", "choose another file")
    alias = next((each.get("value", "") for each in root.iter() if _is_alias(each, "title")), "")
    language = next((each.get("language", "") for each in root.iter() if local(each) == "FRBRlanguage"), "")
    return Manuscript(
        "Akoma Ntoso",
        paragraphs,
        tuple(reader.left_out),
        tuple(list_words(name, content)),
        title=reader.title or alias,
        properties=_read_properties(root),
        language=name_tag(language),
        warnings=tuple(_list_warnings(reader.pictures)),
        bookmarks=_read_bookmarks(root),
        own=own,
    )


def _parse(name: str, content: bytes) -> ET.Element:
    depth = deepest = 0

    def open_element(*_: object) -> None:
        nonlocal depth, deepest
        depth += 1
        deepest = max(deepest, depth)

    def close_element(_: str) -> None:
        nonlocal depth
        depth -= 1

    try:
        scan_xml(name, "", content, open_element, close_element)
        if deepest > _DEEPEST:
            message = f"nests its elements more than {_DEEPEST} levels deep"
            raise refuse_document(DOCUMENT_UNSAFE, name, message, "import the part of it that is the text of rules")
        return ET.fromstring(content)  # noqa: S314 - `scan_xml` has refused what makes that unsafe
    except (LookupError, ValueError) as error:
        message = "is in an encoding that is not read"
        raise refuse_document(DOCUMENT_DAMAGED, name, message, "save it as UTF-8 in a text editor") from error


def _refuse_others(name: str, content: bytes, root: ET.Element) -> None:
    namespace = str(root.tag).rpartition("}")[0]
    if local(root) != "akomaNtoso" or not any(known in namespace for known in _NAMESPACES):
        shown = f"`{local(root)}`{f' of `{namespace[1:]}`' if namespace else ' without a namespace'}"
        message = f"is XML, but not Akoma Ntoso: its outermost element is {shown}"
        hint = "choose the Akoma Ntoso file (on legislation.gov.uk the address ends in /data.akn), or the web page"
        raise refuse_document(DOCUMENT_KIND, name, message, hint)
    document = next((each for each in root if local(each) not in ("components", "meta")), None)
    if document is None:
        raise refuse_document(DOCUMENT_EMPTY, name, "holds no document", "choose another file")
    if local(document) in _RECORDS:
        line = content[: max(content.find(f"<{local(document)}".encode()), 0)].count(b"\n") + 1
        message = f"is {_RECORDS[local(document)]} (line {line}), which is no text of rules"
        raise refuse_document(DOCUMENT_KIND, name, message, "import the policy, act or by-law itself")


def _is_alias(element: ET.Element, name: str) -> bool:
    return local(element) == "FRBRalias" and element.get("name") == name


def _read_bookmarks(root: ET.Element) -> dict[str, str]:
    """Give policykit's own ids by their eIds, in a file that it wrote, whatever became of that since."""
    source = next((each.get("source") for each in root.iter() if local(each) == "identification"), None)
    if source != "#policykit":
        return {}
    return {each.get("eId", ""): each.get("wId", "") for each in root.iter() if each.get("eId") and each.get("wId")}


def _read_properties(root: ET.Element) -> dict[str, str]:
    """Give what policykit says of the policy in a file that it wrote."""
    if not _read_bookmarks(root):
        return {}
    aliases = {each.get("name", ""): each.get("value", "") for each in root.iter() if local(each) == "FRBRalias"}
    named = {
        "policykit:policy": aliases.get("policy", ""),
        "policykit:version": aliases.get("version", "").rpartition("@")[2],
        "policykit:text-sha256": aliases.get("sha256", ""),
    }
    return {key: value for key, value in named.items() if value}


def _list_warnings(count: int) -> list[str]:
    if not count:
        return []
    return [f"the file shows {count} {'picture' if count == 1 else 'pictures'}, which are not imported"]
