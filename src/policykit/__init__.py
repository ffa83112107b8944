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
    from policykit.document.past import TextHistory
    from policykit.document.tree import Document
    from policykit.edition.edition import Edition, find_edition
    from policykit.errors import Diagnostic, PolicykitError
    from policykit.export.target import Export
    from policykit.intake.imported import Imported
    from policykit.model.library import Library
    from policykit.pipeline.audit import audit_file, audit_frame
    from policykit.pipeline.check import check_library
    from policykit.pipeline.decide import PolicyRules, load_rules
    from policykit.pipeline.export import export_rules
    from policykit.pipeline.import_policy import import_policy
    from policykit.pipeline.meaning import compare_meaning
    from policykit.pipeline.past import trace_history
    from policykit.render.html.page import render_html
    from policykit.render.json.document import render_json
    from policykit.render.markdown.document import render_markdown
    from policykit.render.printing.paper import render_pdf
    from policykit.render.report.page import render_report
    from policykit.rules.findings import Finding, Outcome, Verdict
    from policykit.source.library import load_library

__version__ = version.VERSION

_HOMES = {
    "Diagnostic": "policykit.errors",
    "Document": "policykit.document.tree",
    "Edition": "policykit.edition.edition",
    "Export": "policykit.export.target",
    "Finding": "policykit.rules.findings",
    "Imported": "policykit.intake.imported",
    "Library": "policykit.model.library",
    "Outcome": "policykit.rules.findings",
    "PolicyRules": "policykit.pipeline.decide",
    "PolicykitError": "policykit.errors",
    "TextHistory": "policykit.document.past",
    "Verdict": "policykit.rules.findings",
    "audit_file": "policykit.pipeline.audit",
    "audit_frame": "policykit.pipeline.audit",
    "check_library": "policykit.pipeline.check",
    "compare_meaning": "policykit.pipeline.meaning",
    "compare_versions": "policykit.compare.versions.compare",
    "compile_document": "policykit.document.compile",
    "export_rules": "policykit.pipeline.export",
    "find_edition": "policykit.edition.edition",
    "import_policy": "policykit.pipeline.import_policy",
    "load_library": "policykit.source.library",
    "load_rules": "policykit.pipeline.decide",
    "render_html": "policykit.render.html.page",
    "render_json": "policykit.render.json.document",
    "render_markdown": "policykit.render.markdown.document",
    "render_pdf": "policykit.render.printing.paper",
    "render_report": "policykit.render.report.page",
    "trace_history": "policykit.pipeline.past",
}

__all__ = [
    "Diagnostic",
    "Document",
    "Edition",
    "Export",
    "Finding",
    "Imported",
    "Library",
    "Outcome",
    "PolicyRules",
    "PolicykitError",
    "TextHistory",
    "Verdict",
    "__version__",
    "audit_file",
    "audit_frame",
    "check_library",
    "compare_meaning",
    "compare_versions",
    "compile_document",
    "export_rules",
    "find_edition",
    "import_policy",
    "load_library",
    "load_rules",
    "render_html",
    "render_json",
    "render_markdown",
    "render_pdf",
    "render_report",
    "trace_history",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that `import policykit` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module `policykit` has no attribute `{name}`")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, also those that are not loaded yet."""
    return sorted({*globals(), *__all__})
