"""Make `docs/pictures/` from what policykit really writes: pages of PDF by pdftoppm, all else by Chromium.

Usage: `python scripts/make_pictures.py [NAME ...]`, with `chromium` and `pdftoppm` on the path. Pictures are reduced to
64 colours, so that they stay small. They are no goldens: browsers and fonts differ from machine to machine.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
POLICYKIT = Path(sys.executable).with_name("policykit")
TODAY = "2026-11-20"

DESK = ("desk-policies", "desk-imported", "desk-policy", "desk-confirm", "desk-clause")
"""The pictures of the desk."""
PHOTOGRAPHS = """\
  - id: photographs
    heading: Photographs
    clauses:
      - id: photographs.ask
        kind: obligation
        topic: personal-data
        text: Ask before you publish a photograph in which a person can be recognised.
      - id: photographs.children
        kind: prohibition
        topic: safeguarding
        text: No photograph of a child may be published without the written consent of a parent.
"""
"""The section that the clerk's guide adds to the policy of Anytown."""


def main() -> None:
    """Make the pictures that are asked for, or all."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        make_anytown()
        for name in sys.argv[1:] or MAKERS:
            MAKERS[name](PICTURES / f"{name}.png")
            size = (PICTURES / f"{name}.png").stat().st_size
            print(f"docs/pictures/{name}.png {size / 1000:.0f} kB")


def make_anytown() -> None:
    """Follow the clerk's guide: one version adopted, another drafted."""
    run("init", "anytown")
    shutil.copytree(ROOT / "policies", "policies")
    first, second = (Path(f"anytown/policies/anytown/social-media/v{number}.yaml") for number in (1, 2))
    rewrite(first, ("  - id: breaches\n", f"{PHOTOGRAPHS}  - id: breaches\n"))
    adoption = ("--date", "2026-11-09", "--reference", "26/114", "--next-review", "2028-11")
    anytown("adopt", "anytown/social-media", *adoption, "--today", TODAY)
    anytown("draft", "anytown/social-media", "--today", TODAY)
    rewrite(second, ("seven days", "three working days"), ("published without", "published or shared without"))


def draw_policy(target: Path) -> None:
    """Two pages of Crewe's policy as PDF, side by side."""
    run("build", "crewe/social-media", "--format", "pdf", "--out", "out")
    pdf = "out/crewe/social-media/v1.pdf"
    pages = [draw_page(pdf, number, "64") for number in ("1", "2")]
    width, height = pages[0].size
    both = Image.new("RGB", (2 * width + 36, height + 24), "#d8d8d8")
    for place, page in enumerate(pages):
        both.paste(page, (12 + place * (width + 12), 12))
    save(both, target)


def draw_web_page(target: Path) -> None:
    """Congleton's policy as a web page."""
    run("build", "congleton/social-media", "--format", "html", "--out", "out")
    photograph(Path("out/congleton/social-media/v1.html"), target, 1000, 760)


def draw_check(target: Path) -> None:
    """What `check` says of a mistyped word."""
    spoilt = Path("spoilt")
    shutil.copytree("anytown", spoilt)
    word = "kind: {}\n        topic: personal"
    changed = spoilt / "policies/anytown/social-media/v2.yaml"
    rewrite(changed, (word.format("obligation"), word.format("obligatoin")))
    draw_terminal("policykit check", run("check", cwd=spoilt, may_fail=True), target)


def draw_changes(target: Path) -> None:
    """The report of changes between two versions."""
    anytown("compare", "anytown/social-media", "--format", "html", "--out", "changes.html")
    photograph(Path("anytown/changes.html"), target, 1000, 1080)


