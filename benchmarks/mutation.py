"""Change the code on purpose, one small fault at a time, and count how many faults the tests notice.

    python -m benchmarks.mutation [FLOOR...] [--sample N] [--seed N] [--only MODULE]

A floor is `model`, `source`, `document`, `rules` or `compare`; the default is all of them with 20 faults each. Every
fault is tried in a fork of its own, so that no file is touched: against the tests of its floor, then of what stands on
it. A fault that no test notices is printed with its place: either a test is missing, or the change makes no difference.
What a test runs in a further process sees the code unchanged, so the score is on the low side.
"""

from __future__ import annotations

import argparse
import ast
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
TESTS = {
    "model": [
        "tests/model",
        "tests/rules/test_facts.py",
        "tests/document",
        "tests/lint",
        "tests/test_schemas.py",
        "tests/source/test_examples.py",
        "tests/life",
    ],
    "source": ["tests/source/test_examples.py", "tests/lint", "tests/source"],
    "document": [
        "tests/document",
        "tests/render/test_html.py",
        "tests/render/test_markdown.py",
        "tests/render/test_text.py",
        "tests/policies/test_words.py",
        "tests/life/test_over_time.py",
    ],
    "rules": ["tests/rules"],
    "compare": ["tests/compare", "tests/compare_documents", "tests/councils"],
}
"""Which tests hold each floor; they are tried first."""
REST = [
    "tests/docs/test_reference.py",
    "tests/pipeline",
    "tests/source/test_examples.py",
    "tests/lint",
    "tests/rules",
    "tests/export",
    "tests/cli",
    "tests/policies",
    "tests/councils",
    "tests/document",
    "tests/render/test_html.py",
    "tests/render/test_markdown.py",
    "tests/render/test_text.py",
    "tests/life",
    "-m=not slow and not engine",
    # These start further processes, which would run the code unchanged.
    "--ignore=tests/life/test_store.py",
    "--ignore=tests/councils/test_outputs.py",
    "--ignore=tests/cli/test_commands.py",
    "--ignore=tests/policies/test_pages.py",
    "--ignore=tests/export/test_examples.py",
    "--deselect=tests/export/test_targets.py::test_the_same_bytes_whatever_the_hash_seed",
]
"""What a fault has to pass besides: the tests of the other floors, but for what takes long."""
TIME_LIMIT = 150
"""Seconds after which a fault counts as noticed: it made something endless."""

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}


@dataclass(frozen=True)
class Fault:
    """One change: the module, which of its possible changes, and how it reads."""

    module: str
    number: int
    line: int
    change: str


