"""The settings of a library (library.yaml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from policykit.model.base import WORD, Line, Many, Model
from policykit.model.bodies import CitationScheme

PressName = Literal["weasyprint", "typst"]
"""What makes PDFs of pages."""


class LintSwitch(Model):
    """One lint that the library switches off, with the reason."""

    unprinted = "for those who keep the library"

    code: Annotated[str, WORD]
    """The lint's code."""
    policy: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)?$")] | None = None
    """The council or policy it is switched off for; everywhere when left out."""
    reason: Line
    """Why."""


class Settings(Model):
    """The settings of one library."""

    unprinted = "for those who keep the library"

    format: Literal[1]
    """The format of this file: 1."""
    lints_off: Many[LintSwitch] = ()
    """The lints that are switched off."""
    bodies: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")], Line] = {}
    """Further kinds of body, by the word for `kind:` in council.yaml: `guild: craft guild`."""
    citation_schemes: Many[CitationScheme] = ()
    """Further schemes of addresses of laws."""
    press: PressName | None = None
    """What makes PDFs: `weasyprint`, which needs the Pango library, or `typst`, which is faster and needs nothing else.
    By default WeasyPrint where Pango is installed."""
