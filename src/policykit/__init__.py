"""Compile, compare and check the policies of many councils.

library = load_library("policies")
edition = find_edition(library, library.policies["congleton/social-media"])
document = compile_document(edition)
page = render_html(document)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykit import version

if TYPE_CHECKING:
    from policykit.compare.versions.compare import compare_versions
    from policykit.document.compile import compile_document
    from policykit.document.tree import Document
    from policykit.edition.edition import Edition, find_edition
    from policykit.errors import Diagnostic, PolicykitError
    from policykit.intake.imported import Imported
    from policykit.model.library import Library
    from policykit.pipeline.check import check_library
    from policykit.pipeline.decide import load_rules
    from policykit.pipeline.import_policy import import_policy
    from policykit.pipeline.meaning import compare_meaning
    from policykit.render.html.page import render_html
    from policykit.render.json.document import render_json
    from policykit.render.markdown.document import render_markdown
    from policykit.render.paper import render_pdf
    from policykit.render.report.page import render_report
    from policykit.source.library import load_library

__version__ = version.VERSION

_HOMES = {
    "Diagnostic": "policykit.errors",
    "Document": "policykit.document.tree",
    "Imported": "policykit.intake.imported",
    "Edition": "policykit.edition.edition",
    "Library": "policykit.model.library",
    "PolicykitError": "policykit.errors",
    "check_library": "policykit.pipeline.check",
    "compare_meaning": "policykit.pipeline.meaning",
    "compare_versions": "policykit.compare.versions.compare",
    "compile_document": "policykit.document.compile",
    "import_policy": "policykit.pipeline.import_policy",
    "find_edition": "policykit.edition.edition",
    "load_library": "policykit.source.library",
    "load_rules": "policykit.pipeline.decide",
    "render_html": "policykit.render.html.page",
    "render_json": "policykit.render.json.document",
    "render_markdown": "policykit.render.markdown.document",
    "render_pdf": "policykit.render.paper",
    "render_report": "policykit.render.report.page",
}

__all__ = [
    "Diagnostic",
    "Document",
    "Edition",
    "Imported",
    "Library",
    "PolicykitError",
    "__version__",
    "check_library",
    "compare_meaning",
    "compare_versions",
    "compile_document",
    "find_edition",
    "import_policy",
    "load_library",
    "load_rules",
    "render_html",
    "render_json",
    "render_markdown",
    "render_pdf",
    "render_report",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `import policykit` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module `policykit` has no attribute `{name}`")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
