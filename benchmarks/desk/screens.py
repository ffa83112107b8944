"""Every screen of the desk, in each of its states, at every width: what axe finds, and whether a page scrolls sideways.

    python -m benchmarks.desk.screens

Prints each fault; exits with 1 where there is one. The tests look at each screen at one width in turn.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.desk.browser import open_browser, open_desk
from tests.desk.visitor import copy_library
from tests.desk.walk import WIDTHS, look_at, walk_screens


def main() -> int:
    """Walk through the desk once."""
    faults: list[str] = []
    count = 0
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        place = Path(folder)
        with open_desk(copy_library(place), place / "build") as desk:
            page = browser.new_context(bypass_csp=True).new_page()
            for name in walk_screens(page, desk):
                count += 1
                faults += look_at(page, name, WIDTHS)
    for fault in faults:
        print(fault)
    print(f"{count} screens at {len(WIDTHS)} widths: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
