"""The inline elements of policykit's own Akoma Ntoso as the words of a clause, and these as inline CommonMark."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast
from xml.etree import ElementTree as ET

from policykit.intake.akn.names import CODE, LAW, OTHER_POLICY
from policykit.intake.emit.texts import escape_text
from policykit.model.markdown import parse_text
from policykit.model.policy import FOOTNOTE
from policykit.model.text import (
    FORM_FIELDS,
    Break,
    Code,
    Emphasis,
    FormField,
    FormFieldKind,
    Inline,
    Link,
    NoteMark,
    Parameter,
    Reference,
    Shifted,
    Strong,
    Text,
    join_text,
    plain_text,
)

_PARAMETER = re.compile(r"\{([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\}")
_SHIFTABLE = re.compile(r"[\^~]")


@dataclass(slots=True)
class WordReader:
    """Reads words, and keeps what their references and parameters showed."""

    ids: Mapping[str, str]
    """policykit's own id of each section and clause, by its eId."""
    notes: dict[str, ET.Element] = field(default_factory=dict)
    """The footnotes that were met, by policykit's own id."""
    labels: dict[str, set[str]] = field(default_factory=dict)
    """What the references to each id showed."""
    values: dict[str, str] = field(default_factory=dict)
    """What each parameter showed."""

    def read(self, element: ET.Element) -> tuple[Inline, ...]:
        """Give the words of an element."""
        parts: list[Inline] = [Text(element.text or "")]
        for child in element:
            parts += [*self._read_child(child), Text(child.tail or "")]
        return join_text(parts)

    def _read_child(self, child: ET.Element) -> tuple[Inline, ...]:
        tag, href = local(child), child.get("href", "")
        match tag:
            case "b":
                return (Strong(self.read(child)),)
            case "i":
                return (Emphasis(self.read(child)),)
            case "sup" | "sub":
                return (Shifted("above" if tag == "sup" else "below", self.read(child)),)
            case "br":
                return (Break(),)
            case "span" if child.get("class") == CODE:
                return (Code("".join(child.itertext())),)
            case "fillIn" if child.get("class") in FORM_FIELDS:
                return (FormField(cast(FormFieldKind, child.get("class"))),)
            case "a":
                return (Link(href, self.read(child)),)
            case "ref" if target := self._find_target(href):
                self.labels.setdefault(target, set()).add("".join(child.itertext()))
                return (Reference(target),)
            case "placeholder" if match := _PARAMETER.fullmatch(child.get("originalText", "")):
                self.values[match[1]] = "".join(child.itertext())
                return (Parameter(match[1]),)
            case "authorialNote":
                name = child.get("wId", "")
                self.notes.setdefault(name, child)
                return (NoteMark(name.rpartition(FOOTNOTE)[2]),)
            case "noteRef":
                return (NoteMark(self.ids.get(href[1:], "").rpartition(FOOTNOTE)[2]),)
        return self.read(child)

    def _find_target(self, href: str) -> str:
        """Give what a reference names: a part of this policy, or of another; empty for any other address."""
        return self.ids.get(href[1:], "") if href.startswith("#") else href.partition(OTHER_POLICY)[2]


def local(element: ET.Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_law(element: ET.Element) -> bool:
    """Tell whether an element only names legislation that is listed apart."""
    return element.get("refersTo", "").startswith(f"#{LAW}")


def write_inlines(inlines: tuple[Inline, ...]) -> str:
    """Give words as inline CommonMark: plainly where that reads back as just these words, else with every sign escaped.

    What CommonMark cannot stress, such as a part of a word, stands plain: words come before looks.
    """
    tried = ""
    for escape in (_escape_nothing, escape_text, _escape_all):
        tried = "".join(_write(inline, escape) for inline in inlines)
        found = parse_text(tried)
        if found.inlines == inlines and not found.faults:
            return tried
    return tried if plain_text(parse_text(tried).inlines) == plain_text(inlines) else _escape_all(plain_text(inlines))


def _write(inline: Inline, escape: Callable[[str], str]) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Break():
            return "\\\n"
        case Code(text):
            fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
            pad = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
            return f"{fence}{pad}{text}{pad}{fence}"
        case NoteMark(target):
            return f"[^{target}]"
        case FormField(kind):
            return f"{{{kind}}}"
        case Reference(target):
            return f"{{ref: {target}}}"
        case Parameter(name):
            return f"{{{name}}}"
    words = "".join(_write(child, escape) for child in inline.children)
    match inline:
        case Strong():
            return f"**{words}**"
        case Emphasis():
            return f"*{words}*"
        case Link(href):
            return f"[{words}]({href})"
        case Shifted(to):
            return f"^{words}^" if to == "above" else f"~{words}~"
    return words


def _escape_nothing(text: str) -> str:
    return text


def _escape_all(text: str) -> str:
    return _SHIFTABLE.sub(lambda found: f"\\{found[0]}", escape_text(text))
