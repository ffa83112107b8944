"""One name for one thing: a class name is used once in the house, so that a reader can search for it."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "policykit"

TWICE = {
    "Code": {"errors.py", "model/text.py"},  # a kind of diagnostic; `code` in Markdown, whose name its JSON bears
    "Judged": {"export/sarif.py", "rules/records.py"},
    "Reading": {"model/rule.py", "source/library.py"},
    "Rule": {"model/rule.py", "export/python_module.py"},  # the second is the text of a module that users get
    "Verdict": {"register/verify.py", "rules/findings.py"},
}
"""What still has two meanings; this list may only become shorter."""


def list_classes() -> dict[str, set[str]]:
    """Give the files in which each class name is defined."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].add(path.relative_to(SOURCE).as_posix())
    return found


def test_a_class_name_is_used_once() -> None:
    repeated = {name: files for name, files in list_classes().items() if len(files) > 1}
    assert {name: files for name, files in repeated.items() if not files <= TWICE.get(name, set())} == {}
