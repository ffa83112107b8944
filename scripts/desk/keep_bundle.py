"""Keep the bundle that `make desk-js` has just made, with its licences, and note what it was made from."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src/policykit/desk/text/static"
HEAD = "What prosemirror.min.js holds, each package with its licence."


def main() -> None:
    """Copy the bundle from the folder that is named, and write its hash and licences."""
    made = Path(sys.argv[1])
    bundle = (made / "prosemirror.min.js").read_bytes()
    (STATIC / "prosemirror.min.js").write_bytes(bundle)
    (STATIC / "prosemirror-LICENSE.txt").write_text(list_licences(made), "utf-8")
    inputs = {"lock": HERE / "package-lock.json", "entry": HERE / "prosemirror.js"}
    sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in inputs.items()}
    noted = {"bundle": hashlib.sha256(bundle).hexdigest(), **sums}
    (HERE / "bundle.json").write_text(json.dumps(noted, indent=2) + "\n", "utf-8")


def list_licences(made: Path) -> str:
    """Give the licence of each package that is in the bundle; of those that make it, nothing is in it."""
    lock = json.loads((made / "package-lock.json").read_text("utf-8"))
    parts = [HEAD]
    for name, data in sorted(lock["packages"].items()):
        if name and not data.get("dev"):
            words = next((made / name).glob("LICENSE*")).read_text("utf-8").strip()
            parts.append(f"{name.removeprefix('node_modules/')} {data['version']} ({data['license']})\n\n{words}")
    return "\n\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
