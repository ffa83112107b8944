"""The commands: each is the module of its name, with `add_arguments` and `run`, loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from types import ModuleType

COMMANDS: dict[str, str] = {
    "init": "begin a library for a council",
    "import": "bring in policies from Word, OpenDocument, HTML, Markdown or text",
    "desk": "open your policies in a browser, on this machine alone",
    "check": "find every error and lint of a library",
    "build": "make documents: HTML, PDF, Word, Markdown, JSON, text",
    "site": "make the public site: pages for any web space",
    "sign": "sign PDFs electronically",
    "compare": "say what changed between two versions, or how two councils differ",
    "matrix": "compare councils topic by topic",
    "corpus": "ask the clauses of many councils: who holds, lacks or changed them",
    "suggest": "suggest counterparts for clauses that are not linked yet",
    "amend": "list the amendments between two versions, or apply such a list",
    "draft": "begin the next version of a policy",
    "edit": "change the text of a draft, clause by clause",
    "record": "write down what happened to a version",
    "undo": "take back the last event of a register",
    "adopt": "adopt one policy or many by one resolution",
    "withdraw": "record that a policy was withdrawn",
    "verify": "tell whether an adopted text or a PDF was altered",
    "history": "show what has happened to a policy",
    "show": "show the version that was in force on a day",
    "due": "list the reviews that are overdue or come up",
    "decide": "say what the rules make of records",
    "ask": "ask about one case, and explain what the policy says",
    "audit": "judge every row of a large table",
    "test": "run the scenarios that test the rules",
    "serve": "answer programs over HTTP what the rules make of a record",
    "export": "write the rules for other tools: OPA, Cedar, SQL, …",
    "schema": "write the JSON Schemas of the YAML files, for editors",
}
"""Every command in the order in which `policykit --help` lists them, with what it says there."""


def load_command(name: str) -> ModuleType:
    """Give the module of one command."""
    module = f"{name}_" if iskeyword(name) else name
    return import_module(f"policykit.cli.commands.{module}")