def draw_redline(target: Path) -> None:
    """The new version with the changes marked in it."""
    anytown("compare", "anytown/social-media", "--redline", "--format", "pdf", "--out", "redline.pdf")
    page = draw_page("anytown/redline.pdf", "2", "80")
    save(page.crop((0, page.height * 2 // 5, page.width, page.height * 4 // 5)), target)


def draw_timeline(target: Path) -> None:
    """The history of a policy over six years as a timeline."""
    run("init", "longtown")
    place, name = Path("longtown"), "longtown/social-media"
    lives = (("1", "", "2020-05-12", "2021-11-08"), ("2", "2022-03-02", "2022-05-10", "2023-11-08"))
    for version, drafted, adopted, reviewed in lives:
        if drafted:
            run("draft", name, "--today", drafted, cwd=place)
        minutes = ("--date", adopted, "--reference", f"{adopted[2:4]}/41")
        run("adopt", f"{name}@{version}", *minutes, "--today", adopted, cwd=place)
        run("record", f"{name}@{version}", "reviewed", "--date", reviewed, "--today", TODAY, cwd=place)
    run("draft", name, "--today", "2026-09-01", cwd=place)
    Path("timeline.svg").write_text(run("history", name, "--format", "svg", "--today", TODAY, cwd=place), "utf-8")
    photograph(Path("timeline.svg"), target, 1000, 300)


def draw_councils(target: Path) -> None:
    """Two councils compared: what it comes to."""
    run("compare", "congleton", "crewe", "--format", "html", "--out", "councils.html")
    photograph(Path("councils.html"), target, 1100, 850)


def draw_topics(target: Path) -> None:
    """The table of topics against councils, lower on the same page."""
    run("compare", "congleton", "crewe", "--format", "html", "--out", "councils.html")
    rewrite(Path("councils.html"), ("<main", "<style>#_short, header.cover, nav { display: none }</style><main"))
    photograph(Path("councils.html"), target, 1100, 900)


@cache
def visit_desk() -> Path:
    """Go through the clerk's guide at a desk, and give the folder with a picture of each of its pages."""
    sys.path.insert(0, str(ROOT))
    from tests.desk.browser import open_browser, open_desk

    shots = Path("desk-shots")
    shots.mkdir()
    maker = ROOT / "scripts" / "make_desk_library.py"
    subprocess.run([sys.executable, maker, "desk-library"], check=True)
    library = Path("desk-library/policies")
    with open_desk(library, Path("desk-library/build"), date.fromisoformat(TODAY)) as desk, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 640})

        def shoot(name: str) -> None:
            page.screenshot(path=shots / f"desk-{name}.png")

        page.goto(desk.link)
        page.wait_for_url(desk.address("/"))
        shoot("policies")
        page.goto(desk.address("bring-in"))
        page.set_input_files("#file", ROOT / "examples" / "clerk" / "leave-policy.docx")
        page.select_option("#council", "anytown")
        page.click("text=Look at it")
        page.click("summary >> nth=0")
        shoot_whole(page, shots / "desk-imported.png", 1100)
        page.get_by_role("button", name="Bring it in", exact=True).click()
        page.goto(desk.address("policies/anytown/leave/record?event=recommended"))
        fill(page, {"date-day": "12", "date-month": "10", "date-year": "2026", "reference": "PC/26/31"})
        page.fill("#body", "Policy Committee")
        page.click("text=Record it")
        page.wait_for_selector("[role=status]")
        shoot("policy")
        page.click("text=The council adopted it")
        fill(page, {"date-day": "9", "date-month": "11", "date-year": "2026", "reference": "26/114"})
        fill(page, {"review-month": "11", "review-year": "2028"})
        page.click("text=Show what will be frozen")
        page.wait_for_selector("#sure")
        shoot_whole(page, shots / "desk-confirm.png", 900)
        page.goto(desk.address("policies/congleton/social-media/clauses/policy-statement.others-details"))
        shoot_whole(page, shots / "desk-clause.png", 900)
    return shots


def fill(page: Page, fields: dict[str, str]) -> None:
    """Fill fields of a form at the desk."""
    for name, value in fields.items():
        page.fill(f"#{name}", value)


def shoot_whole(page: Page, target: Path, height: int) -> None:
    """Photograph a page of the desk from its top, down to `height` at most."""
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 1000, "height": min(height, whole)})
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=target)
    page.set_viewport_size({"width": 1000, "height": 640})


def take_desk(name: str, target: Path) -> None:
    """One page of the desk."""
    save(Image.open(visit_desk() / f"{name}.png").convert("RGB"), target)


MAKERS: dict[str, Callable[[Path], None]] = {
    "policy": draw_policy,
    "web-page": draw_web_page,
    "check": draw_check,
    "changes": draw_changes,
    "redline": draw_redline,
    "timeline": draw_timeline,
    "councils": draw_councils,
    "topics": draw_topics,
    **{name: partial(take_desk, name) for name in DESK},
}
"""Each picture by its name."""


def run(*words: str, cwd: Path | None = None, may_fail: bool = False) -> str:
    """Run policykit and give what it prints."""
    done = subprocess.run([POLICYKIT, *words], cwd=cwd, stdout=subprocess.PIPE, check=not may_fail)
    return done.stdout.decode()


def anytown(*words: str) -> str:
    """Run policykit in the library of Anytown."""
    return run(*words, cwd=Path("anytown"))


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    """Change words of a file, each of which must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        if old not in text:
            raise SystemExit(f"{path} does not say `{old}`")
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def draw_page(pdf: str, number: str, resolution: str) -> Image.Image:
    """Draw one page of a PDF."""
    command = ["pdftoppm", "-png", "-singlefile", "-r", resolution, "-f", number, "-l", number, pdf, "page"]
    subprocess.run(command, check=True)
    return Image.open("page.png").convert("RGB")


def draw_terminal(command: str, printed: str, target: Path) -> None:
    """Set what a command prints as a terminal shows it."""
    page = Path("terminal.html")
    style = "margin:0;padding:14px 18px;background:#1c2128;color:#e6edf3;font:15px/1.45 'DejaVu Sans Mono',monospace"
    text = html.escape(f"$ {command}\n{printed.rstrip()}")
    body = '<meta charset="utf-8"><body style="margin:0;background:#1c2128">'
    page.write_text(f'{body}<pre style="{style}">{text}</pre>', encoding="utf-8")
    photograph(page, target, 1250, 30 + 22 * (printed.rstrip().count("\n") + 2))


def photograph(page: Path, target: Path, width: int, height: int) -> None:
    """Show a page in Chromium and save what is seen of it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("needs chromium on the path")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    shot = Path("shot.png").resolve()
    command = [browser, *options, f"--screenshot={shot}", page.resolve().as_uri()]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=60)
    save(Image.open(shot).convert("RGB"), target)


def save(picture: Image.Image, target: Path) -> None:
    """Save in few colours."""
    picture.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
