"""The eIds of sections and clauses by the naming convention of Akoma Ntoso 1.0: `sec_6__para_nn_3`, `sec_2__para_2-1`.

They follow from the printed numbers and the order, so that they change with them; what does not change is the `wId`,
which is policykit's own id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from policykit.document.tree import ClauseNode, Document, SectionNode

_SIGNS = r"\s\u2000-\u206f\u2e00-\u2e7f!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~\\•·▪§"
_ENDS = re.compile(f"^[{_SIGNS}]+|[{_SIGNS}]+$")
_INSIDE = re.compile(f"[{_SIGNS}]+")
_SHORT = {"section": "sec", "subsection": "subsec", "paragraph": "para"}
Node = SectionNode | ClauseNode


class EidBook:
    """Gives every node of a document its eId, and finds that of the node which an id means."""

    def __init__(self, document: Document) -> None:
        self._taken: Counter[str] = Counter()
        self._own: dict[int, str] = {}
        self._meant: dict[str, str] = {}
        self._add_sections(document.sections, "")

    def find_own(self, node: Node) -> str:
        """Give the eId of a node."""
        return self._own[id(node)]

    def find_meant(self, name: str) -> str:
        """Give the eId of the section, clause or footnote of an id; empty where the document has none."""
        return self._meant.get(name, "")

    def name_inner(self, outer: str, element: str) -> str:
        """Give the eId of the next element of a kind that has no number, such as a table."""
        return self._count(f"{outer}__{element}" if outer else element)

    def _add_sections(self, sections: Iterable[SectionNode], prefix: str) -> None:
        for section in sections:
            own = self._add(section, name_section(section), section.number, prefix)
            self._add_clauses(section.clauses, own, "paragraph")
            self._add_sections(section.sections, own)

    def _add_clauses(self, clauses: Iterable[ClauseNode], prefix: str, element: str) -> None:
        for clause in clauses:
            if clause.footnote:
                self._keep(clause, self.name_inner(prefix, "authorialNote"))
            else:
                own = self._add(clause, element, clause.number, prefix)
                self._add_clauses(clause.clauses, own, "point")

    def _add(self, node: Node, element: str, number: str, prefix: str) -> str:
        start = f"{prefix}__" if prefix else ""
        plain = _INSIDE.sub("-", re.sub(r"\s", "", _ENDS.sub("", number)))
        name = f"{start}{_SHORT.get(element, element)}"
        unnumbered = element == "hcontainer" and not plain
        return self._keep(node, self._count(name) if unnumbered else self._take(name, plain))

    def _keep(self, node: Node, own: str) -> str:
        self._own[id(node)] = own
        if node.id not in self._meant or node.change not in ("deleted", "moved_from"):
            self._meant[node.id] = own
        return own

    def _count(self, start: str) -> str:
        """Give the eId of an element that is not expected to have a number."""
        self._taken[start] += 1
        return f"{start}_{self._taken[start]}"

    def _take(self, start: str, number: str) -> str:
        """Give an eId that is not taken: with the number, else with `nn` and a count."""
        found = f"{start}_{number or 'nn'}"
        self._taken[found] += 1
        if number and self._taken[found] == 1:
            return found
        return self._take(start, f"{number or 'nn'}_{self._taken[found]}")


def name_section(section: SectionNode) -> str:
    """Give the element that a section is written as."""
    if section.appendix or not (section.heading or section.number):
        return "hcontainer"
    return {1: "section", 2: "subsection"}.get(section.level, "level")
