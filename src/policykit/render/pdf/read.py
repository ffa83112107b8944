"""Reads back a PDF of ours: its facts, the source it carries, and what a screen reader would meet, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar
from xml.etree import ElementTree as ET

from policykit.render.pdf.codes import PDF_READ, refuse
from policykit.render.pdf.content import read_marked
from policykit.render.pdf.facts import FACTS, NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LARGEST = 200_000_000
"""No PDF of a policy comes near this many bytes."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says of itself. `policy` holds policyId, version, status, sourceSha256 and textSha256 as far as given.

    `standards` are the claims in its metadata, such as `PDF/A-3A` and `PDF/UA-1`; whether they are true is for a
    validator to say.
    """

    title: str
    language: str
    pages: int
    standards: tuple[str, ...]
    policy: dict[str, str] = field(default_factory=dict)
    producer: str = ""
    """The press that made the file, with its release: `WeasyPrint 70.0`, `Typst 0.15.2`."""


@dataclass(slots=True)
class Element:
    """One structure element as read: kids are elements or stretches of text, `facts` are shown by `describe`."""

    role: str
    kids: list[Element | str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


def read_facts(pdf: bytes) -> PdfFacts:
    """Give what a PDF's metadata says.

    Raises:
        PolicykitError: `pdf-read` when this is no PDF, or a damaged one.
    """
    return _guard(_read_facts, pdf)


def read_attachments(pdf: bytes) -> dict[str, bytes]:
    """Give the files that a PDF carries, by name; the YAML source of a policy is one of them.

    Raises:
        PolicykitError: `pdf-read` when this is no PDF, or a damaged one.
    """
    return _guard(_read_attachments, pdf)


def read_structure(pdf: bytes) -> Element:
    """Give the structure tree of a PDF with its words; an untagged PDF has an empty one.

    Raises:
        PolicykitError: `pdf-read` when this is no PDF, or a damaged one.
    """
    return _guard(_read_structure, pdf)


def read_text(pdf: bytes) -> str:
    """Give the words of a PDF in reading order, a line for each paragraph, list item and table row.

    Cells are parted by tabs. Running headers, footers and other artifacts are no part of it.

    Raises:
        PolicykitError: `pdf-read` when this is no PDF, or a damaged one.
    """
    return "".join(f"{line}\n" for line in _list_lines(read_structure(pdf)) if line)


def _guard(read: Callable[[Any], T], pdf: bytes) -> T:
    if len(pdf) > _LARGEST or not pdf.startswith(b"%PDF-"):
        raise refuse(PDF_READ, "this is not a PDF" if len(pdf) <= _LARGEST else "this PDF is larger than any policy")
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError as error:
        raise refuse(PDF_READ, "the library that reads PDF is not installed", "pip install pypdf") from error
    try:
        return read(pypdf.PdfReader(BytesIO(pdf)))
    except (PyPdfError, ET.ParseError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise refuse(PDF_READ, "this PDF is damaged") from error


def _read_facts(reader: Any) -> PdfFacts:
    root = reader.trailer["/Root"]
    information = reader.trailer.get("/Info") or {}
    title, producer = (str(information.get(name, "")) for name in ("/Title", "/Producer"))
    values: dict[str, str] = {}
    if "/Metadata" in root:
        packet = root["/Metadata"].get_data()
        if b"<!DOCTYPE" in packet:
            raise refuse(PDF_READ, "the metadata of this PDF is not of a kind that policykit writes")
        for element in ET.fromstring(packet).iter(f"{_RDF}Description"):  # noqa: S314 - no DOCTYPE, no entities
            values |= element.attrib
            values |= {child.tag: child.text or "" for child in element}
    identity = {name: values.get(f"{{http://www.aiim.org/{name}/ns/id/}}part", "") for name in ("pdfa", "pdfua")}
    level = values.get("{http://www.aiim.org/pdfa/ns/id/}conformance", "")
    standards = [f"PDF/A-{identity['pdfa']}{level}"] if identity["pdfa"] else []
    standards += [f"PDF/UA-{identity['pdfua']}"] if identity["pdfua"] else []
    policy = {name: values[key] for name in FACTS if (key := f"{{{NAMESPACE}}}{name}") in values}
    return PdfFacts(title, str(root.get("/Lang", "")), len(reader.pages), tuple(standards), policy, producer)


def _read_attachments(reader: Any) -> dict[str, bytes]:
    names = reader.trailer["/Root"].get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    return {str(names[i]): names[i + 1].get_object()["/EF"]["/F"].get_data() for i in range(0, len(names), 2)}


# -- structure ---------------------------------------------------------------------------------------------------------


def _read_structure(reader: Any) -> Element:
    root = reader.trailer["/Root"].get("/StructTreeRoot")
    if root is None:
        return Element("Document")
    fonts: dict[int, dict[bytes, str]] = {}
    words = {page.indirect_reference.idnum: read_marked(page, fonts) for page in reader.pages}
    kids = _as_list(root.get("/K"))
    if not kids:
        return Element("Document")
    return _read_element(kids[0].get_object(), words)


def _read_element(raw: Any, words: dict[int, dict[int, str]]) -> Element:
    element = Element(str(raw["/S"])[1:])
    home = raw.raw_get("/Pg").idnum if "/Pg" in raw else None
    for kid in _as_list(raw.get("/K")):
        item = kid.get_object()
        if isinstance(item, int):
            element.kids.append(words.get(home or 0, {}).get(item, ""))
        elif item.get("/Type") == "/MCR":
            element.kids.append(words.get(item.raw_get("/Pg").idnum, {}).get(item["/MCID"], ""))
        elif item.get("/Type") == "/OBJR":
            element.facts.extend(_describe_link(item["/Obj"]))
        else:
            element.kids.append(_read_element(item, words))
    element.facts = list(dict.fromkeys([*_describe_attributes(raw), *element.facts]))
    return element


def _describe_attributes(raw: Any) -> Iterator[str]:
    for attributes in _as_list(raw.get("/A")):
        attributes = attributes.get_object()
        for name in ("/Scope", "/ListNumbering"):
            if name in attributes:
                yield str(attributes[name])[1:]
        for name in ("/ColSpan", "/RowSpan"):
            if name in attributes:
                yield f"{name[1:]} {attributes[name]}"
        if "/Headers" in attributes:
            yield "under " + " ".join(str(name) for name in attributes["/Headers"])
    for name, label in (("/ID", "id"), ("/Lang", "lang"), ("/E", "means"), ("/Alt", "alt")):
        if name in raw:
            yield f"{label} {raw[name]}"


def _describe_link(annotation: Any) -> Iterator[str]:
    annotation = annotation.get_object()
    if "/A" in annotation:
        yield f"to {annotation['/A']['/URI']}"
    elif "/Dest" in annotation:
        yield f"to #{annotation['/Dest']}"
    yield f"said as {annotation.get('/Contents', '')}"


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    value = value.get_object()
    return list(value) if isinstance(value, list) else [value]


# -- as lines ----------------------------------------------------------------------------------------------------------


_WITHIN_LINE = {"Link", "Span", "Reference"}
_ONE_LINE = {"P", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "Reference", "Figure"}


def _list_lines(element: Element) -> Iterator[str]:
    if element.role == "TR":
        cells = (" ".join(" ".join(_list_lines(cell)).split()) for cell in element.kids if isinstance(cell, Element))
        yield "\t".join(cells)
    elif element.role in _ONE_LINE:
        yield " ".join(_string_words(element).split())
    elif element.role == "LI":
        parts = [kid for kid in element.kids if isinstance(kid, Element)]
        label = " ".join("".join(_string_words(kid) for kid in parts if kid.role == "Lbl").split())
        body = [line for kid in parts if kid.role != "Lbl" for line in _list_lines(kid)]
        yield " ".join([*filter(None, [label]), *body[:1]])
        yield from body[1:]
    else:
        yield from _list_mixed(element)


def _list_mixed(element: Element) -> Iterator[str]:
    """Give the lines of an element that may hold words and blocks side by side."""
    words = ""
    for kid in element.kids:
        if isinstance(kid, str):
            words += kid
        elif kid.role in _WITHIN_LINE:
            words += _string_words(kid)
        else:
            if words.strip():
                yield " ".join(words.split())
            words = ""
            yield from _list_lines(kid)
    if words.strip():
        yield " ".join(words.split())


def _string_words(element: Element) -> str:
    return "".join(kid if isinstance(kid, str) else _string_words(kid) for kid in element.kids)
