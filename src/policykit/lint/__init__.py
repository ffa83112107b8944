"""Lints: what a clerk would want to know of a text that is well-formed. Each can be switched off with a reason."""

from policykit.lint.run import CODES, LINTS, LintReport, find_lints, lint_library

__all__ = ["CODES", "LINTS", "LintReport", "find_lints", "lint_library"]
