"""The faces a PDF may be set in: those of the package, and no others, so that pages look the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from policykit.render.pdf.codes import PDF_ENGINE, refuse

SCHEME = "policykit-font:"
"""The address of a face is this scheme and the face's name."""


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file: `name` is unique, `family` is what CSS calls it, `weight` is 100 to 900, `data` a TTF or OTF."""

    name: str
    family: str
    weight: int
    italic: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class FontSet:
    """The faces that pages may use; CSS names their families, and a fallback only stands in for missing characters."""

    faces: tuple[FontFace, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The families, each once, in the order of the faces."""
        return tuple(dict.fromkeys(face.family for face in self.faces))

    def find_face(self, url: str) -> FontFace | None:
        """Give the face at an address such as `policykit-font:DejaVuSans`, or nothing."""
        return next((face for face in self.faces if url == SCHEME + face.name), None)

    def write_css(self) -> str:
        """Give the `@font-face` rules that make the families known to a page."""
        return "".join(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
            f'font-style:{"italic" if face.italic else "normal"};src:url("{SCHEME}{face.name}")}}\n'
            for face in self.faces
        )


_STYLES = {
    "Regular": (400, False),
    "Italic": (400, True),
    "Oblique": (400, True),
    "Bold": (700, False),
    "BoldItalic": (700, True),
    "BoldOblique": (700, True),
}


def read_face(name: str, data: bytes) -> FontFace:
    """Give the face in a file called `Family-Style.ttf`, as in `AtkinsonHyperlegibleNext-BoldItalic`."""
    stem, _, style = name.partition("-")
    weight, italic = _STYLES.get(style or "Regular", (400, False))
    family = "".join(f" {c}" if c.isupper() and i and not stem[i - 1].isupper() else c for i, c in enumerate(stem))
    return FontFace(name, family.replace("Deja Vu", "DejaVu").strip(), weight, italic, data)


@cache
def load_fonts() -> FontSet:
    """Give the faces shipped with the package.

    Raises:
        PolicykitError: `pdf-engine` when the installation has lost them.
    """
    folder = resources.files("policykit").joinpath("fonts")
    listed = folder.iterdir() if folder.is_dir() else ()
    files = {file.name.removesuffix(".ttf"): file for file in listed if file.name.endswith(".ttf")}
    if not files:
        hint = "pip install --force-reinstall council-policykit"
        raise refuse(PDF_ENGINE, "the fonts of policykit are missing", hint)
    return FontSet(tuple(read_face(name, files[name].read_bytes()) for name in sorted(files)))
