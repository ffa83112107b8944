"""The styles of a Word document: Word's own names, so that a clerk finds them in the gallery and may change them there.

The type is Arial, which every Word has; fonts are not put into the file. Body text is 12 point, in nearly black.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from policykit.document.tree import Imprint
from policykit.render.docx.numbering import (
    BULLET_NUM,
    LEVELS,
    STYLED_LEVELS,
    bullet_style,
    continue_style,
    measure_indent,
    number_style,
)
from policykit.render.docx.xml import DECLARATION, NAMESPACES, PAGE_WIDTH

FONT = "Arial"

_COLOUR = re.compile(r"#([0-9a-fA-F]{6})")
_INK, _QUIET = "1B1B1B", "565B60"
_BUILT_IN = (
    "heading ",
    "Title",
    "Subtitle",
    "Body Text",
    "List ",
    "caption",
    "header",
    "footer",
    "annotation ",
    "footnote ",
    "toc ",
    "TOC ",
    "Hyperlink",
)
"""How the names of Word's own styles begin; all others are said to be ours."""
_HEADING_SIZES = (32, 28, 26, 24, 24, 24, 24, 24, 24)
"""The sizes of headings by level, in half points."""


def write_styles(imprint: Imprint, heading_list: int | None, heading_levels: set[int]) -> str:
    """Give the part that holds the styles.

    `heading_list` is the list that the headings of `heading_levels` (from 0) are numbered by.
    """
    accent, link = _read_colour(imprint.accent, "1D3C5A"), _read_colour(imprint.link, "0B4F8A")
    styles = [
        *_base_styles(imprint.language),
        *(_heading(level, accent, heading_list if level in heading_levels else None) for level in range(LEVELS)),
        *_cover_styles(accent),
        *_list_styles(),
        *_other_styles(accent),
        *_contents_styles(accent),
        *_character_styles(link),
        _table_style(accent),
    ]
    return f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>"


def _read_colour(value: str, otherwise: str) -> str:
    match = _COLOUR.fullmatch(value)
    return match[1].upper() if match else otherwise


