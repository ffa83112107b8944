"""Adopt, then change everything else: is all that is made from the adopted texts the same, to the byte?

    python -m benchmarks.life.editions [N]      libraries to try, each of its own seed (default: 200)

Of each library two versions are adopted, and documents (HTML, Word, Markdown, JSON, text, and the format of the
plug-in in `examples`; of every twentieth also PDF), verdicts, exports for every target, comparison, redline,
amendments, matrix and history are made before and after the model clauses, the council, the topics and the facts are
changed and the rest is deleted. The exit code is 1 where anything differs.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

from tests.life.frozen_world import (
    QUICK,
    adopt_twice,
    change_everything_else,
    list_differences,
    take_everything,
    write_random_library,
)

PDF_EVERY = 20
PLUGIN = Path(__file__).parents[2] / "examples/plugin"


def install_plugin(folder: Path) -> None:
    """Make the example of a plug-in known to this process, as an installed package is: by its entry points."""
    points = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    told = folder / "policykit_example-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: policykit-example\nVersion: 1.0\n", "utf-8")
    lines = [line for group, own in points.items() for line in (f"[{group}]", *(f"{k} = {v}" for k, v in own.items()))]
    (told / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    sys.path[:0] = [str(folder), str(PLUGIN / "src")]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    plugged = tempfile.TemporaryDirectory()
    install_plugin(Path(plugged.name))
    quick = (*QUICK, "outline")
    pieces = differences = 0
    for seed in range(count):
        formats = (*quick, "pdf") if seed % PDF_EVERY == 0 else quick
        with tempfile.TemporaryDirectory() as folder:
            root, name = write_random_library(Path(folder), seed)
            adopt_twice(root, name)
            before = take_everything(root, name, "12", formats)
            change_everything_else(root, name)
            found = list_differences(before, take_everything(root, name, "12", formats))
        pieces += len(before)
        differences += len(found)
        for piece in found:
            print(f"seed {seed}: {piece} is not the same")
    print(f"{count} libraries, {pieces:,} files and answers before and after: {differences} not the same")
    plugged.cleanup()
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
