"""How Sphinx builds the site: `python scripts/build_docs.py`."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

from policykit.version import VERSION

project = "policykit"
author = "policykit contributors"
release = VERSION
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = f"policykit {VERSION}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
exclude_patterns = ["pictures"]
suppress_warnings = ["misc.highlighting_failure"]  # SQL of one dialect, Rego and Cedar have no highlighter here


def setup(app: Sphinx) -> None:
    """Let links to pages outside this folder, which the site does not hold, hand over the files themselves."""
    app.connect("source-read", lambda _app, _page, source: source.__setitem__(0, hand_over_files(source[0])))


def hand_over_files(text: str) -> str:
    """Turn links such as `[words](../examples/opa/README.md)` into downloads."""
    return re.sub(r"\[([^\]]+)\]\((\.\./[^)#]+\.md)(?:#[^)]*)?\)", r"{download}`\1 <\2>`", text)
