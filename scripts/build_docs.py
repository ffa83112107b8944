"""Write `docs/reference/` from the code, and build the site into `build/docs`; any warning fails the build.

Usage: `python scripts/build_docs.py`, or `--reference` to write the reference alone. Needs no network.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # so that `scripts.reference` is found whichever way this file is run

REFERENCE = ROOT / "docs" / "reference"


def write_reference(folder: Path = REFERENCE) -> None:
    """Write every page of the reference that has changed."""
    from scripts.reference import PAGES

    folder.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        path, text = folder / name, write()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT).as_posix())


def build_site(out: Path) -> int:
    """Build the site into `out` and give Sphinx's exit code: 0 if there was no warning."""
    from sphinx.cmd.build import main

    return main(["-b", "html", "-W", "--keep-going", "-q", "-d", str(out / ".doctrees"), str(ROOT / "docs"), str(out)])


def main() -> int:
    """Do what the command line asks."""
    write_reference()
    if "--reference" in sys.argv[1:]:
        return 0
    out = ROOT / "build" / "docs"
    code = build_site(out)
    if code == 0:
        print(f"Open {(out / 'index.html').relative_to(ROOT).as_posix()}")
    return code


if __name__ == "__main__":
    sys.exit(main())
