"""What each screen shows and does, without a browser: the verbs of the commands, and sentences where they refuse."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from httpx import Response
from tests.conftest import ROOT
from tests.desk.visitor import TODAY, Visitor, copy_library, read_page

from policykit.cli import main
from policykit.desk.guard import LARGEST_UPLOAD
from policykit.desk.problems import find_hint
from policykit.errors import Diagnostic
from policykit.pipeline.check import list_codes

CREWE = "/policies/crewe/social-media"
CONGLETON = "/policies/congleton/social-media"
ADOPTION = {
    "date-day": "9",
    "date-month": "November",
    "date-year": "2026",
    "reference": "CTC/26/11/4",
    "body": "Council",
    "review-month": "11",
    "review-year": "2028",
}


def read_tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def adopt(visitor: Visitor, **more: str) -> str:
    """Adopt the draft of Congleton as a clerk does, and give the last page."""
    shown = visitor.post(f"{CONGLETON}/adopt", version="1", **ADOPTION)
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', shown.text)
    assert seen is not None, read_page(shown)
    given = {"seen": seen[1], "sure": "yes", **more}
    return read_page(visitor.post(f"{CONGLETON}/adopt", version="1", **ADOPTION, **given))


def test_the_first_page_has_what_is_overdue_first_and_one_next_step(visitor: Visitor) -> None:
    answer = visitor.get("/")
    page = read_page(answer)
    assert page.index("was due January 2022") < page.index("Not adopted yet")
    assert page.index("Review it") < page.index("Go on with version 1")
    assert len(re.findall('class="button"', answer.text)) == 2


def test_the_first_page_reads_no_text(visitor: Visitor) -> None:
    path = visitor.desk.root / "congleton" / "social-media" / "v1.yaml"
    head = path.read_text("utf-8").partition("sections:")[0]
    path.write_text(f"{head}sections: [this is, no section]\n", "utf-8")
    assert "Congleton" in read_page(visitor.get("/"))
    refused = visitor.get(f"{CONGLETON}/sheet")
    assert refused.status_code == 422
    assert "line" in read_page(refused)
    assert "Traceback" not in refused.text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (CREWE, "since 26 January 2019"),
        (CREWE, "Review now: January 2022"),
        (CONGLETON, "Writing now"),
        (f"{CREWE}/text", "The text of version 1"),
        (f"{CREWE}/sheet", "online tools, websites and interactive media"),
        (f"{CONGLETON}/record", "A committee recommended it"),
        (f"{CREWE}/record", "It was withdrawn"),
        (f"{CREWE}/review", "was due January 2022"),
        (f"{CONGLETON}/adopt", "Show what will be frozen"),
        (f"{CREWE}/publish", "Nothing was published yet."),
        (f"{CREWE}/history", "26 January 2019 Version 1"),
        (f"{CREWE}/history?day-day=1&day-month=2&day-year=2020", "On 1 February 2020, version 1 counted."),
        (f"{CREWE}/on?on=2020-02-01", "Social Media Policy"),
        (f"{CONGLETON}/clauses", "Never give out personal details of others"),
        (f"{CONGLETON}/clauses/policy-statement.others-details", "must not “gives out others' personal details”: yes"),
        (f"{CONGLETON}/clauses/policy-statement.others-details", "Ours asks for more."),
        (f"{CONGLETON}/clauses/policy-statement.others-details", "The word is “never”"),
        (f"{CONGLETON}/ask", "What is it about?"),
    ],
)
def test_a_screen_shows(visitor: Visitor, path: str, said: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert said in read_page(answer)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"{CREWE}/history?day-day=1&day-month=2&day-year=2018", "No version of “crewe/social-media” was in force"),
        (f"{CREWE}/history?day-day=31&day-month=2&day-year=2020", "“Day” is not a date: 31 2 2020"),
        (f"{CREWE}/history?day-month=2&day-year=2020", "Give one day"),
        (f"{CREWE}/history?day-day=", "Fill in “Day”"),
        (f"{CREWE}/undo", "This cannot be done yet"),
    ],
)
def test_a_screen_says_why_not(visitor: Visitor, path: str, said: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 422
    assert said in read_page(answer)


def test_a_form_says_all_that_is_wrong_together_and_keeps_what_was_typed(visitor: Visitor) -> None:
    before = read_tree(visitor.desk.root)
    answer = visitor.post(f"{CONGLETON}/record", version="1", body="Policy <b>Committee</b>", **{"date-day": "40"})
    page = read_page(answer)
    assert answer.status_code == 422
    assert "Choose “What happened”" in page
    assert "“Date” is not a date: 40" in page
    assert 'value="Policy &lt;b&gt;Committee&lt;/b&gt;"' in answer.text
    assert 'href="#date-day"' in answer.text
    assert read_tree(visitor.desk.root) == before


def test_a_stage_is_recorded(visitor: Visitor) -> None:
    page = read_page(
        visitor.post(
            f"{CONGLETON}/record",
            version="1",
            event="recommended",
            body="Policy Committee",
            reference="PC/26/3",
            **{"date-month": "10", "date-year": "2026"},
        )
    )
    assert "It was recorded." in page
    assert "Committee done: October 2026, minute PC/26/3" in page
    assert "Adopt version 1" in read_page(visitor.get("/"))
    again = visitor.post(
        f"{CONGLETON}/record",
        version="1",
        event="recommended",
        body="Policy Committee",
        reference="PC/26/3",
        **{"date-month": "10", "date-year": "2026"},
    )
    assert again.status_code == 422
    assert "holds this “recommended” of 2026-10 already" in read_page(again)


def test_a_day_to_come_is_refused_in_words(visitor: Visitor) -> None:
    answer = visitor.post(f"{CONGLETON}/record", version="1", event="created", **{"date-year": "2031"})
    assert "is still to come" in read_page(answer)
    assert "--" not in read_page(answer)


def test_an_adoption_shows_the_words_first_and_wants_a_tick(visitor: Visitor) -> None:
    before = read_tree(visitor.desk.root)
    shown = visitor.post(f"{CONGLETON}/adopt", version="1", **ADOPTION)
    page = read_page(shown)
    assert "Is this what the council adopted?" in page
    assert "6 Policy Statement:" in page
    assert "9 November 2026, minute CTC/26/11/4" in page
    assert read_tree(visitor.desk.root) == before
    assert "Tick the box" in adopt(visitor, sure="")
    assert read_tree(visitor.desk.root) == before
    assert "the text is frozen" in adopt(visitor)
    assert "Version 1 since 9 November 2026" in read_page(visitor.get("/"))


def test_an_adoption_lacks_its_minute(visitor: Visitor) -> None:
    answer = visitor.post(f"{CONGLETON}/adopt", version="1", **{**ADOPTION, "reference": " "})
    assert answer.status_code == 422
    assert "Fill in “Minute”" in read_page(answer)


def test_a_text_that_was_changed_meanwhile_is_shown_once_more(visitor: Visitor) -> None:
    shown = visitor.post(f"{CONGLETON}/adopt", version="1", **ADOPTION)
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', shown.text)
    assert seen is not None
    path = visitor.desk.root / "congleton" / "social-media" / "v1.yaml"
    path.write_text(path.read_text("utf-8").replace("Never give out", "Do not give out"), "utf-8")
    register = (path.parent / "register.yaml").read_bytes()
    answer = visitor.post(f"{CONGLETON}/adopt", version="1", seen=seen[1], sure="yes", **ADOPTION)
    assert answer.status_code == 422
    assert "was changed since it was shown" in read_page(answer)
    assert (path.parent / "register.yaml").read_bytes() == register
    assert not (path.parent / "adopted").exists()


def test_publishing_writes_what_build_writes(visitor: Visitor, tmp_path: Path) -> None:
    page = read_page(visitor.post(f"{CREWE}/publish", version="1"))
    assert "The files were written." in page
    folder = visitor.desk.out / "crewe" / "social-media"
    assert str(folder.resolve()) in page
    command = ["build", "crewe/social-media@1", "--format", "html,pdf,docx", "--out", str(tmp_path / "by-command")]
    assert main([*command, "--library", str(visitor.desk.root)]) == 0
    assert read_tree(visitor.desk.out) == read_tree(tmp_path / "by-command")
    assert "Published done" in read_page(visitor.get(CREWE))
    for form, begin in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>")):
        answer = visitor.get(f"{CREWE}/file?version=1&format={form}")
        assert answer.content.lower().startswith(begin.lower())
    assert visitor.get(f"{CREWE}/file?version=1&format=../register.yaml").status_code == 404


def test_a_pdf_of_a_draft_is_no_publication(visitor: Visitor) -> None:
    visitor.post(f"{CONGLETON}/publish", version="1")
    assert (visitor.desk.out / "congleton" / "social-media" / "v1.pdf").exists()
    adopt(visitor)
    assert "Published now" in read_page(visitor.get(CONGLETON))


def test_a_review_that_changes_nothing(visitor: Visitor) -> None:
    given = {"date-day": "2", "date-month": "11", "date-year": "2026", "review-year": "2028"}
    page = read_page(visitor.post(f"{CREWE}/review", event="reviewed", body="Council", **given))
    assert "The review was recorded." in page
    assert "2028" in read_page(visitor.get("/"))
    assert "was due" not in read_page(visitor.get("/"))


def test_the_next_version_begins_and_is_compared(visitor: Visitor) -> None:
    page = read_page(visitor.post(f"{CREWE}/begin"))
    assert "The next version begins" in page
    path = visitor.desk.root / "crewe" / "social-media" / "v2.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("images or personal details", "images"), "utf-8")
    assert "version 1 beside version 2" in read_page(visitor.get(f"{CREWE}/changes"))
    assert "or personal details" in read_page(visitor.get(f"{CREWE}/changes/report"))
    assert visitor.get(f"{CREWE}/changes/pdf").content.startswith(b"%PDF")
    assert visitor.get(f"{CREWE}/changes/docx").content.startswith(b"PK")
    assert visitor.get(f"{CREWE}/changes/exe").status_code == 404
    confirmed = read_page(visitor.post(f"{CREWE}/adopt", version="2", **ADOPTION))
    assert "What differs from version 1" in confirmed
    assert "“Policy Statement”, 7th bullet" in confirmed
    again = visitor.post(f"{CREWE}/begin")
    assert again.status_code == 422
    assert "Go on with the version that is there" in read_page(again)


def test_the_last_record_is_taken_back(visitor: Visitor) -> None:
    before = read_tree(visitor.desk.root)
    adopt(visitor)
    shown = visitor.get(f"{CONGLETON}/undo")
    assert "The frozen copy of the text is deleted with it" in read_page(shown)
    count = re.search(r'name="count" value="(\d+)"', shown.text)
    assert count is not None
    assert "Take the last record back" in read_page(visitor.post(f"{CONGLETON}/undo", count="99"))
    assert "was taken back" in read_page(visitor.post(f"{CONGLETON}/undo", count=count[1]))
    assert read_tree(visitor.desk.root) == before


def test_a_case_is_asked_about_one_question_at_a_time(visitor: Visitor) -> None:
    begun = visitor.post(f"{CONGLETON}/ask", version="1", record="post")
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', begun.text))
    assert "asked" in form
    facts: list[str] = []
    said: list[str] = []
    answer = begun
    for _ in range(80):
        asked = re.search(r'name="asked" value="(\w+)"', answer.text)
        if asked is None:
            break
        choices = re.findall(r'name="answer" value="([^"]+)"', answer.text)
        words = (
            "yes"
            if asked[1] == "others_personal_details"
            else "no"
            if "no" in choices
            else choices[0]
            if choices
            else "?"
        )
        answer = visitor.post(
            f"{CONGLETON}/ask", version="1", record="post", asked=asked[1], answer=words, fact=facts, said=said
        )
        facts.append(asked[1])
        said.append(words)
    page = read_page(answer)
    assert "What was answered" in page


def test_an_answer_that_does_not_fit_is_asked_again(visitor: Visitor) -> None:
    answer = visitor.post(f"{CONGLETON}/ask", version="1", record="post")
    asked = re.search(r'name="asked" value="(\w+)"', answer.text)
    assert asked is not None
    again = visitor.post(f"{CONGLETON}/ask", version="1", record="post", asked=asked[1], answer="<i>perhaps</i>")
    assert "This cannot be done yet" in read_page(again)
    assert f'name="asked" value="{asked[1]}"' in again.text
    assert visitor.post(f"{CONGLETON}/ask", version="1", record="nothing").status_code == 404


def test_no_sentence_of_the_desk_speaks_of_commands() -> None:
    for code in list_codes():
        hint = find_hint(Diagnostic(code.name, code.severity, "words", hint=code.remedy))
        assert not re.search(r"policykit [a-z]|--[a-z]", hint), code.name


def test_the_desk_ends_with_its_button(tmp_path: Path) -> None:
    ended: list[bool] = []
    visitor = Visitor(copy_library(tmp_path), tmp_path / "out")
    visitor.desk.stop = lambda: ended.append(True)
    assert "The desk is closed" in read_page(visitor.post("/close"))
    assert ended == [True]


LEAVE = ROOT / "examples" / "clerk" / "leave-policy.docx"


def bring_in(visitor: Visitor, name: str = "leave-policy.docx", content: bytes | None = None) -> Response:
    """Choose a file and look at it."""
    files = {"file": (name, LEAVE.read_bytes() if content is None else content)}
    answer = visitor.send("/bring-in", {"council": "crewe"}, files)
    return visitor.get(answer.headers["location"]) if answer.status_code == 303 else answer


def press(visitor: Visitor, shown: Response, **form: str) -> Response:
    """Press a button of the page about a file."""
    return visitor.post(shown.url.path, council="crewe", policy="leave", **form)


def test_a_file_is_looked_at_before_anything_is_written(visitor: Visitor) -> None:
    before = read_tree(visitor.desk.root)
    shown = bring_in(visitor)
    page = read_page(shown)
    assert "words, none lost" in page
    assert "1.2 It applies to:" in page
    assert "adopted 2024-05-13" in page
    assert read_tree(visitor.desk.root) == before


def test_what_is_brought_in_is_what_the_command_writes(visitor: Visitor, tmp_path: Path) -> None:
    by_command = copy_library(tmp_path / "by-command")
    shown = bring_in(visitor)
    shown = press(visitor, shown, say="paragraph 8=heading")
    shown = press(visitor, shown, say="paragraph 16=joined", dates="yes")
    assert "What you said of it" in read_page(shown)
    assert "The policy was brought in." in read_page(press(visitor, shown, bring="yes", dates="yes"))
    read = ["--read", "paragraph 8=heading", "--read", "paragraph 16=joined", "--accept-dates"]
    assert main(["import", str(LEAVE), "crewe/leave", "--library", str(by_command), *read]) == 0
    assert read_tree(visitor.desk.root) == read_tree(by_command)
    assert visitor.get(shown.url.path).status_code == 404  # the copy is gone


def test_what_was_said_of_a_paragraph_is_taken_back(visitor: Visitor) -> None:
    shown = bring_in(visitor)
    before = read_page(shown)
    said = press(visitor, shown, say="paragraph 8=heading")
    assert read_page(said) != before
    back = press(visitor, said, unsay="paragraph 8=heading")
    assert "What you said of it" not in read_page(back)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.docx", b"PK\x03\x04 and no more", "damaged"),
        ("empty.docx", b"", ""),
        ("policy.pages", b"x", "Open it in Word"),
        ("", b"x", "Choose a file"),
        ("../../../etc/passwd", b"x", ""),
        ("<img src=x onerror=alert(1)>.docx", b"x", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(visitor: Visitor, name: str, content: bytes, said: str) -> None:
    before = read_tree(visitor.desk.root)
    answer = bring_in(visitor, name, content)
    page = read_page(answer)
    assert answer.status_code == 422
    assert "This cannot be done yet" in page
    assert said in page
    assert "policykit-desk" not in page
    assert "<img" not in answer.text
    assert read_tree(visitor.desk.root) == before


def test_a_name_that_is_taken_is_refused_on_the_page(visitor: Visitor) -> None:
    shown = bring_in(visitor)
    answer = visitor.post(shown.url.path, council="crewe", policy="social-media", bring="yes")
    assert answer.status_code == 422
    assert "There is a policy “crewe/social-media” already." in read_page(answer)
    for policy in ("../../x", "A B", "é"):
        assert visitor.post(shown.url.path, council="crewe", policy=policy, bring="yes").status_code == 422
    assert "The policy was brought in." in read_page(press(visitor, shown, bring="yes"))


def test_a_word_file_has_a_limit(visitor: Visitor) -> None:
    answer = bring_in(visitor, "large.docx", b"x" * (LARGEST_UPLOAD + 100_000))
    assert answer.status_code == 413
    assert "The file is too large" in read_page(answer)


def test_copies_of_files_are_few_and_go_with_the_desk(visitor: Visitor) -> None:
    paths = []
    for _ in range(9):
        shown = bring_in(visitor)
        upload = visitor.desk.find_upload(shown.url.path.rpartition("/")[2])
        assert upload is not None
        paths.append(upload.path)
    assert sum(path.exists() for path in paths) == 6
    visitor.desk.close()
    assert not any(path.exists() for path in paths)


def rewrite_docx(content: bytes, old: bytes, new: bytes) -> bytes:
    """Give a Word file with other words in it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    assert out.getvalue() != content
    return out.getvalue()


