"""Faults made by machine in real policies, each with the place where a person would want the caret.

The truth is decided here, not by the reader under test: at the key or value that is wrong; for a missing key at the
start of the mapping that lacks it; for an unclosed quotation mark where it opens; for a line that is indented wrongly,
or has lost its colon, at its first word; for a colon too many at that colon.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the text of a file that has it, the code it should get, and where it truly is (from 1)."""

    kind: str
    file: str
    text: str
    codes: tuple[str, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a file: its path, its node, and the node of its key."""

    path: tuple[str | int, ...]
    node: yaml.Node
    key: yaml.Node | None

    @property
    def name(self) -> str:
        return str(self.path[-1]) if self.path else ""

    @property
    def depth(self) -> int:
        return sum(isinstance(step, int) for step in self.path)


class Page:
    """One file of a library, whole and right, with its values."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        root = yaml.compose(text, yaml.CSafeLoader)
        assert root is not None
        self.values = list(_walk(root, (), None))
        self.single_lines = list(self._find_single_lines())

    def fault(self, kind: str, codes: tuple[str, ...] | str, text: str, line: int, column: int) -> Fault:
        codes = (codes,) if isinstance(codes, str) else codes
        return Fault(kind, self.file, text, codes, line, column)

    def replace(self, kind: str, codes: tuple[str, ...] | str, node: yaml.Node, new: str, shift: int = 0) -> Fault:
        """Put `new` in the place of a node; the truth is its start, or `shift` characters on."""
        start, end = node.start_mark, node.end_mark
        text = self.text[: start.index] + new + self.text[end.index :]
        return self.fault(kind, codes, text, start.line + 1, start.column + 1 + shift)

    def replace_line(self, kind: str, codes: tuple[str, ...] | str, number: int, new: str, column: int) -> Fault:
        lines = [*self.lines[:number], new, *self.lines[number + 1 :]]
        return self.fault(kind, codes, "\n".join(lines), number + 1, column)

    def named(self, *names: str) -> list[Value]:
        """Give the one-line scalar values of keys with these names."""
        return [v for v in self.values if v.name in names and _is_short(v.node)]

    def clauses(self) -> list[Value]:
        return [v for v in self.values if v.path[-2:-1] == ("clauses",) and isinstance(v.node, yaml.MappingNode)]

    def texts(self) -> list[Value]:
        return [v for v in self.values if v.name == "text" and "notes" not in v.path and v.path[:1] == ("sections",)]

    def key_lines(self) -> list[Value]:
        """Give the values whose key and plain one-line value stand alone on a line of block style."""
        return self.single_lines

    def _find_single_lines(self) -> Iterator[Value]:
        for value in self.values:
            if value.key is not None and _is_short(value.node):
                line = self.lines[value.node.start_mark.line]
                if isinstance(value.node, yaml.ScalarNode) and re.fullmatch(r"(?: *- )? *\w+: [\w(].*", line):
                    yield value


def _walk(node: yaml.Node, path: tuple[str | int, ...], key: yaml.Node | None) -> Iterator[Value]:
    yield Value(path, node, key)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _walk(value, (*path, name.value), name)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _walk(item, (*path, number), None)


def _is_short(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.start_mark.line == node.end_mark.line


def read_pages(root: Path) -> list[Page]:
    return [Page(p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in sorted(root.rglob("*.yaml"))]


Maker = Callable[[random.Random, list[Page]], Fault]


def _pick(rng: random.Random, pages: list[Page], find: Callable[[Page], list[Value]]) -> tuple[Page, Value]:
    found = [(page, value) for page in pages for value in find(page)]
    return rng.choice(found)


def _versions(pages: list[Page]) -> list[Page]:
    return [page for page in pages if re.search(r"/v[^/]*\.yaml$", page.file) and ".scenarios" not in page.file]


def _slip(rng: random.Random, word: str) -> str:
    """Make one slip of the finger that gives another word."""
    while True:
        at = rng.randrange(len(word))
        slip = rng.choice(
            (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "x" + word[at + 1 :])
        )
        if slip not in (word, ""):
            return slip


_FREE = (
    "parameters",
    "with",
    "blanks",
    "decisions",
    "records",
    "facts",
    "given",
    "expect",
    "decided",
    "values",
    "bands",
)


def _model_keys(page: Page) -> list[Value]:
    """Values whose key is one of a model class, not a word that a clerk chose."""
    return [v for v in page.key_lines() if not any(step in _FREE for step in v.path[:-1]) and len(v.name) > 3]


def make_mistyped_key(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, _model_keys)
    assert value.key is not None
    return page.replace("mistyped key", "unknown-key", value.key, _slip(rng, value.name))


def make_unknown_key(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, _model_keys)
    assert value.key is not None
    indent = value.key.start_mark.column
    at = value.key.start_mark.line + 1
    name = rng.choice(("colour", "zweck", "reviewer", "priority"))
    lines = [*page.lines[:at], f"{' ' * indent}{name}: yes", *page.lines[at:]]
    return page.fault("unknown key", "unknown-key", "\n".join(lines), at + 1, indent + 1)


def make_duplicate_key(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, Page.key_lines)
    assert value.key is not None
    indent = value.key.start_mark.column
    at = value.key.start_mark.line
    again = " " * indent + page.lines[at][indent:]
    lines = [*page.lines[: at + 1], again, *page.lines[at + 1 :]]
    return page.fault("duplicate key", "duplicate-key", "\n".join(lines), at + 2, indent + 1)


def make_wrong_type(rng: random.Random, pages: list[Page]) -> Fault:
    names = ("title", "heading", "id", "topic", "meaning", "name", "telephone", "strapline", "confirmed_by")
    page, value = _pick(
        rng, pages, lambda p: [v for v in p.named(*names) if p.lines[v.node.start_mark.line][-1] != "}"]
    )
    return page.replace("wrong type", "wrong-type", value.node, rng.choice(("42", "[one, two]", "true", "{a: b}")))


def make_scalar_for_list(rng: random.Random, pages: list[Page]) -> Fault:
    def find(page: Page) -> list[Value]:
        return [
            v
            for v in page.values
            if v.name in ("clauses", "sections", "notes", "legislation", "also_topics", "applies_to", "rows", "events")
            and isinstance(v.node, yaml.SequenceNode)
            and v.node.flow_style
        ]

    page, value = _pick(rng, pages, find)
    return page.replace("wrong type", "wrong-type", value.node, rng.choice(("none", "7", "{a: b}")))


def make_missing_key(rng: random.Random, pages: list[Page]) -> Fault:
    """Take the line of a key that must be there out of a clause, and give the start of the clause as the truth."""
    page, clause = _pick(rng, _versions(pages), Page.clauses)
    name = rng.choice(("id", "kind"))
    at = next(v.key.start_mark.line for v in page.values if v.path == (*clause.path, name) and v.key)
    line, column = clause.node.start_mark.line, clause.node.start_mark.column
    lines = [*page.lines[:at], *page.lines[at + 1 :]]
    if at == line:
        dash = page.lines[at][:column]
        lines[at] = dash + lines[at][column:]
    return page.fault("missing key", "missing-key", "\n".join(lines), line + 1, column + 1)


def _in_text(rng: random.Random, pages: list[Page], kind: str, code: str, words: str) -> Fault:
    """Put words between two others of a text; a colon in them is YAML only in a text below `>-`."""

    def find(page: Page) -> list[Value]:
        return [v for v in page.texts() if ":" not in words or page.text[v.node.start_mark.index] in "|>"]

    page, value = _pick(rng, _versions(pages), find)
    start, end = value.node.start_mark.index, value.node.end_mark.index
    if isinstance(value.node, yaml.ScalarNode) and value.node.style in ("|", ">"):
        start = page.text.index("\n", start)
    gaps = [m.end() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", page.text[:end]) if m.start() > start]
    at = rng.choice(gaps) if gaps else page.text.index(page.text[start:end].strip()[:1], start)
    text = page.text[:at] + words + " " + page.text[at:]
    line = page.text.count("\n", 0, at) + 1
    return page.fault(kind, code, text, line, at - page.text.rfind("\n", 0, at))


def make_dangling_reference(rng: random.Random, pages: list[Page]) -> Fault:
    target = rng.choice(("messaging.consnt", "section-9", "aims.nothing"))
    return _in_text(rng, pages, "dangling reference", "dangling-reference", f"{{ref: {target}}}")


def make_undeclared_parameter(rng: random.Random, pages: list[Page]) -> Fault:
    name = rng.choice(("council.nmae", "clerk", "officers.clerk.name", "policy.date"))
    return _in_text(rng, pages, "undeclared parameter", "unknown-parameter", f"{{{name}}}")


def make_raw_html(rng: random.Random, pages: list[Page]) -> Fault:
    return _in_text(rng, pages, "raw HTML", "raw-html", rng.choice(("<br>", "<b>", "<script>", "<!-- note -->")))


def make_unsafe_link(rng: random.Random, pages: list[Page]) -> Fault:
    address = rng.choice(("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "page.html"))
    fault = _in_text(rng, pages, "unsafe link", "unsafe-link", f"[here]({address})")
    # The caret belongs under the address.
    return Fault(fault.kind, fault.file, fault.text, fault.codes, fault.line, fault.column + len("[here]("))


def make_duplicate_id(rng: random.Random, pages: list[Page]) -> Fault:
    page = rng.choice(_versions(pages))
    clauses = [v for v in page.values if v.name == "id" and v.path[-3:-2] == ("clauses",)]
    first, second = sorted(rng.sample(range(len(clauses)), 2))
    node = clauses[first].node
    name = page.text[node.start_mark.index : node.end_mark.index]
    return page.replace("duplicate id", "duplicate-id", clauses[second].node, name)


def _dates(page: Page) -> list[Value]:
    return [v for v in page.named("date", "next_review", "confirmed_on") if "blanks" not in v.path]


def make_bad_date(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, _dates)
    new = rng.choice(("2019-02-30", "26/01/2019", "January 2022", "2022-13", "soon", "19-01-26"))
    return page.replace("bad date", "bad-date", value.node, new)


def make_unknown_choice(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(
        rng, pages, lambda p: p.named("kind", "event", "layout", "date_style", "jurisdiction", "stance")
    )
    node = value.node
    slip = _slip(rng, page.text[node.start_mark.index : node.end_mark.index])
    return page.replace("unknown choice", "unknown-value", node, rng.choice((slip, "duty")))


def make_unknown_topic(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, _versions(pages), lambda p: p.named("topic"))
    node = value.node
    slip = _slip(rng, page.text[node.start_mark.index : node.end_mark.index]).strip("-")
    return page.replace("unknown topic", "unknown-topic", node, slip)


def make_unquoted_version(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: p.named("version"))
    return page.replace("unquoted version", "wrong-type", value.node, rng.choice(("1", "2.0", "10")))


def make_unknown_model(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, _versions(pages), lambda p: p.named("model"))
    return page.replace(
        "unknown model", "unknown-model", value.node, rng.choice(("social-media/purpos", "models/none"))
    )


def make_unknown_committee(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: p.named("committee"))
    return page.replace(
        "unknown committee", "unknown-committee", value.node, rng.choice(("fpa", "finance", "planning"))
    )


def make_quote_not_found(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, _versions(pages), lambda p: [v for v in p.named("quote") if v.path[0] == "sections"])
    return page.replace("quote not found", "quote-not-found", value.node, "words that stand nowhere")


def make_unknown_lint(rng: random.Random, pages: list[Page]) -> Fault:
    names = ("vague-trem", "nonsense", "review-overdu")
    before = [f"  - code: and-or\n    reason: style {n}\n" for n in range(rng.randrange(4))]
    text = "format: 1\nlints_off:\n" + "".join(before)
    line = text.count("\n") + 1
    text += f"  - code: {rng.choice(names)}\n    reason: a reason\n"
    return Fault("unknown lint", "library.yaml", text, ("unknown-lint",), line, 11)


def make_unclosed_quote(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, Page.key_lines)
    at = value.node.start_mark
    mark = rng.choice("'\"")
    text = page.text[: at.index] + mark + page.text[at.index :]
    return page.fault("YAML: unclosed quotation mark", "bad-yaml", text, at.line + 1, at.column + 1)


def make_tab(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: [v for v in p.key_lines() if _indent(p, v) >= 2])
    number = value.node.start_mark.line
    line = page.lines[number]
    indent = len(line) - len(line.lstrip())
    new = "\t" * (indent // 2) + line.lstrip()
    return page.replace_line("YAML: tab", "bad-yaml", number, new, 1)


def _indent(page: Page, value: Value) -> int:
    line = page.lines[value.node.start_mark.line]
    return len(line) - len(line.lstrip())


def make_missing_colon(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: [v for v in p.key_lines() if ": " not in _after_key(p, v)])
    assert value.key is not None
    number = value.node.start_mark.line
    return page.replace_line(
        "YAML: missing colon",
        ("bad-yaml", "wrong-type"),
        number,
        page.lines[number].replace(": ", " ", 1),
        value.key.start_mark.column + 1,
    )


def _after_key(page: Page, value: Value) -> str:
    return page.lines[value.node.start_mark.line].partition(": ")[2]


def make_stray_colon(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: [v for v in p.key_lines() if " " in _after_key(p, v).strip()])
    number = value.node.start_mark.line
    line = page.lines[number]
    at = line.index(" ", value.node.start_mark.column)
    return page.replace_line("YAML: stray colon", "bad-yaml", number, line[:at] + ":" + line[at:], at + 1)


def make_wrong_indentation(rng: random.Random, pages: list[Page]) -> Fault:
    page, value = _pick(rng, pages, lambda p: [v for v in p.key_lines() if _indent(p, v) >= 2])
    number = value.node.start_mark.line
    line = page.lines[number]
    new = rng.choice((" " + line, line[1:]))
    return page.replace_line("YAML: wrong indentation", "bad-yaml", number, new, len(new) - len(new.lstrip()) + 1)


MAKERS: tuple[Maker, ...] = (
    make_mistyped_key,
    make_unknown_key,
    make_duplicate_key,
    make_wrong_type,
    make_scalar_for_list,
    make_missing_key,
    make_dangling_reference,
    make_undeclared_parameter,
    make_raw_html,
    make_unsafe_link,
    make_duplicate_id,
    make_bad_date,
    make_unknown_choice,
    make_unknown_topic,
    make_unquoted_version,
    make_unknown_model,
    make_unknown_committee,
    make_quote_not_found,
    make_unknown_lint,
    make_unclosed_quote,
    make_tab,
    make_missing_colon,
    make_stray_colon,
    make_wrong_indentation,
)


def make_faults(root: Path, count: int, seed: int) -> Iterator[Fault]:
    """Give `count` faults of the library at `root`, every kind in turn; the same seed gives the same faults."""
    rng = random.Random(seed)  # noqa: S311 (nothing here is secret)
    pages = read_pages(root)
    for number in range(count):
        yield MAKERS[number % len(MAKERS)](rng, pages)
