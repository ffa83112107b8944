"""Pictures as Word has them: a drawing in a run, and the file it shows as a part of the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from policykit.document.tree import PictureNode
from policykit.render.docx.xml import PAGE_WIDTH, clean_text

_EMU = 36_000
"""How many of Word's units a millimetre has."""
_TWENTIETH = 635
"""How many of them a twentieth of a point has."""
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@dataclass(slots=True)
class PictureBook:
    """The pictures of one document: each file is in the package once."""

    files: dict[str, PictureNode] = field(default_factory=dict)
    """What each part of the package shows: `media/image1.png`."""
    count: int = 0

    def write(self, picture: PictureNode, indent: int) -> str:
        """Give a picture as a run, with its words for those who do not see it; `indent` (1/20 point) is left of it."""
        part = self._place(picture)
        self.count += 1
        width = min(picture.millimetres * _EMU, (PAGE_WIDTH - indent) * _TWENTIETH)
        height = max(1, width * picture.height // picture.width)
        said = f"descr={quoteattr(clean_text(picture.alt))}"
        name = f'id="{self.count}" name="Picture {self.count}" {said}'
        size = f'cx="{width}" cy="{height}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_PLACE}" distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/><wp:docPr {name}/><wp:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks xmlns:a="{_MAIN}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{picture_id(part)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _place(self, picture: PictureNode) -> str:
        for part, known in self.files.items():
            if known.content == picture.content:
                return part
        part = f"media/image{len(self.files) + 1}.{picture.media.removeprefix('image/')}"
        self.files[part] = picture
        return part


def picture_id(part: str) -> str:
    """Give the id by which the body names the file of a picture."""
    return f"rIdImage{part.removeprefix('media/image').partition('.')[0]}"