def test_a_word_file_comes_back_as_the_next_version(visitor: Visitor, tmp_path: Path) -> None:
    by_command = copy_library(tmp_path / "by-command")
    made = ["build", "crewe/social-media", "--format", "docx", "--out", str(tmp_path / "out")]
    assert main([*made, "--library", str(by_command)]) == 0
    file = tmp_path / "out" / "crewe" / "social-media" / "v1.docx"
    unchanged = visitor.send("/bring-in", {"council": "crewe/social-media"}, {"file": (file.name, file.read_bytes())})
    assert unchanged.status_code == 422
    file.write_bytes(rewrite_docx(file.read_bytes(), b"exploitation", b"abuse"))
    answer = visitor.send("/bring-in", {"council": "crewe/social-media"}, {"file": (file.name, file.read_bytes())})
    shown = visitor.get(answer.headers["location"])
    assert "It becomes version 2 of the policy." in read_page(shown)
    assert visitor.get(f"{shown.url.path}/changes").status_code == 200
    assert "The policy was brought in." in read_page(visitor.post(shown.url.path, bring="yes"))
    again = ["import", str(file), "crewe/social-media", "--library", str(by_command), "--today", TODAY.isoformat()]
    assert main(again) == 0
    assert read_tree(visitor.desk.root) == read_tree(by_command)


