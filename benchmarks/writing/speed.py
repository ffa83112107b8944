"""How long one change takes, against a round trip of the file through ruamel.yaml, with 93 and with 2,000 clauses.

    python -m benchmarks.writing.speed

Exits with 1 where a change is not at least twenty times as quick as the round trip.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

from ruamel.yaml import YAML
from tests.source.yaml_edit.edits import lay

from policykit.model.edit import EditText
from policykit.source.yaml_edit.apply import apply_edit
from policykit.source.yaml_write import write_yaml

LEAST = 20
WORDS = "The Council keeps a note of each request for two years, and shows it to whoever asks in writing. " * 2


def make_text(clauses: int) -> str:
    """Give a file with this many clauses."""
    each = [
        {"id": f"s.c{number}", "kind": "statement", "text": f"Clause {number}. {WORDS}".strip()}
        for number in range(clauses)
    ]
    sections = [
        {"id": f"s{at}", "heading": f"Section {at}", "clauses": each[at : at + 40]} for at in range(0, clauses, 40)
    ]
    return write_yaml({"format": 1, "title": "T", "kind": "policy", "version": "1", "sections": sections})


def measure(act: Callable[[], object], times: int) -> float:
    """Give the milliseconds of the quickest of several runs."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        act()
        found.append(time.process_time() - begun)
    return min(found) * 1000


def main() -> int:
    failed = 0
    for clauses in (93, 2_000):
        laid = lay(make_text(clauses))
        assert laid is not None
        clause = laid.version.sections[-1].clauses[-1]
        text = laid.text
        edit = EditText(id=clause.id, was=clause.text, words="Other words, which somebody has just written.")
        ours = measure(lambda laid=laid, edit=edit: apply_edit(laid, edit), 20)  # type: ignore[misc]

        def round_trip(text: str = text) -> None:
            yaml = YAML()
            yaml.dump(yaml.load(text), io.StringIO())

        theirs = measure(round_trip, 1 if clauses > 500 else 3)
        print(f"{clauses:5,} clauses: {ours:.2f} ms, a round trip {theirs:,.0f} ms: {theirs / ours:,.0f} times as long")
        failed += theirs / ours < LEAST
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
