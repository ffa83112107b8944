"""The pages of diagnostics and of lints: every code with its meaning, its remedy, and a bad and a good example."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.reference.markdown import end_sentence, fence, make_table

from policykit import lint
from policykit.errors import Code
from policykit.pipeline.check import list_codes

DIAGNOSTICS = """# Diagnostics

Every message of policykit bears a code that never changes its name. An **error** stops a build or an adoption, a
**warning** says what will probably go wrong, a **note** what may be meant so. What a clerk may want to know though
nothing is broken is told by the [lints](lints.md), which a library can switch off.

This page is made from the code. All codes stand on it, so that one search finds any.

"""

LINTS = """# Lints

A lint says of a policy what a careful clerk would want to know: loose ends of its life, of its structure and of its
wording. None stops a build. A library switches one off in `library.yaml`, with a reason:

```yaml
format: 1
lints_off:
  - code: unnumbered-rules
    reason: the council cites its policies by heading
```

This page is made from the code. All lints stand on it, so that one search finds any.

"""

NO_EXAMPLE: dict[str, str] = {
    "words-lost": "arises only where policykit itself fails; no file that is known does it",
    "corpus-busy": "depends on what else runs",
    "corpus-damaged": "depends on the disk",
    "corpus-version": "depends on the version that wrote it",
    "corpus-write": "depends on the disk and its permissions",
    "export-unsupported": "arises only where an export meets something its language cannot say; none of today's does",
    "extra-missing": "depends on what is installed",
    "file-outside-library": "a symbolic link that leads out of the library",
    "file-too-large": "more than the limit that the message names",
    "file-unreadable": "a file without permission to read it",
    "missing-xlsxwriter": "depends on what is installed",
    "broken-link": "arises only where policykit itself fails; no library that is known does it",
    "not-writable": "depends on the disk and its permissions",
    "pdf-engine": "depends on what is installed",
}
"""Codes that no few lines of text can show, and why."""


def write_diagnostics() -> str:
    """Write the page of every code that is not a lint."""
    lints = {each.code for each in lint.LINTS.own.values()}
    return DIAGNOSTICS + _write_codes(code for code in list_codes() if code not in lints)


def write_lints() -> str:
    """Write the page of every lint."""
    return LINTS + _write_codes(sorted((each.code for each in lint.LINTS.own.values()), key=lambda code: code.name))


def _write_codes(codes: Iterable[Code]) -> str:
    codes = list(codes)
    rows = ([f"[`{code.name}`](#{code.name})", str(code.severity), end_sentence(code.meaning)] for code in codes)
    return make_table(("code", "severity", "what it says"), rows) + "\n" + "\n".join(map(_write_code, codes))


def _write_code(code: Code) -> str:
    parts = [
        f"## {code.name}\n",
        f"{str(code.severity).capitalize()}. {end_sentence(code.meaning)}\n",
        f"**What to do:** {end_sentence(code.remedy)}\n",
    ]
    if code.name in NO_EXAMPLE:
        parts.append(f"No example: {NO_EXAMPLE[code.name]}.\n")
    for title, example in (("Bad", code.bad), ("Good", code.good)):
        if example:
            parts += [f"{title}:\n", fence(example)]
    return "\n".join(parts)
