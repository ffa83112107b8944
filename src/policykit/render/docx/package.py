"""The parts of a Word document and the package that holds them (ECMA-376 part 2), the same bytes for the same parts."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from policykit.document.tree import Imprint, PictureNode
from policykit.render.docx.ids import IDS
from policykit.render.docx.pictures import picture_id
from policykit.render.docx.styles import FONT
from policykit.render.docx.xml import DECLARATION, NAMESPACES, clean_text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can name: no clock is asked."""

_PARTS = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/comments.xml": f"{_WORD}.comments+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "customXml/item1.xml": "application/xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
"""Every part that a document can have, in the order of the package, with its content type."""

_LINKED = ("styles", "numbering", "settings", "fontTable", "header1", "footer1", "comments", "footnotes")
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)
"""The lines between a page and its footnotes, which Word wants among them."""
_ITEM = "{6B1D6F5E-2C0A-4D0E-9C55-0A7D1C6E8F11}"
"""Word wants a name for each piece of data; there is one, so that it may always be the same."""
_FIRST = "1"
"""There is one header and one footer, numbered as Word numbers them."""


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of one document that hold its words, lists and styles."""

    body: str
    styles: str
    numbering: str
    header: str
    footer: str
    comments: str
    """The comments; empty where there are none."""
    footnotes: str
    """The footnotes; empty where there are none."""
    addresses: Mapping[str, str]
    """The id of the relationship of each address that a link leads to."""
    pictures: Mapping[str, PictureNode]
    """The pictures by their parts: `media/image1.png`."""
    tracked: bool
    """Whether Word goes on tracking what is changed."""
    ids: str
    """Which id each bookmark stands for, as data that Word keeps and does not show."""


def pack_document(story: Story, imprint: Imprint) -> bytes:
    """Give the file of a document."""
    parts = {
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{story.body}</w:body></w:document>",
        "word/styles.xml": story.styles,
        "word/numbering.xml": f"{DECLARATION}<w:numbering {NAMESPACES}>{story.numbering}</w:numbering>",
        "word/settings.xml": _write_settings(imprint.language, story.tracked),
        "word/fontTable.xml": _write_fonts(),
        "word/header1.xml": story.header,
        "word/footer1.xml": story.footer,
        "customXml/item1.xml": story.ids,
        "customXml/itemProps1.xml": _write_item_properties(),
        "docProps/core.xml": _write_core(imprint),
        "docProps/app.xml": _write_app(imprint),
        "docProps/custom.xml": _write_custom(imprint),
    }
    if story.comments:
        parts["word/comments.xml"] = f"{DECLARATION}<w:comments {NAMESPACES}>{story.comments}</w:comments>"
    if story.footnotes:
        parts["word/footnotes.xml"] = (
            f"{DECLARATION}<w:footnotes {NAMESPACES}>{_SEPARATORS}{story.footnotes}</w:footnotes>"
        )
    files = {
        "[Content_Types].xml": _write_types(parts, story.pictures),
        "_rels/.rels": _write_package_relations(),
        "word/_rels/document.xml.rels": _write_relations(parts, story.addresses, story.pictures),
        **{name: parts[name] for name in _PARTS if name in parts},
        "customXml/_rels/item1.xml.rels": _relations(
            [f'<Relationship Id="rId1" Type="{_OFFICE}/customXmlProps" Target="itemProps1.xml"/>']
        ),
    }
    if story.footnotes and story.addresses:
        files["word/_rels/footnotes.xml.rels"] = _relations(_relate_addresses(story.addresses))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, content.encode("utf-8"))
        for part, picture in story.pictures.items():
            entry = zipfile.ZipInfo(f"word/{part}", _EARLIEST)  # packed as it is: its points are packed already
            entry.create_system = 0
            archive.writestr(entry, base64.b64decode(picture.content))
    return buffer.getvalue()


def _write_types(parts: Iterable[str], pictures: Mapping[str, PictureNode]) -> str:
    media = {part.rpartition(".")[2]: picture.media for part, picture in sorted(pictures.items())}
    shown = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in media.items())
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_PARTS[name]}"/>' for name in sorted(parts))
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{shown}{overrides}</Types>'
    )


def _write_package_relations() -> str:
    kinds = (
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ("rId4", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
    )
    return _relations(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>' for number, kind, target in kinds
    )


def _write_relations(
    parts: Mapping[str, str], addresses: Mapping[str, str], pictures: Mapping[str, PictureNode]
) -> str:
    inner = (
        f'<Relationship Id="{relation_id(name)}" Type="{_OFFICE}/{name.removesuffix(_FIRST)}" Target="{name}.xml"/>'
        for name in _LINKED
        if f"word/{name}.xml" in parts
    )
    data = f'<Relationship Id="rIdIds" Type="{_OFFICE}/customXml" Target="../customXml/item1.xml"/>'
    shown = (f'<Relationship Id="{picture_id(part)}" Type="{_OFFICE}/image" Target="{part}"/>' for part in pictures)
    return _relations([*inner, data, *shown, *_relate_addresses(addresses)])


def _relate_addresses(addresses: Mapping[str, str]) -> list[str]:
    return [
        f'<Relationship Id="{number}" Type="{_OFFICE}/hyperlink" Target={quoteattr(href)} TargetMode="External"/>'
        for href, number in addresses.items()
    ]


def relation_id(part: str) -> str:
    """Give the id by which the body names a part: `header1`, `footer1`."""
    return f"rId{part[:1].upper()}{part[1:]}"


def _relations(relations: Iterable[str]) -> str:
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _write_settings(language: str, tracked: bool) -> str:
    # Mode 15 is that of Word 2013 and later: without it Word opens a document as one of long ago.
    return (
        f"{DECLARATION}<w:settings {NAMESPACES}>"
        f"{'<w:trackRevisions/>' * tracked}"
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f"</w:compat><w:themeFontLang w:val={quoteattr(language)}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _write_fonts() -> str:
    faces = (
        (FONT, "020B0604020202020204", "swiss", "variable"),
        ("Courier New", "02070309020205020404", "modern", "fixed"),
    )
    fonts = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, panose, family, pitch in faces
    )  # fmt: skip
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _write_item_properties() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{namespace}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{IDS}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _write_core(imprint: Imprint) -> str:
    facts = (
        ("dc:title", f"{imprint.title}, version {imprint.version}" if imprint.version else imprint.title),
        ("dc:subject", f"{imprint.kind.capitalize()} of {imprint.council}"),
        ("dc:creator", imprint.council),
        *([] if imprint.is_paper else [("dc:identifier", f"{imprint.policy}@{imprint.version}")]),
        ("dc:language", imprint.language),
        ("cp:contentStatus", imprint.status_line),
        ("cp:version", imprint.version),
    )
    inner = "".join(f"<{name}>{escape(clean_text(value))}</{name}>" for name, value in facts)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    )


def _write_app(imprint: Imprint) -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>policykit</Application><Company>{escape(clean_text(imprint.council))}</Company></Properties>"
    )


def _write_custom(imprint: Imprint) -> str:
    facts = (
        ("policy", imprint.policy),
        ("version", imprint.version),
        ("status", imprint.status),
        ("text-sha256", imprint.text_sha256),
    )
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="policykit:{name}">'
        f"<vt:lpwstr>{escape(clean_text(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(((n, v) for n, v in facts if v and not imprint.is_paper), start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
    )
