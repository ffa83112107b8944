"""What could never be printed is not adopted; a copy frozen with it has a way out that keeps the evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE, WRONG_CALL
from policykit.pipeline import adopt as adopting
from policykit.source.checks import texts
from policykit.source.library import load_library

PHONE = "📞"
ADOPT = ("adopt", "leek/records", "--date", "2026-11-16", "--reference", "26/80")

PLACES = {
    "telephone": ("leek/council.yaml", "telephone"),
    "strapline": ("leek/council.yaml", "strapline"),
    "caption": ("leek/records/v1.yaml", "caption"),
    "voted words": ("leek/records/v1.yaml", "text"),
}


def put_sign(root: Path, place: str) -> None:
    """Write the picture of a telephone into one printed field."""
    file, key = PLACES[place]
    path = root / file
    whole = path.read_text("utf-8")
    if file.endswith("council.yaml"):
        lines = [line for line in whole.splitlines() if not line.startswith(f"{key}:")]
        whole = "\n".join([*lines, f'{key}: "{PHONE} 01234 567890"', ""])
        whole = whole.replace("cover: [council,", "cover: [council, strapline,")
    else:
        whole = (
            'format: 1\ntitle: Records\nkind: policy\nversion: "1"\nsections:\n  - id: a\n    clauses:\n'
            f"      - {{id: a.a, kind: statement, text: {PHONE if key == 'text' else 'Call'} 567}}\n"
            "      - id: a.b\n        kind: statement\n"
            f"        table: {{caption: Lines {PHONE if key == 'caption' else ''}, columns: [A], rows: [[b]]}}\n"
        )
    path.write_text(whole, "utf-8")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_adopted_that_cannot_be_printed(clerk: Clerk, root: Path, place: str) -> None:
    put_sign(root, place)
    for words in (ADOPT, (*ADOPT, "--dry-run")):
        said = clerk(*words)
        assert said.code == WRONG_CALL
        assert PLACES[place][0] in said.err
        assert "error[missing-glyph]: the fonts cannot print `📞` (U+1F4DE)" in said.err
    assert not (root / "leek/records/adopted").exists()


def adopt_as_an_older_policykit_did(clerk: Clerk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "find_missing_glyphs", lambda _: iter(()))
        patch.setattr(adopting, "_try_formats", lambda *_: None)
        assert clerk(*ADOPT).code == DONE


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_frozen_with_such_a_sign_can_be_printed(clerk: Clerk, root: Path, place: str) -> None:
    put_sign(root, place)
    adopt_as_an_older_policykit_did(clerk)
    frozen = root / "leek/records/adopted/v1.json"
    before = frozen.read_bytes()
    live = root / "leek/council.yaml"
    live.write_text(live.read_text("utf-8").replace(f"{PHONE} ", ""), "utf-8")
    said = clerk("check", "leek/records")
    assert f"--print-as '{PHONE}=WORDS'" in said.out
    sealed = (
        "record",
        "leek/records@1",
        "sealed",
        "--note",
        "no font has the telephone",
        "--print-as",
        f"{PHONE}=Tel.",
    )
    assert clerk(*sealed).code == DONE
    assert "missing-glyph" not in clerk("check", "leek/records").out
    for form in ("pdf", "text"):
        assert clerk("build", "leek/records@1", "--format", form, "--out", "out").code == DONE
    printed = Path("out/leek/records/v1.txt").read_text("utf-8")
    assert PHONE not in printed
    assert "The adopted text has the character U+1F4DE where “Tel.” is printed." in " ".join(printed.split())
    assert printed.count("Tel.") > 1
    # The evidence: the adopted words as they are, the copy as it was, and both fingerprints in the chain.
    policy = load_library(root).policies["leek/records"]
    adopted, resealed = (event.text_sha256 for event in policy.register.value.events if event.text_sha256)
    assert frozen.with_name(f"v1.{adopted[:12]}.json").read_bytes() == before
    old, new = json.loads(before), json.loads(frozen.read_bytes())
    assert (new["version"], new["source"], new["council"]) == (old["version"], old["source"], old["council"])
    assert new["print_as"] == {"U+1F4DE": "Tel."}
    assert resealed == policy.seals["1"]
    assert clerk("verify", "leek/records").code == DONE


def test_a_sign_in_an_event_is_refused_before_it_is_chained(clerk: Clerk, root: Path, adopted: Path) -> None:
    said = clerk("record", "leek/notices@1", "reviewed", "--date", "2026-11-01", "--changes", f"{PHONE} changed")
    assert said.code == WRONG_CALL
    assert "error[missing-glyph]: the fonts cannot print `📞` (U+1F4DE)" in said.err
    assert PHONE not in (root / "leek/notices/register.yaml").read_text("utf-8")


def test_a_sign_in_a_chained_event_is_put_right_by_a_correction(clerk: Clerk, root: Path, adopted: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "find_missing_glyphs", lambda _: iter(()))
        said = clerk("record", "leek/notices@1", "reviewed", "--date", "2026-11-01", "--changes", f"{PHONE} changed")
        assert said.code == DONE, said.err
    assert "error[missing-glyph]" in clerk("check", "leek/notices").out
    said = clerk(
        "record", "leek/notices@1", "corrected", "--of", "reviewed", "--changes", "Telephone", "--note", "sign"
    )
    assert said.code == DONE, said.err
    assert "error" not in clerk("check", "leek/notices").out.partition("checked ")[0]
    assert clerk("build", "leek/notices@1", "--format", "pdf", "--out", "out").code == DONE
    assert clerk("verify", "leek/notices").code == DONE
    assert PHONE in (root / "leek/notices/register.yaml").read_text("utf-8")


def test_a_copy_kept_from_before_is_held_against_the_chain(clerk: Clerk, root: Path) -> None:
    put_sign(root, "voted words")
    adopt_as_an_older_policykit_did(clerk)
    clerk("record", "leek/records@1", "sealed", "--note", "printable", "--print-as", f"{PHONE}=Tel.")
    (kept,) = [path for path in (root / "leek/records/adopted").iterdir() if path.name != "v1.json"]
    kept.write_text(kept.read_text("utf-8").replace("567", "568"), "utf-8")
    said = clerk("verify", "leek/records")
    assert said.code != DONE
    assert kept.name in said.out + said.err


@pytest.mark.parametrize(("event", "given"), [("sealed", "A=B"), ("sealed", "📞=🔒"), ("reviewed", "📞=Tel.")])
def test_a_substitute_that_does_not_do_is_refused(clerk: Clerk, adopted: Path, event: str, given: str) -> None:
    said = clerk("record", "leek/notices@1", event, "--date", "2026-11-01", "--note", "why", "--print-as", given)
    assert (said.code, "bad-substitute" in said.err) == (WRONG_CALL, True)
