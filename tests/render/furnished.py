"""Policies with what real ones have beside plain clauses: each file of `furnished/` compiled, as media get it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from tests.compare_documents.cases import compile_case
from tests.render.pdf_pages import FACTS

from policykit.document.tree import Document
from policykit.model.picture import PICTURE_FOLDER, PictureFile
from policykit.model.picture_file import read_picture
from policykit.model.policy import Version
from policykit.render.html.page import render_html
from policykit.render.printing.press import find_press
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

FOLDER = Path(__file__).with_name("furnished")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def read_version(text: str, name: str = "v1.yaml") -> Version:
    """Give the version that a file holds; what is wrong with it ends the test."""
    data, places, faults = read_yaml(name, text)
    assert faults == [], faults
    version, faults = read_model(Version, data, places)
    assert version is not None, faults
    return version


@cache
def compile_furnished(name: str) -> Document:
    """Give the document of one file."""
    version = read_version((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name)
    return compile_case(version, version, pictures=read_pictures()).new


@cache
def read_pictures() -> dict[str, PictureFile]:
    """Give the pictures that the texts show, by the names of their files."""
    found = {path.name: read_picture(path.read_bytes()) for path in (FOLDER / PICTURE_FOLDER).iterdir()}
    return {name: each for name, each in found.items() if isinstance(each, PictureFile)}


@cache
def print_furnished(name: str, press: Literal["weasyprint", "typst"]) -> bytes:
    """Give the PDF of one file."""
    return find_press(press).render(render_html(compile_furnished(name), fonts="pdf"), metadata=FACTS)
