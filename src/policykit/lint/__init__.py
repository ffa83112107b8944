"""Lints: what a clerk would want to know of a text that is well-formed. Each can be switched off with a reason."""

from policykit.lint.run import LINTS, LintReport, find_lints, lint_library
from policykit.lint.subject import Lint, Subject

__all__ = ["LINTS", "Lint", "LintReport", "Subject", "find_lints", "lint_library"]