def test_tracked_changes_of_a_word_file_are_accepted_and_rejected_one_by_one(visitor: Visitor, tmp_path: Path) -> None:
    from tests.pipeline.test_import_returned import FIRST, SECOND, write_tracked

    file = write_tracked(tmp_path / "back.docx", "J Smith", FIRST, SECOND)
    sent = {"file": (file.name, file.read_bytes())}
    answer = visitor.send("/bring-in", {"council": "crewe/social-media"}, sent)
    shown = visitor.get(answer.headers["location"])
    assert "J Smith, 2026-02-11" in read_page(shown)
    assert shown.text.count("<ins>") == 2
    page = visitor.post(shown.url.path, reject="1")
    assert read_page(page).count("Accept it after all") == 1
    none = visitor.post(shown.url.path, reject="all")
    assert none.status_code == 200 or "says what version" in read_page(none)
    assert read_page(none).count("Accept it after all") == 2
    assert visitor.post(shown.url.path, bring="yes").status_code == 422
    visitor.post(shown.url.path, accept="2")
    assert "The policy was brought in." in read_page(visitor.post(shown.url.path, bring="yes"))
    text = (visitor.desk.root / "crewe/social-media/v2.yaml").read_text("utf-8")
    words = " ".join(text.split())
    assert FIRST[0] in words
    assert SECOND[1] in words


