"""Made-up second versions of the two real policies, each as the list of edits that make it of the first.

The edits are such as councils make: a word that turns advice into duty, another deadline, a clause moved to where it
belongs, two that say one thing joined. Nothing here was ever put to either council.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from policykit.model.fingerprint import model_data
from policykit.model.library import Library, Sourced
from policykit.model.policy import Version
from policykit.source.library import load_library

POLICIES = Path(__file__).parents[2] / "policies"
Node = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A version as plain data, edited in place."""

    data: Node

    def find(self, id: str) -> tuple[list[Node], int]:
        """Give the list that holds a section or clause, and its place in it."""
        for nodes in _walk_lists(self.data):
            for place, node in enumerate(nodes):
                if node["id"] == id:
                    return nodes, place
        raise KeyError(id)

    def node(self, id: str) -> Node:
        nodes, place = self.find(id)
        return nodes[place]

    def change(self, id: str, old: str, new: str, **fields: Any) -> None:
        """Put other words into a clause or heading and into what its rules rest on, and other fields beside them."""
        node = self.node(id)
        key = "text" if "text" in node else "heading"
        assert node[key].count(old) == 1, f"{old!r} in {node[key]!r}"
        node[key] = node[key].replace(old, new)
        for rule in node.get("rules", ()):
            rule["rests_on"] = [words.replace(old, new) for words in rule["rests_on"]]
        node["notes"] = [note for note in node.get("notes", ()) if note.get("quote", "") in node[key]]
        node.update(fields)

    def omit(self, id: str) -> Node:
        nodes, place = self.find(id)
        return nodes.pop(place)

    def move(self, id: str, after: str) -> None:
        self.insert(self.omit(id), after)

    def insert(self, node: Node, after: str) -> None:
        nodes, place = self.find(after)
        nodes.insert(place + 1, node)


def _walk_lists(node: Node) -> Iterator[list[Node]]:
    for key in ("clauses", "sections"):
        if key in node:
            yield node[key]
            for child in node[key]:
                yield from _walk_lists(child)


def amend_congleton(draft: Draft) -> None:
    """Make the second version of Congleton's policy."""
    draft.data.update(version="2", subtitle="(Including WhatsApp and Artificial Intelligence)")
    # Words: advice becomes duty, a deadline moves, a slip of the first version is put right.
    draft.change("responsibilities.closed-meetings", "should not publish", "must not publish", kind="prohibition")
    draft.node("responsibilities.closed-meetings")["rules"][0]["modality"] = "must_not"
    draft.change("pre-election.neutrality", "six weeks", "eight weeks")
    election = draft.node("pre-election.neutrality")["rules"][0]
    election["when"] = [line.replace("6 weeks", "8 weeks") for line in election["when"]]
    draft.change("messaging.children.consent", "with the correct consent", "without the correct consent")
    draft.change("definition.examples", "You Tube", "YouTube")
    draft.change("sharing", "Asking the Council to follow, like or share messages", "Following and sharing messages")
    # Places: what is on passwords goes to the responsibilities; the personal views move up and are reworded.
    draft.move("pitfalls.passwords", "responsibilities.public-posts")
    draft.move("policy-statement.personal-views", "policy-statement.know-policy")
    draft.change("policy-statement.personal-views", "you must not imply", "you must not state or imply")
    # One clause becomes two, two become one.
    membership = draft.node("messaging.membership")
    _, second = membership["text"].split(". ", 1)
    leavers = {"id": "messaging.leavers", "kind": "obligation", "topic": "messaging", "text": second}
    leavers["rules"] = [rule for rule in membership["rules"] if any(words in second for words in rule["rests_on"])]
    membership["rules"] = [rule for rule in membership["rules"] if rule not in leavers["rules"]]
    draft.change("messaging.membership", f". {second}", ".")
    draft.insert(leavers, "messaging.membership")
    draft.change("definition.term", "user-generated content. They", "user-generated content; they")
    joined = " ".join(draft.node(f"responsibilities.{name}")["text"] for name in ("friends", "public-posts"))
    draft.node("responsibilities.friends")["text"] = joined
    draft.omit("responsibilities.public-posts")
    # Gone, and new.
    draft.omit("responsibilities.new-technologies")
    draft.insert(_breaches(), "messaging")
    table = draft.node("responsibilities.accounts")["table"]
    table["columns"].append("Reviewed")
    for row, when in zip(table["rows"], ("monthly", "monthly", "weekly"), strict=True):
        row.append(when)
    table["rows"][1][1] = "the Communications Officer"
    del table["rows"][2]


