"""Two windows and another program that write in one text by turns, each seeing now and then what the others wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from tests.pipeline.writing.conftest import NAME, NOW, draft_file

from policykit.model.edit import EditText
from policykit.pipeline.writing.change import change_text, open_text
from policykit.source.library import read_library


def write_by_turns(root: Path, count: int, random: Random) -> Counter[str]:
    """Make `count` changes, and hold after each that nothing was written over; give what became of them."""
    windows = [open_text(root, NAME, NOW) for _ in range(2)]
    words = {str(clause.id): clause.text for _, clause in windows[0].version.walk_clauses() if clause.text}
    names = random.sample([name for name in words if "\n" not in (words[name] or "")], 6)
    seen = [dict(words) for _ in windows]
    done: Counter[str] = Counter()
    for number in range(count):
        name, at = random.choice(names), random.randrange(3)
        new = f"Words {number}."
        if at == 2:
            done["outside"] += write_outside(root, words[name], new)
            words[name] = new
            continue
        edit = EditText(id=name, was=seen[at][name], words=new)
        (outcome,) = change_text(windows[at], [edit], NOW).outcomes
        if seen[at][name] == words[name]:
            assert outcome.state == "saved", outcome
            words[name] = seen[at][name] = new
        else:
            assert (outcome.state, outcome.now) == ("conflict", words[name]), outcome
            seen[at][name] = words[name]  # it is shown with both texts
        done[outcome.state] += 1
        if random.random() < 0.3:
            seen[at] = dict(words)
    version = read_library(root).library.policies[NAME].version("2").value
    assert {str(clause.id): clause.text for _, clause in version.walk_clauses() if clause.text} == words
    return done


def write_outside(root: Path, old: str | None, new: str) -> int:
    """Change words as an editor does: the lines of a text that is folded become one."""
    path = draft_file(root)
    lines = path.read_text("utf-8").split("\n")
    words = (old or "").split(" ")
    for at, line in enumerate(lines):
        if line.strip().removeprefix("text: ") == old:
            lines[at] = line.replace(old or "", new)
            break
        if line.strip() == "text: >-" and lines[at + 1].strip().startswith(" ".join(words[:3])):
            end = at + 1
            joined = ""
            while joined != old:
                joined = f"{joined} {lines[end].strip()}".strip()
                end += 1
            lines[at:end] = [line.replace(">-", new)]
            break
    else:
        raise AssertionError(old)
    path.write_text("\n".join(lines), "utf-8")
    return 1
