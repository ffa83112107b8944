"""Other tools that compare texts, each brought to the same answer: pairs of clauses, moves and groups.

A word tool knows no clauses. Its equal words vote: two clauses pair if at least half the words of the shorter one
were found equal between them. That rule is ours, and it favours the word tools.
"""

from __future__ import annotations

import difflib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.compare.generate import Case
from benchmarks.compare.score import Groups, Pairs
from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.backbone import find_backbone

BREAK = "¶"
Blocks = Iterable[tuple[int, int, int]]
"""Equal runs: place in the old sequence, place in the new one, length."""


@dataclass
class Found:
    """What a tool found."""

    pairs: Pairs
    moves: Pairs = field(default_factory=set)
    groups: Groups = field(default_factory=set)


@dataclass(frozen=True)
class Rival:
    """A tool: how to run it, and what it needs (a module, or a program marked `.exe`)."""

    name: str
    run: Callable[[Any], Found]
    needs: str | None = None
    prepare: Callable[[Case], Any] = lambda case: case
    """What brings a case into the form that the tool reads; not part of its time."""

    @property
    def is_there(self) -> bool:
        if self.needs is None:
            return True
        if self.needs.endswith(".exe"):
            return shutil.which(self.needs.removesuffix(".exe")) is not None
        return importlib.util.find_spec(self.needs) is not None


def run_policykit(case: Case) -> Found:
    alignment = align_units(case.old, case.new)
    pairs = {(i, j) for m in alignment.matches for i in m.old for j in m.new}
    moves = {(i, j) for m in alignment.matches if m.moved for i in m.old for j in m.new}
    return Found(pairs, moves, {(m.old, m.new) for m in alignment.matches if len(m.old) + len(m.new) > 2})


