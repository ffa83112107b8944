"""What a PDF says of itself: title, language, standards, fingerprints (XMP), and the source it was made from.

XMP: ISO 16684-1. The extension schema that PDF/A asks of namespaces of one's own: ISO 19005-3, 6.6.2.3. Associated
files: ISO 19005-3, annex E.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "urn:council-policykit:pdf#"
"""The XMP namespace of a policy's own facts."""

FACTS = {
    "policyId": "Library name of the policy, such as congleton/social-media",
    "version": "Label of the version",
    "status": "Standing of the version when the file was made: draft, adopted, superseded or withdrawn",
    "sourceSha256": "SHA-256 of the attached source, in hexadecimal",
    "textSha256": "SHA-256 of the version's canonical text, in hexadecimal",
}
"""The facts in `NAMESPACE`, each with its meaning."""

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""PDF/A wants a date on an attached file; a text without one gets this, never the clock's."""


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """What is known of the text besides its page; `<title>` and `<html lang>` say the rest.

    `status` is one word: draft, adopted, superseded, withdrawn. The two fingerprints are 64 hexadecimal digits or
    empty. `dated` is the day that the text bears, never the day of printing; it becomes the file's date (00:00 UTC).
    """

    policy_id: str = ""
    version: str = ""
    status: str = ""
    source_sha256: str = ""
    text_sha256: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    dated: date | None = None

    def list_facts(self) -> dict[str, str]:
        """Give the facts of our own namespace that are not empty."""
        values = (self.policy_id, self.version, self.status, self.source_sha256, self.text_sha256)
        return {name: value for name, value in zip(FACTS, values, strict=True) if value}


@dataclass(frozen=True, slots=True)
class PdfAttachment:
    """A file carried within the PDF. `relationship` is one of PDF/A-3's: Source, Data, Alternative, Supplement."""

    name: str
    data: bytes
    mime: str = "application/yaml"
    description: str = ""
    relationship: str = "Source"
    modified: datetime | None = None


def write_information(pydyf: Any, pdf: Any, metadata: PdfMetadata, title: str, language: str, producer: str) -> None:
    """Write the catalogue's language, the document information dictionary and the XMP packet, which must agree."""
    pdf.catalog["Lang"] = pydyf.String(language)
    pdf.info.clear()
    facts = {
        "Title": title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": "policykit",
        "Producer": producer,
    }
    if metadata.dated is not None:
        facts["CreationDate"] = facts["ModDate"] = _pdf_date(_at_midnight(metadata.dated))
    for name, value in facts.items():
        if value:
            pdf.info[name] = pydyf.String(value)
    packet = write_xmp(metadata, title, language, producer).encode()
    stream = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def attach_files(pydyf: Any, pdf: Any, attachments: Iterable[PdfAttachment]) -> None:
    """Embed the files, listed by name and as associated files of the whole document."""
    names, associated = pydyf.Array(), pydyf.Array()
    for attachment in sorted(attachments, key=lambda attachment: attachment.name):
        stamp = pydyf.String(_pdf_date(attachment.modified or _UNDATED))
        digest = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
        parameters = pydyf.Dictionary(
            {"Size": len(attachment.data), "CheckSum": f"<{digest}>", "CreationDate": stamp, "ModDate": stamp}
        )
        subtype = pydyf.name(attachment.mime) if hasattr(pydyf, "name") else f"/{attachment.mime.replace('/', '#2f')}"
        stream = pydyf.Stream(
            [attachment.data], {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": parameters}, compress=True
        )
        pdf.add_object(stream)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(attachment.name),
                "UF": pydyf.String(attachment.name),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "AFRelationship": f"/{attachment.relationship}",
                "Desc": pydyf.String(attachment.description or attachment.name),
            }
        )
        pdf.add_object(specification)
        names.extend((pydyf.String(attachment.name), specification.reference))
        associated.append(specification.reference)
    if associated:
        pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["AF"] = associated


def write_xmp(metadata: PdfMetadata, title: str, language: str, producer: str) -> str:
    """Give the XMP packet that claims PDF/A-3a and PDF/UA-1 and bears the policy's facts."""
    facts = metadata.list_facts()
    properties = {"pdf:Producer": producer, "xmp:CreatorTool": "policykit"}
    if metadata.keywords:
        properties["pdf:Keywords"] = ", ".join(metadata.keywords)
    if metadata.dated is not None:
        stamp = _at_midnight(metadata.dated).strftime("%Y-%m-%dT%H:%M:%SZ")
        properties |= {"xmp:CreateDate": stamp, "xmp:ModifyDate": stamp}
    properties |= {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    properties |= {f"policykit:{name}": value for name, value in facts.items()}
    lines = [f"<dc:title>{_alternatives(title)}</dc:title>"]
    lines.append(f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>")
    if metadata.author:
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>")
    if metadata.subject:
        lines.append(f"<dc:description>{_alternatives(metadata.subject)}</dc:description>")
    lines += [f"<{name}>{escape(value)}</{name}>" for name, value in properties.items()]
    body = "\n".join(lines)
    schemas = _write_schema("http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "PDF/UA", {"part": "Part of ISO 14289"})
    if facts:
        schemas += _write_schema(NAMESPACE, "policykit", "Policy", {name: FACTS[name] for name in facts})
    return _PACKET.format(body=body, schemas=schemas, namespace=NAMESPACE)


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _write_schema(uri: str, prefix: str, title: str, properties: dict[str, str]) -> str:
    kind = "Integer" if prefix == "pdfuaid" else "Text"
    listed = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(meaning)}</pdfaProperty:description></rdf:li>\n"
        for name, meaning in properties.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\n"
        f"<pdfaSchema:property><rdf:Seq>\n{listed}</rdf:Seq></pdfaSchema:property></rdf:li>\n"
    )


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _pdf_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:policykit="{namespace}">
{body}
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
