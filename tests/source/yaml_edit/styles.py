"""Versions made by chance, written in every way in which people write YAML."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

LONG = (
    "Photographs are taken down on request and within a week, unless the person who asks has agreed in writing to "
    "their use and has not withdrawn it, and the Council keeps a note of each request for two years."
)
WORDS = (
    "Councillors must ask",
    "No",
    "yes",
    "null",
    "12:30",
    "- dash",
    "a: b",
    "# hash",
    "words # hash",
    "'quoted'",
    '"double" words',
    "back\\\\slash",
    "  blanks",
    "ends ",
    "two  blanks",
    "one\\\nbreak",
    "line\n",
    "{ref: s.a}",
    "{council.name}",
    "[link](https://example.org)",
    "**bold** and *stress*",
    "é “curly” – £5 % @ ` | > & *",
    "!bang",
    "?",
    "x" * 130,
    LONG,
)
KINDS = ("statement", "obligation", "permission", "risk")
COMMENTS = ("# a remark", "#", "# - id: no", "#x: y", "# “curly”")


def make_words(random: Random) -> str:
    """Give words for a text: hard ones, or a run of plain ones."""
    if random.random() < 0.5:
        return random.choice(WORDS)
    return " ".join(
        random.choice(("the", "Council", "must", "not", "records:", "keep", "a-b", "#1"))
        for _ in range(random.randint(1, 40))
    )


def make_data(random: Random) -> dict[str, Any]:
    """Give the plain data of a version."""
    count = [0]
    data: dict[str, Any] = {"format": 1, "title": "Title", "kind": "policy", "version": "1"}
    if random.random() < 0.3:
        data["applies_to"] = ["officer", "councillor"]
    if random.random() < 0.3:
        data["notes"] = [{"kind": "drafting", "text": make_words(random)}]
    data["sections"] = [_make_section(random, count, 0) for _ in range(random.randint(1, 3))]
    return data


def _make_section(random: Random, count: list[int], depth: int) -> dict[str, Any]:
    count[0] += 1
    section: dict[str, Any] = {"id": f"s{count[0]}"}
    if random.random() < 0.8:
        section["heading"] = random.choice(("Use", "A: b", "# 1", "Data & more", "x" * 120))
    if random.random() < 0.2:
        section["number"] = "1."
    if random.random() < 0.9:
        section["clauses"] = [_make_clause(random, count, 0) for _ in range(random.randint(1, 3))]
    if depth < 2 and random.random() < 0.3:
        section["sections"] = [_make_section(random, count, depth + 1) for _ in range(random.randint(1, 2))]
    return section


def _make_clause(random: Random, count: list[int], depth: int) -> dict[str, Any]:
    count[0] += 1
    clause: dict[str, Any] = {"id": f"c{count[0]}", "kind": random.choice(KINDS)}
    if random.random() < 0.3:
        clause["topic"] = "purpose"
    clause["text"] = make_words(random)
    if random.random() < 0.15:
        clause["table"] = {"columns": ["A", "b: c"], "rows": [["1", make_words(random)], ["", "# no"]]}
        if random.random() < 0.5:
            del clause["text"]
    if random.random() < 0.3:
        clause["notes"] = [{"kind": "drafting", "text": make_words(random)} for _ in range(random.randint(1, 2))]
    if random.random() < 0.2:
        clause["no_rule"] = "statement"
    if depth < 2 and random.random() < 0.35:
        clause["clauses"] = [_make_clause(random, count, depth + 1) for _ in range(random.randint(1, 3))]
        if random.random() < 0.3:
            clause["closing"] = make_words(random)
    return clause


class Scribe:
    """Writes data as YAML as somebody might who cares little for one style."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.remarks = random.choice((0.0, 0.0, 0.1, 0.4))
        self.flow = random.choice((0.0, 0.0, 0.15, 0.5))

    def write(self, data: dict[str, Any]) -> str:
        """Give a whole file."""
        lines = [*self._remark(0), *self._mapping(data, 0)]
        return "\n".join(lines) + self.random.choice(("\n", "\n", "\n", "", "\n\n# the end\n"))

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _remark(self, indent: int) -> list[str]:
        found = []
        while self._chance(self.remarks / 2):
            found.append(
                self.random.choice(
                    ("", " " * (indent + self.random.choice((0, 0, 0, 1, 3))) + self.random.choice(COMMENTS))
                )
            )
        return found

    def _behind(self) -> str:
        return "  " + self.random.choice(COMMENTS) if self._chance(self.remarks / 2) else ""

    def _mapping(self, data: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for at, (key, value) in enumerate(data.items()):
            if at:
                lines += self._remark(indent)
            lines += self._pair(key if self._chance(0.97) else f'"{key}"', value, indent)
        return lines

    def _pair(self, key: str, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, str):
            return self._text(f"{pad}{key}:", value, indent)
        if not isinstance(value, (dict, list)):
            return [f"{pad}{key}: {json.dumps(value)}{self._behind()}"]
        if self._chance(self.flow) or not value:
            return self._flow_lines(f"{pad}{key}: ", value, indent)
        head = [f"{pad}{key}:{self._behind()}", *self._remark(indent)]
        if isinstance(value, dict):
            return head + self._mapping(value, indent + self.random.choice((2, 4)))
        return head + self._list(value, indent + self.random.choice((0, 2, 2, 2)))

    def _list(self, items: list[Any], hyphen: int) -> list[str]:
        lines: list[str] = []
        pad = " " * hyphen
        for at, item in enumerate(items):
            if at:
                lines += self._remark(hyphen)
            if isinstance(item, dict) and not self._chance(self.flow):
                gap = self.random.choice((2, 2, 2, 4))
                own = self._mapping(item, hyphen + gap)
                if self._chance(0.05):
                    lines += [f"{pad}-{self._behind()}", *own]
                else:
                    lines += [f"{pad}-{' ' * (gap - 1)}{own[0].lstrip()}", *own[1:]]
            elif isinstance(item, str):
                lines += self._text(f"{pad}-", item, hyphen)
            else:
                lines += self._flow_lines(f"{pad}- ", item, hyphen)
        return lines

    def _flow_lines(self, start: str, value: Any, indent: int) -> list[str]:
        text = start + self._flow(value, indent + 2)
        return (text + self._behind()).split("\n")

    def _flow(self, value: Any, indent: int) -> str:
        if isinstance(value, (dict, list)):
            parts = (
                [f"{key}: {self._flow(item, indent)}" for key, item in value.items()]
                if isinstance(value, dict)
                else [self._flow(item, indent) for item in value]
            )
            spread = self._chance(0.3)
            joint = ("," + self._behind() + "\n" + " " * indent) if spread else ", "
            end = self.random.choice(("", "", ",", "\n" + " " * indent)) if parts and spread else ""
            opening, closing = "{}" if isinstance(value, dict) else "[]"
            return opening + joint.join(parts) + end + closing
        if isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z ]*[a-z]", value) and self._chance(0.5):
            return value if value not in ("null", "yes", "No") else json.dumps(value)
        return json.dumps(value, ensure_ascii=False)

    def _text(self, start: str, value: str, indent: int) -> list[str]:
        style = self.random.choice(("plain", "single", "double", "folded", "literal", "spread"))
        words = value.split(" ")
        simple = value == " ".join(value.split()) and value.isprintable() and value
        if (
            style == "plain"
            and re.fullmatch(r"[A-Za-z][A-Za-z0-9 ,.-]*[a-z0-9]", value)
            and value not in ("null", "No", "yes")
        ):
            return [f"{start} {value}{self._behind()}"]
        if style == "single" and "\n" not in value and "\\" not in value:
            return [f"{start} '{value.replace(chr(39), chr(39) * 2)}'{self._behind()}"]
        if style == "folded" and simple:
            own = self.random.choice((1, 2, 4))
            lines, pad = [], " " * (indent + own)
            while words:
                take = self.random.randint(1, 14)
                lines.append(pad + " ".join(words[:take]))
                words = words[take:]
            mark = self.random.choice((">-", ">-", f">{own}-"))
            return [f"{start} {mark}{self._behind()}", *lines]
        if (
            style == "literal"
            and value.strip("\n")
            and not value.startswith((" ", "\n"))
            and not value.endswith("\n\n")
        ):
            mark = "|" if value.endswith("\n") else "|-"
            lines = value.removesuffix("\n").split("\n")
            if all(line.strip() for line in lines):
                return [f"{start} {mark}{self._behind()}", *(" " * (indent + 2) + line for line in lines)]
        if style == "spread" and simple and len(words) > 2 and re.fullmatch(r"[A-Za-z][A-Za-z ]*[a-z]", value):
            half = len(words) // 2
            pad = " " * (indent + 2)
            return [f"{start} {' '.join(words[:half])}", f"{pad}{' '.join(words[half:])}{self._behind()}"]
        return [f"{start} {json.dumps(value, ensure_ascii=False)}{self._behind()}"]