def run_difflib_clauses(case: Case) -> Found:
    old, new = _texts(case)
    pairs: Pairs = set()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= set(zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace":
            pairs |= _pair_greedily(old, new, range(i1, i2), range(j1, j2))
    return Found(pairs)


def _pair_greedily(old: list[str], new: list[str], left: range, right: range) -> Pairs:
    rated = [(difflib.SequenceMatcher(None, old[i], new[j], autojunk=False).ratio(), i, j) for i in left for j in right]
    pairs: Pairs = set()
    for score, i, j in sorted(rated, reverse=True):
        if score >= 0.5 and all(i != p[0] and j != p[1] for p in pairs):
            pairs.add((i, j))
    return pairs


def run_difflib_words(case: Case) -> Found:
    old, new = _tokens(case)
    return Found(_vote(old, new, difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()))


def run_redlines(case: Case) -> Found:
    redlines = importlib.import_module("redlines")
    old, new = ("\n\n".join(texts) for texts in _texts(case))
    operations = redlines.Redlines(old, new)._diff_ops  # noqa: SLF001 (it gives its tokens nowhere else)
    chunks = operations[0]
    first, second = (
        [BREAK if token.strip() == BREAK else token for token in chunk.text]
        for chunk in (chunks.source_chunk, chunks.test_chunk)
    )
    blocks = [(op.opcodes[1], op.opcodes[3], op.opcodes[2] - op.opcodes[1]) for op in operations
              if op.opcodes[0] == "equal"]  # fmt: skip
    return Found(_vote(first, second, blocks))


def run_git_words(case: Case) -> Found:
    old, new = _tokens(case)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("old", "new")]
        for file, tokens in zip(files, (old, new), strict=True):
            file.write_text("".join(f"{token}\n" for token in tokens), encoding="utf-8")
        printed = subprocess.run(
            ["git", "diff", "--no-index", "-U0", "--no-color", *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    return Found(_vote(old, new, _read_hunks(printed, len(old))))


def _read_hunks(printed: str, size: int) -> Blocks:
    at_old = at_new = 0
    for found in re.finditer(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", printed, re.MULTILINE):
        start, count, new_start, new_count = (int(g) if g is not None else 1 for g in found.groups())
        start, new_start = start - (count > 0), new_start - (new_count > 0)
        yield at_old, at_new, start - at_old
        at_old, at_new = start + count, new_start + new_count
    yield at_old, at_new, size - at_old


def _run_dmp(case: Case, timeout: float) -> Found:
    engine = importlib.import_module("diff_match_patch").diff_match_patch()
    engine.Diff_Timeout = timeout
    old, new = ("\n".join(texts) for texts in _texts(case))
    diffs = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(diffs)
    return Found(_vote(old, new, _read_runs((op, len(text)) for op, text in diffs), "\n"))


def run_dmp(case: Case) -> Found:
    return _run_dmp(case, 1.0)


def run_dmp_patient(case: Case) -> Found:
    return _run_dmp(case, 0.0)


def run_fast_dmp(case: Case) -> Found:
    old, new = ("\n".join(texts) for texts in _texts(case))
    diffs = importlib.import_module("fast_diff_match_patch").diff(old, new, timelimit=0, cleanup="Semantic")
    return Found(_vote(old, new, _read_runs(({"=": 0, "-": -1, "+": 1}[op], size) for op, size in diffs), "\n"))


def _read_runs(runs: Iterable[tuple[int, int]]) -> Blocks:
    i = j = 0
    for op, size in runs:
        if op == 0:
            yield i, j, size
        i, j = i + size * (op <= 0), j + size * (op >= 0)


def run_xmldiff(case: Case) -> Found:
    differ = importlib.import_module("xmldiff.diff").Differ(F=0.5)
    etree = importlib.import_module("lxml.etree")
    trees = []
    for texts in _texts(case):
        root = etree.Element("policy")
        for text in texts:
            etree.SubElement(root, "clause").text = text
        trees.append(root)
    pairs = ((left, right) for left, right, *_ in differ.match(*trees) if left is not None and right is not None)
    found = {tuple(n.getparent().index(n) for n in pair) for pair in pairs if pair[0].tag == "clause"}
    return Found(found, _find_moves(found, case))


def _find_moves(pairs: Pairs, case: Case) -> Pairs:
    """Give the pairs off the heaviest rising set, for a tool that says no more than which clauses pair."""
    ordered = sorted(pairs)
    kept = find_backbone(ordered, [len(case.old[i].text) + 1 for i, _ in ordered])
    return set(ordered) - {ordered[k] for k in kept}


def run_docxodus(documents: tuple[bytes, bytes]) -> Found:
    script = importlib.import_module("docx_scalpel").docx_diff_get_edit_script(*documents)
    operations = (json.loads(script) if isinstance(script, str) else script)["operations"]
    found = Found(set())
    i = j = 0
    sources: dict[int, int] = {}
    targets: dict[int, int] = {}
    for op in (op for op in operations if ":body:" in json.dumps(op) and "sec:" not in json.dumps(op)):
        kind, many = op["kind"], len(op.get("splitMergeAnchors", ()))
        if kind == "SplitBlock":
            found.groups.add(((i,), tuple(range(j, j + many))))
            i, j = i + 1, j + many
        elif kind == "MergeBlock":
            found.groups.add((tuple(range(i, i + many)), (j,)))
            i, j = i + many, j + 1
        elif kind.startswith("Move"):
            (sources if op["isMoveSource"] else targets)[op["moveGroupId"]] = i if op["isMoveSource"] else j
            i, j = i + op["isMoveSource"], j + (not op["isMoveSource"])
        else:
            left, right = "leftAnchor" in op, "rightAnchor" in op
            if left and right:
                found.pairs.add((i, j))
            i, j = i + left, j + right
    found.moves = {(sources[key], targets[key]) for key in sources.keys() & targets.keys()}
    found.pairs |= found.moves | {(a, b) for old, new in found.groups for a in old for b in new}
    return found


def _write_docx(texts: Sequence[str]) -> bytes:
    document: Any = importlib.import_module("docx").Document()
    for text in texts:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _texts(case: Case) -> tuple[list[str], list[str]]:
    return [unit.text for unit in case.old], [unit.text for unit in case.new]


def _tokens(case: Case) -> tuple[list[str], list[str]]:
    old, new = ([token for text in texts for token in (*text.split(), BREAK)] for texts in _texts(case))
    return old, new


def _vote(old: Sequence[str], new: Sequence[str], blocks: Blocks, stop: str = BREAK) -> Pairs:
    """Pair clauses of which half the shorter one lies in equal runs."""
    owners = [_own(sequence, stop) for sequence in (old, new)]
    sizes = [Counter(owner) for owner in owners]
    votes: Counter[tuple[int, int]] = Counter()
    for i, j, size in blocks:
        votes.update(zip(owners[0][i : i + size], owners[1][j : j + size], strict=True))
    return {
        (i, j) for (i, j), count in votes.items() if i >= 0 and count >= 0.5 * min(sizes[0][i], sizes[1][j]) and j >= 0
    }


def _own(sequence: Sequence[str], stop: str) -> list[int]:
    owners, clause = [], 0
    for item in sequence:
        owners.append(-1 if item == stop else clause)
        clause += item == stop
    return owners


RIVALS = (
    Rival("policykit", run_policykit),
    Rival("docxodus (docx-scalpel)", run_docxodus, "docx_scalpel", lambda case: tuple(map(_write_docx, _texts(case)))),
    Rival("git diff by words + vote", run_git_words, "git.exe"),
    Rival("redlines + vote", run_redlines, "redlines"),
    Rival("difflib words + vote", run_difflib_words),
    Rival("difflib clauses + ratio", run_difflib_clauses),
    Rival("diff-match-patch, 1 s + vote", run_dmp, "diff_match_patch"),
    Rival("diff-match-patch, no limit + vote", run_dmp_patient, "diff_match_patch"),
    Rival("fast-diff-match-patch + vote", run_fast_dmp, "fast_diff_match_patch"),
    Rival("xmldiff", run_xmldiff, "xmldiff"),
)