def test_how_far_a_reading_is_agreed_is_said_with_a_name(visitor: Visitor) -> None:
    visitor.post("/policies/crewe/social-media/begin")
    address = "/policies/crewe/social-media/clauses/policy-statement.sensible-use"
    page = visitor.get(f"{address}?version=2")
    assert "Say how far this reading is agreed" in read_page(page)
    assert "Say how far this reading is agreed" not in read_page(visitor.get(f"{address}?version=1"))
    said = {"version": "2", "rule": "policy-statement.sensible-use.harm", "status": "confirmed", "by": "A. Clerk"}
    lacking = visitor.post(address, **said)
    assert lacking.status_code == 422
    assert 'href="#policy-statement.sensible-use.harm-minute"' in lacking.text
    done = visitor.post(address, **said, minute="TC/26/043")
    assert "What you said of the reading was recorded." in read_page(done)
    assert "confirmed by somebody with authority" in read_page(done)
    sealed = visitor.post(address, **{**said, "version": "1"}, minute="TC/26/043")
    assert sealed.status_code == 422


def test_the_public_site_is_made_as_by_the_command(visitor: Visitor, tmp_path: Path) -> None:
    assert "Make the site" in read_page(visitor.get("/site"))
    made = read_page(visitor.post("/site"))
    assert "The site was made. Policies on it: 1;" in made
    out = tmp_path / "by-command"
    root = str(visitor.desk.root)
    assert main(["site", "--library", root, "--out", str(out), "--today", TODAY.isoformat()]) == 0
    made_here, made_there = ({**read_tree(place)} for place in (visitor.desk.out / "site", out))
    note = ".policykit/site.json"  # when each file was written
    assert made_here.pop(note)
    assert made_there.pop(note)
    assert made_here == made_there
