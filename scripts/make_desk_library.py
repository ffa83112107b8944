"""Make a library to try the desk on: a copy of the two councils' policies, and a council that has just begun.

Usage: `python scripts/make_desk_library.py FOLDER`. A library that is there is kept, with what was done in it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
POLICYKIT = Path(sys.executable).with_name("policykit")


def main() -> None:
    """Make `FOLDER/policies`."""
    library = Path(sys.argv[1]) / "policies"
    if library.exists():
        return
    library.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=library.parent) as place:
        made = Path(place) / "policies"
        shutil.copytree(ROOT / "policies", made)
        begun = ["init", "anytown", "--name", "Anytown Town Council"]
        subprocess.run([POLICYKIT, *begun], cwd=place, stdout=subprocess.DEVNULL, check=True)
        shutil.copytree(Path(place) / "anytown" / "policies" / "anytown", made / "anytown")
        made.rename(library)


if __name__ == "__main__":
    main()
