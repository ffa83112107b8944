"""What pages share: styles, faces, and one small script; and each council's own colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from policykit.model.colours import lighten_colour
from policykit.site.holdings import HeldCouncil
from policykit.site.sheaf import SiteFile

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FACES = (
    ("Atkinson Hyperlegible Next", 400, "normal", "AtkinsonHyperlegibleNext-Regular.woff2"),
    ("Atkinson Hyperlegible Next", 700, "normal", "AtkinsonHyperlegibleNext-Bold.woff2"),
    ("Atkinson Hyperlegible Next", 400, "italic", "AtkinsonHyperlegibleNext-Italic.woff2"),
    ("Atkinson Hyperlegible Next", 700, "italic", "AtkinsonHyperlegibleNext-BoldItalic.woff2"),
    ("DejaVu Sans", 400, "normal", "DejaVuSans-Fallback.woff2"),
)
_STYLES = {
    "base.css": (("render", "base.css"), ("render", "past.css"), ("render", "screen.css"), ("render", "paper.css")),
    "report.css": (("render", "report.css"), ("render", "report_screen.css")),
    "matrix.css": (("render", "matrix.css"),),
    "site.css": (("site", "site.css"), ("site", "search.css")),
}
"""The style sheets, each of the files of a package; those of documents first, so that the site has the last word."""
_DARK = "#14181c"
"""What is behind the words where a reader wishes for a dark page."""


def list_assets() -> Iterator[SiteFile]:
    """Give the files in `assets/`."""
    faces = "\n".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
        f'src:url("{file}") format("woff2")}}'
        for family, weight, style, file in _FACES
    )
    for name, parts in _STYLES.items():
        styles = [*([faces] if name == "base.css" else []), *(_read(*part) for part in parts), ""]
        yield SiteFile(f"assets/{name}", "\n".join(styles).encode("utf-8"))
    yield SiteFile("assets/site.js", f"{_read('site', 'site.js')}\n".encode())
    yield SiteFile("assets/report.js", f"{_read('render', 'report.js')}\n".encode())
    fonts = resources.files("policykit").joinpath("fonts")
    for *_, file in _FACES:
        yield SiteFile(f"assets/{file}", fonts.joinpath(file).read_bytes())
    for name in ("AtkinsonHyperlegibleNext-OFL.txt", "DejaVuSans-LICENSE.txt"):
        yield SiteFile(f"assets/{name}", fonts.joinpath(name).read_bytes())


def write_colours(council: HeldCouncil) -> SiteFile:
    """Give a council's colours, and what becomes of them on a dark page, where they must be lighter to be read."""
    named = [(name, value) for name, value in (("accent", council.accent), ("link", council.link))]
    own = [(name, value.lower()) for name, value in named if _COLOUR.fullmatch(value)]
    light = ";".join([f"--{name}:{value}" for name, value in own] + [f"--band:{value}" for name, value in own[:1]])
    dark = ";".join(f"--{name}:{lighten_colour(value, _DARK, 7)}" for name, value in own)
    css = f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    return SiteFile(f"{council.id}/council.css", css.encode("utf-8"))


@cache
def _read(package: str, name: str) -> str:
    return resources.files(f"policykit.{package}").joinpath("static", name).read_text(encoding="utf-8").strip()
