"""Write `THIRD_PARTY.md`: the licence of everything that users of policykit install, from the locks and the packages.

`python scripts/licences.py` writes the page anew; with `--check` it writes nothing, and ends with 1 if the page is not
current. Either way it ends with 2 where a licence cannot be told, or asks more than users of an MIT-licensed program
expect (GPL, AGPL, SSPL …), and names the package.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "THIRD_PARTY.md"
BUNDLED = {
    "Atkinson Hyperlegible Next": ("SIL Open Font License 1.1", "AtkinsonHyperlegibleNext-OFL.txt"),
    "DejaVu Sans, reduced": ("Bitstream Vera and Arev, with changes in the public domain", "DejaVuSans-LICENSE.txt"),
}
"""What lies in the package itself: its licence, and the file in `src/policykit/fonts/` that has its words."""

READ_BY_HAND = {
    "brotlicffi": "MIT",
    "cedarpy": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "py4j": "BSD-3-Clause",
    "pyphen": "MPL-1.1",  # of three that it offers: GPL-2.0-or-later, LGPL-2.1-or-later, MPL-1.1
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",  # and the permissive ones of what PDFium holds, in its own wheel
    "pyspark": "Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
"""Where the metadata says nothing, offers a choice, or is not there: the package is for another system, or is Spark."""

NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
REFUSED = re.compile(r"GPL|GNU|SSPL|BUSL|Commons Clause|proprietary", re.IGNORECASE)
HEAD = """\
# The licences of others

policykit is under the [MIT licence](LICENSE). What it brings along, and what is installed with it, is under these.
This page is made by `scripts/licences.py` from the lock files; a test holds it current, and holds that nothing in it is
under the GPL or AGPL. The PDF is drawn with libraries of the system that policykit does not bring along: Pango and GLib
(LGPL-2.1-or-later, loaded as shared libraries) and HarfBuzz (MIT).
"""


class LicenceError(Exception):
    """A licence that cannot be told, or that is refused."""


def read_lock(name: str) -> dict[str, str]:
    """Give the packages of a lock file with their versions."""
    found = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(found)


def find_licence(package: str) -> str:
    """Give a package's licence, as an SPDX expression where its metadata allows.

    Raises LicenceError where it cannot be told, or is refused.
    """
    licence = READ_BY_HAND.get(package)
    if licence is None:
        try:
            licence = read_licence(distribution(package))
        except PackageNotFoundError:
            raise LicenceError(
                f"`{package}` is not installed: `make test` installs everything, or name it by hand"
            ) from None
    if not licence:
        raise LicenceError(f"`{package}` does not say its licence: read it, and name it by hand")
    if REFUSED.search(licence):
        raise LicenceError(f"`{package}` is under `{licence}`, which users of policykit cannot be asked to take")
    return licence


def read_licence(found: Distribution) -> str:
    """Give what the metadata say: the expression, else the classifiers, else a short licence field, else nothing."""
    fields = found.metadata.json
    if "license_expression" in fields:
        return str(fields["license_expression"])
    classifiers = [line.rpartition(" :: ")[2] for line in fields.get("classifier", ()) if line.startswith("License")]
    if classifiers:
        return " OR ".join(NAMES.get(name, name) for name in classifiers)
    field = str(fields.get("license", ""))
    return NAMES.get(field, field) if len(field) < 40 else ""


def walk_requirements(lines: Iterable[str], seen: set[str]) -> Iterator[str]:
    """Give the normalised name of everything that requirements bring along, as far as it is installed here."""
    for line in lines:
        wanted = Requirement(line)
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in seen or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        yield name
        yield from walk_requirements(distribution(name).requires or (), seen)


def list_extras(core: Iterable[str]) -> dict[str, str]:
    """Give what the extras add to the core, with versions: Spark by its lock, the others by what is installed."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras: dict[str, list[str]] = tomllib.load(file)["project"]["optional-dependencies"]
    locked = read_lock("requirements-dev.lock")
    lines = [line for name, lines in extras.items() if name != "spark" for line in lines]
    added = list(walk_requirements(lines, set(core)))
    if missing := [name for name in added if name not in locked]:
        raise LicenceError(f"not locked: {', '.join(missing)}; run `make lock`")
    return {name: locked[name] for name in added} | read_lock("requirements-spark.lock")


def write_table(packages: dict[str, str]) -> str:
    """Give a Markdown table of packages, versions and licences."""
    rows = [f"| {name} | {version} | {find_licence(name)} |" for name, version in sorted(packages.items())]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *rows])


def write_page() -> str:
    """Give the whole page. Raises LicenceError."""
    core = read_lock("requirements.lock")
    fonts = [
        f"| {name} | {licence} | [{file}](src/policykit/fonts/{file}) |" for name, (licence, file) in BUNDLED.items()
    ]
    fonts.append(
        "| ProseMirror, with orderedmap, rope-sequence and w3c-keyname (the desk’s page of a text) | MIT | "
        "[prosemirror-LICENSE.txt](src/policykit/desk/text/static/prosemirror-LICENSE.txt) |"
    )
    parts = [
        HEAD,
        "## In the package\n",
        "\n".join(["| what | licence | its words |", "|---|---|---|", *fonts]),
        "\n## Installed with it\n",
        write_table(core),
        "\n## Added by the extras\n",
        write_table(list_extras(core)),
    ]
    return "\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or check that it is current."""
    try:
        page = write_page()
    except LicenceError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments == ["--check"]:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page
        print("current" if current else "THIRD_PARTY.md is not current: run `python scripts/licences.py`")
        return int(not current)
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
