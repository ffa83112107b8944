"""The pages that the PDF is tested on: a council's policy, and eleven awkward ones; each rendered once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf

from policykit.render.pdf.renderer import PdfAttachment, PdfMetadata, PdfRenderer

HERE = Path(__file__).parent
AWKWARD = tuple(sorted(path.stem for path in (HERE / "pdf_stress").glob("*.html")))

FACTS = PdfMetadata(
    policy_id="congleton/social-media",
    version="1",
    status="draft",
    source_sha256="5e" * 32,
    text_sha256="7f" * 32,
    author="Congleton Town Council",
)
SOURCE = PdfAttachment("v1.yaml", b"format: 1\ntitle: Social Media Policy\n", description="The source of this policy")


def read_page(name: str) -> str:
    """Give the HTML of `congleton`, or of one of the awkward pages, with the style that all pages have."""
    path = HERE / "pdf_congleton.html" if name == "congleton" else HERE / "pdf_stress" / f"{name}.html"
    base = resources.files("policykit.render").joinpath("static", "base.css").read_text(encoding="utf-8")
    html = path.read_text(encoding="utf-8")
    return html.replace("/* base.css */", base) if name == "congleton" else style_page(html)


def style_page(html: str) -> str:
    """Give the page with the style that all pages have."""
    base = resources.files("policykit.render").joinpath("static", "base.css").read_text(encoding="utf-8")
    return html.replace("<head>", f"<head><style>{base}</style>", 1)


def long_page(sections: int) -> str:
    """Give a policy of that many sections with contents: 160 make about a hundred pages."""
    words = "The Council will keep this matter under review and will publish what it decides. " * 6
    items = "".join(f"<li>{words[:160]}</li>" for _ in range(5))
    body = "".join(
        f'<section id="s{n}"><h2><span class="number">{n}</span> Matter {n}</h2><p>{words}</p><p>{words}</p>'
        f'<ul class="bullets">{items}</ul></section>'
        for n in range(1, sections + 1)
    )
    contents = "".join(
        f'<li><a href="#s{n}"><span class="number">{n}</span> <span class="title">Matter {n}</span></a></li>'
        for n in range(1, sections + 1)
    )
    facts = 'data-council="Exford" data-title="A long policy" data-version="Version 3" data-dated="Adopted 2020"'
    nav = f'<nav class="contents"><h2>Contents</h2><ol>{contents}</ol></nav>'
    return style_page(
        f'<html lang="en-GB"><head><title>A long policy</title></head><body {facts}>'
        f'<header class="cover"><h1>A long policy</h1>{nav}</header><main>{body}</main></body></html>'
    )


@cache
def renderer() -> PdfRenderer:
    """Give the one renderer that the tests share."""
    return PdfRenderer()


@cache
def rendered(name: str) -> bytes:
    """Give the PDF of `congleton`, of an awkward page, or `long`."""
    html = long_page(160) if name == "long" else read_page(name)
    return renderer().render(html, metadata=FACTS, attachments=(SOURCE,))


def render_body(body: str, *, head: str = "<title>A page</title>", html: str = 'lang="en-GB"') -> bytes:
    """Give the PDF of a page that holds `body`."""
    page = f"<!DOCTYPE html><html {html}><head>{head}</head><body>{body}</body></html>"
    return renderer().render(page, metadata=PdfMetadata())


def open_pdf(pdf: bytes) -> Any:
    """Give pypdf's reader; untyped, as what a PDF holds is."""
    return pypdf.PdfReader(BytesIO(pdf))
