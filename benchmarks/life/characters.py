"""Change, add and lose every single character of both councils' adopted texts, and count what verification misses.

    python benchmarks/life/characters.py            every character of texts and registers; the reading on 1 in 100
    python benchmarks/life/characters.py --whole    the same with the whole comparison at every place (hours)

Three questions at each place: is the difference found; is it named by a line and a clause or section; and, for the
register, does the verdict hold up (a place that stays silent must be comment or layout: the events read the same).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policykit.model.dates import PartialDate
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.happening import Happening
from policykit.pipeline.record import record_event
from policykit.register.verify import compare_text, find_changed_lines, verify_policy
from policykit.source.library import load_library, read_library

POLICIES = Path(__file__).parents[2] / "policies"
TODAY = date(2026, 11, 20)


def seal_library(root: Path) -> None:
    """Adopt or seal the text of every policy, as a clerk would."""
    day = PartialDate.of(TODAY)
    for name, policy in load_library(root).policies.items():
        state = policy.states["1"]
        if state.approval is None:
            adopt_versions(root, (name,), Happening("adopted", day, reference="1"), TODAY)
        elif "1" not in policy.frozen:
            record_event(root, name, Happening("sealed", day, note="for the trial"), TODAY)


def spoil_each(text: str) -> Iterator[tuple[int, str, str]]:
    """Give the text with one character changed, added and lost, at every place in turn."""
    for place, character in enumerate(text):
        new = "x" if character != "x" else "y"
        yield place, "changed", text[:place] + new + text[place + 1 :]
        yield place, "added", text[:place] + new + text[place:]
        yield place, "lost", text[:place] + text[place + 1 :]


def try_text(name: str, frozen: Frozen, every: int) -> None:
    text = frozen.source
    start = time.perf_counter()
    tried = missed = unnamed = whole = 0
    for place, _, spoiled in spoil_each(text):
        tried += 1
        missed += spoiled == text
        first, last, part = find_changed_lines(text, spoiled)
        unnamed += not (part and first <= last)
        if place % every == 0:
            whole += 1
            found = list(compare_text(frozen, "v1.yaml", spoiled))
            missed += not found
            unnamed += any(fault.span is None for fault in found)
    took = time.perf_counter() - start
    print(
        f"{name} text: {tried:,} spoiled texts ({whole:,} read whole), {missed} missed, {unnamed} unnamed, {took:.0f} s"
    )


def try_register(root: Path, name: str) -> None:
    path = root / name / "register.yaml"
    text = path.read_text("utf-8")
    before = load_library(root).policies[name].register.value
    start = time.perf_counter()
    tried = silent = missed = 0
    for _, _, spoiled in spoil_each(text):
        path.write_text(spoiled, "utf-8", newline="")
        tried += 1
        if verify_policy(root, name).intact:
            silent += 1
            missed += read_library(root).library.policies[name].register.value != before
    path.write_text(text, "utf-8", newline="")
    took = time.perf_counter() - start
    print(f"{name} register: {tried:,} spoiled, {missed} missed, {silent} of comment or layout only, {took:.0f} s")


def try_copy(root: Path, name: str, seal: str) -> None:
    text = (root / name / "adopted/v1.json").read_text("utf-8")
    places = range(0, len(text), 10)
    missed = sum(hash_text(text[:p] + chr(ord(text[p]) ^ 1) + text[p + 1 :]) == seal for p in places)
    print(f"{name} frozen copy: {len(places):,} of {len(text):,} characters changed, {missed} missed")


def main() -> None:
    every = 1 if "--whole" in sys.argv else 100
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(POLICIES, Path(folder) / "policies"))
        seal_library(root)
        for name, policy in load_library(root).policies.items():
            try_text(name, policy.frozen["1"], every)
            try_copy(root, name, policy.seals["1"])
            try_register(root, name)


if __name__ == "__main__":
    main()