class Changer(ast.NodeTransformer):
    """Walks over a module, counts the changes that could be made, and makes the one with the wanted number."""

    def __init__(self, module: str, wanted: int | None = None) -> None:
        self.module = module
        self.wanted = wanted
        self.found: list[Fault] = []

    def _offer(self, line: int, before: str, after: str) -> bool:
        self.found.append(Fault(self.module, len(self.found), line, f"{before} → {after}"))
        return self.wanted == len(self.found) - 1

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Types make no difference when the program runs, but for the bounds that a model states in them."""
        for part in ast.walk(node.annotation):
            if isinstance(part, ast.keyword):
                self.generic_visit(part)
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Go into the body only: decorators and types make no difference that a test should see."""
        node.body = self._visit_body(node.body)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """As for a function."""
        node.body = self._visit_body(node.body)
        return node

    def _visit_body(self, body: list[ast.stmt]) -> list[ast.stmt]:
        changed: list[ast.stmt] = []
        for statement in body:
            is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            changed.append(statement if is_text else self.visit(statement))
        return changed

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Go over all but docstrings."""
        node.body = self._visit_body(node.body)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """Turn the condition round; leave what only type checkers read."""
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return node
        self.generic_visit(node)
        if self._offer(node.lineno, f"if {ast.unparse(node.test)}", "the opposite"):
            node.test = ast.UnaryOp(ast.Not(), node.test)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Leave out a call that is made for its effect."""
        if isinstance(node.value, ast.Constant):
            return node
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and self._offer(node.lineno, ast.unparse(node), "nothing"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Return nothing."""
        self.generic_visit(node)
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        if node.value is not None and not is_none and self._offer(node.lineno, ast.unparse(node), "return None"):
            node.value = ast.Constant(None)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Leave out a `not`."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._offer(node.lineno, ast.unparse(node), ast.unparse(node.operand)):
            return node.operand
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Another number, word or truth value."""
        other: object
        match node.value:
            case bool():
                other = not node.value
            case int():
                other = node.value + 1
            case str():
                other = f"{node.value}~"
            case _:
                return node
        if self._offer(node.lineno, repr(node.value), repr(other)):
            return ast.copy_location(ast.Constant(other), node)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Only the values in a formatted text: its words are changed as one."""
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                part.value = self.visit(part.value)
        if self._offer(node.lineno, ast.unparse(node), "another text"):
            node.values.append(ast.Constant("~"))
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Another operator."""
        self.generic_visit(node)
        node.op = self._swap(node.op, node)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """`or` for `and`."""
        self.generic_visit(node)
        node.op = self._swap(node.op, node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Another comparison."""
        self.generic_visit(node)
        node.ops = [self._swap(op, node) for op in node.ops]
        return node

    def _swap(self, operator: Any, node: ast.expr) -> Any:
        other = SWAPS.get(type(operator))
        if other and self._offer(node.lineno, ast.unparse(node), other.__name__):
            return other()
        return operator


def list_modules(floor: str) -> list[str]:
    """Give the modules of a floor by name, without what is only a door."""
    files = sorted((SOURCE / "policykit" / floor).rglob("*.py"))
    return [".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in files if path.name != "__init__.py"]


def read_module(module: str) -> ast.Module:
    """Parse one module of the project."""
    path = SOURCE.joinpath(*module.split(".")).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def list_faults(module: str) -> list[Fault]:
    """Give every change that could be made in a module."""
    changer = Changer(module)
    changer.visit(read_module(module))
    return changer.found


class Loader(importlib.machinery.SourceFileLoader):
    """Loads one module with its fault, whatever has been compiled before."""

    fault: Fault

    def get_code(self, fullname: str) -> CodeType:
        """Compile the changed tree."""
        tree = Changer(fullname, self.fault.number).visit(read_module(fullname))
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


class Finder:
    """Finds the module that has a fault; all others are found as ever."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> object:  # noqa: ARG002
        """As `importlib` asks it."""
        if name != self.fault.module:
            return None
        file = SOURCE.joinpath(*name.split(".")).with_suffix(".py")
        loader = Loader(name, str(file))
        loader.fault = self.fault
        return importlib.util.spec_from_file_location(name, file, loader=loader)


def run_tests(tests: Sequence[str], fault: Fault | None) -> int:
    """Run the tests in a fork; give its exit code, 0 where every test passed."""
    child = os.fork()
    if child == 0:
        signal.alarm(TIME_LIMIT)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if fault is not None:
            sys.meta_path.insert(0, Finder(fault))  # type: ignore[arg-type]
        os._exit(_call_pytest(tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _call_pytest(tests: Sequence[str]) -> int:
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutation",
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    settings.load_profile("mutation")
    quietly = ["-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestWarning"]
    try:
        return int(pytest.main(["-x", *quietly, *tests]))
    except BaseException:  # noqa: BLE001 - a fault may end the run in any way: it was noticed
        return 1


def warm_up() -> None:
    """Load what every fork needs, and nothing of the project."""
    for name in (
        "pytest",
        "hypothesis",
        "pydantic",
        "yaml",
        "markdown_it",
        "jinja2",
        "rapidfuzz",
        "lxml.html",
        "jsonschema",
    ):
        importlib.import_module(name)


def find_missed(tests: Sequence[str], faults: Iterable[Fault]) -> list[Fault]:
    """Try each fault; give those that no test noticed, neither of its floor nor of those above."""
    return [fault for fault in faults if run_tests(tests, fault) == 0 and run_tests(REST, fault) == 0]


def pick_faults(floor: str, only: str | None, sample: int, seed: int) -> Iterator[Fault]:
    """Draw faults at random from the whole floor, each as likely as every other."""
    modules = [only] if only else list_modules(floor)
    every = [fault for module in modules for fault in list_faults(module)]
    yield from random.Random(f"{floor}-{seed}").sample(every, min(sample, len(every)))


def main() -> int:
    """Measure the floors named, and print the faults that no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("floors", nargs="*", default=list(TESTS), metavar="FLOOR")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="MODULE")
    options = parser.parse_args()
    os.chdir(ROOT)
    warm_up()
    noticed = tried = 0
    for floor in options.floors:
        began = time.perf_counter()
        tests = [path for path in TESTS[floor] if (ROOT / path).exists()]
        if run_tests(tests, None) != 0:
            print(f"{floor}: its tests fail as it is")
            return 1
        faults = list(pick_faults(floor, options.only, options.sample, options.seed))
        missed = find_missed(tests, faults)
        good = len(faults) - len(missed)
        noticed, tried = noticed + good, tried + len(faults)
        seconds = time.perf_counter() - began
        print(
            f"{floor}: {good} of {len(faults)} faults noticed ({good / len(faults):.0%}), {seconds:.0f} s", flush=True
        )
        for fault in missed:
            print(f"  {fault.module}:{fault.line}: {fault.change}", flush=True)
    print(f"all: {noticed} of {tried} ({noticed / tried:.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