def _breaches() -> Node:
    return {
        "id": "breaches",
        "heading": "Breaches of this policy",
        "clauses": [
            {
                "id": "breaches.report",
                "kind": "obligation",
                "topic": "enforcement",
                "text": "Anyone who becomes aware of a breach of this policy must tell the Chief Officer within five "
                "working days.",
            },
            {
                "id": "breaches.action",
                "kind": "permission",
                "topic": "enforcement",
                "text": "The Chief Officer may remove a post that breaches this policy before the Council has "
                "considered it.",
            },
        ],
    }


def add_accounts(draft: Draft) -> None:
    """Give the first version a table, since neither real policy has one."""
    clause = {
        "id": "responsibilities.accounts",
        "kind": "statement",
        "topic": "authorised-users",
        "text": "The Council has these accounts:",
        "table": {
            "columns": ["Account", "Who posts"],
            "rows": [["Facebook", "the Chief Officer"], ["X", "any officer"], ["Pinterest", "any officer"]],
            "row_headers": True,
        },
    }
    draft.insert(clause, "responsibilities.own-use")


def amend_crewe(draft: Draft) -> None:
    """Make the second version of Crewe's policy."""
    draft.data.update(version="2", applies_to=[*draft.data["applies_to"], "volunteer"])
    draft.change("responsibilities.profiles", "It is recommended that you have", "You must have", kind="obligation")
    draft.node("responsibilities.profiles")["rules"][0]["modality"] = "must"
    draft.omit("policy-statement.risks.social-engineering")
    draft.move("responsibilities.public-domain", "responsibilities.code-of-conduct")
    draft.change("policy-statement.scope", "Councillors and Co-opted Members", "Councillors, Co-opted Members and "
                 "volunteers")  # fmt: skip
    draft.change("responsibilities", "Councillors and Co-opted Members", "Councillors, Co-opted Members and volunteers")


REVISIONS: dict[str, Callable[[Draft], None]] = {
    "congleton/social-media": amend_congleton,
    "crewe/social-media": amend_crewe,
}


def revise(version: Version, edit: Callable[[Draft], None]) -> Version:
    """Give a version with its edits made."""
    data = copy.deepcopy(model_data(version))
    assert isinstance(data, dict)
    edit(Draft(data))
    return Version.model_validate(data)


@cache
def load_revised() -> Library:
    """Give the real library in which each policy has a second version, and Congleton's first has a table."""
    library = load_library(POLICIES)
    policies = {}
    for name, policy in library.policies.items():
        (first, *_) = policy.versions
        old = revise(first.value, add_accounts) if name.startswith("congleton") else first.value
        new = revise(old, REVISIONS[name])
        policies[name] = replace(policy, versions=(Sourced(old, first.places), Sourced(new, first.places)))
    return replace(library, policies=policies)


def write_revised(root: Path) -> Path:
    """Write that library as a folder, without the scenarios, which speak of the real first version."""
    from policykit.pipeline.amend_yaml import write_plain_yaml

    shutil.copytree(POLICIES, root, ignore=shutil.ignore_patterns("*.scenarios.yaml", ".*"))
    for name, policy in load_revised().policies.items():
        for version in policy.versions:
            data = model_data(version.value)
            assert isinstance(data, dict)
            (root / name / f"v{version.value.version}.yaml").write_text(write_plain_yaml(data), encoding="utf-8")
    return root