def _base_styles(language: str) -> list[str]:
    tongue = quoteattr(language)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f"<w:lang w:val={tongue} w:eastAsia={tongue} w:bidi={tongue}/>"
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="288" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    cells = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    return [
        defaults,
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        _default("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _default("table", "TableNormal", "Normal Table", cells),
        _default("numbering", "NoList", "No List"),
    ]


def _default(kind: str, style: str, name: str, properties: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/>{properties}</w:style>'
    )


def _style(id: str, name: str, paragraph: str, run: str = "", *, base: str = "Normal", then: str = "") -> str:
    """Give a paragraph style; `paragraph` and `run` are its properties in the order of the schema."""
    following = f'<w:next w:val="{then}"/>' if then else ""
    own = "" if name.startswith(_BUILT_IN) else 'w:customStyle="1" '
    return (
        f'<w:style w:type="paragraph" {own}w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


_BOLD = "<w:b/><w:bCs/>"


def _heading(level: int, accent: str, number: int | None) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return _style(
        f"Heading{level + 1}",
        f"heading {level + 1}",
        f"<w:keepNext/><w:keepLines/>{numbered}{_space(360 if level == 0 else 240, 120)}"
        f'<w:outlineLvl w:val="{level}"/>',
        _BOLD + _colour(accent) + _size(_HEADING_SIZES[level]),
        then="BodyText",
    )


def _cover_styles(accent: str) -> list[str]:
    box = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="7A4B00"/>'
        for side, size in (("top", 12), ("left", 36), ("bottom", 12), ("right", 12))
    )
    return [
        _style("Title", "Title", f"<w:keepNext/>{_space(240, 0)}", _BOLD + _colour(accent) + _size(48)),
        _style("Subtitle", "Subtitle", _space(60, 120), _colour(_QUIET) + _size(30)),
        _style("CouncilName", "Council Name", _space(0, 0), _BOLD + _colour(accent) + _size(30)),
        _style("Strapline", "Strapline", _space(0, 120), _colour(_QUIET)),
        _style("Officer", "Officer", _space(0, 60)),
        _style("Brand", "Brand", _space(0, 0), _colour(accent)),
        _style("Contact", "Contact", _space(0, 0)),
        _style("VersionLine", "Version Line", _space(0, 80)),
        _style(
            "StatusLine",
            "Status Line",
            f'<w:pBdr>{box}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF6DF"/>{_space(0, 360)}'
            '<w:ind w:left="170" w:right="170"/>',
            _BOLD + _colour("3D2600"),
        ),
    ]


def _list_styles() -> list[str]:
    styles = [_style("BodyText", "Body Text", _space(0, 160))]
    for level in range(STYLED_LEVELS):
        left, hanging = measure_indent(level, "•")
        shown = f" {level + 1}" if level else ""
        bullets = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{BULLET_NUM}"/></w:numPr>'
        styles += [
            _style(bullet_style(level), f"List Bullet{shown}", bullets + _space(0, 100)),
            _style(
                number_style(level),
                f"List Number{shown}",
                f'{_space(0, 120)}<w:ind w:left="{left}" w:hanging="{hanging}"/>',
            ),
            _style(continue_style(level), f"List Continue{shown}", f'{_space(0, 120)}<w:ind w:left="{left}"/>'),
        ]
    return styles


def _other_styles(accent: str) -> list[str]:
    return [
        _style("DefinitionTerm", "Definition Term", f"<w:keepNext/>{_space(60, 40)}", _BOLD, then="DefinitionText"),
        _style("DefinitionText", "Definition Text", f'{_space(0, 140)}<w:ind w:left="567"/>'),
        _style("Caption", "caption", f"<w:keepNext/>{_space(200, 100)}", _BOLD + _colour(accent)),
        _style("TableText", "Table Text", _space(50, 50), _size(22)),
        _style("TableHeading", "Table Heading", _space(50, 50), _BOLD + _size(22), base="TableText"),
        _style("TableGap", "Table Gap", _space(0, 0), _size(12)),
        _style(
            "EditorsNote",
            "Editor’s Note",
            f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{accent}"/></w:pBdr>'
            f'{_space(0, 160)}<w:ind w:left="227"/>',
            _size(22),
        ),
        _style("HeadingUnlisted", "Heading Unlisted", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>"
               '<w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="0"/>', base="Heading1", then="BodyText"),
        _style(
            "Header",
            "header",
            f'<w:tabs><w:tab w:val="right" w:pos="{PAGE_WIDTH}"/></w:tabs>{_space(0, 0)}',
            _size(18),
        ),
        _style(
            "Footer",
            "footer",
            '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="767676"/></w:pBdr>'
            f'<w:tabs><w:tab w:val="right" w:pos="{PAGE_WIDTH}"/></w:tabs>{_space(0, 0)}',
            _size(18),
        ),
        _style("FooterNote", "Footer Note", _space(0, 0), _size(18)),
        _style("FootnoteText", "footnote text", _space(0, 40), _size(20)),
        _style("CommentText", "annotation text", _space(0, 0), _size(20)),
    ]  # fmt: skip


def _contents_styles(accent: str) -> list[str]:
    styles = [
        _style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_space(360, 120)}", _BOLD + _colour(accent) + _size(32))
    ]
    for level in range(LEVELS):
        left = 567 * min(level, 4)
        styles.append(
            _style(
                f"TOC{level + 1}",
                f"toc {level + 1}",
                f'<w:tabs><w:tab w:val="left" w:pos="{left + 567}"/>'
                f'<w:tab w:val="right" w:pos="{PAGE_WIDTH}"/></w:tabs>'
                f'{_space(0, 80)}<w:ind w:left="{left + 567}" w:right="567" w:hanging="567"/>',
            )
        )
    return styles


def _character_styles(link: str) -> list[str]:
    def style(id: str, name: str, run: str) -> str:
        own = "" if name.startswith(_BUILT_IN) else 'w:customStyle="1" '
        return (
            f'<w:style w:type="character" {own}w:styleId="{id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{run}</w:rPr></w:style>'
        )

    return [
        style("Hyperlink", "Hyperlink", f'{_colour(link)}<w:u w:val="single"/>'),
        style("Code", "Code", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/>'),
        style("BlankReason", "Blank Reason", _colour(_QUIET) + _size(20)),
        style("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        style("CommentReference", "annotation reference", _size(16)),
    ]


def _table_style(accent: str) -> str:
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for side, size, colour in (("top", 12, accent), ("bottom", 4, "8A9097"), ("insideH", 4, "C9CDD1"))
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="PolicyTable">'
        '<w:name w:val="Policy Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr></w:style>"
    )
