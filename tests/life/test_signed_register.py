"""A signature beside a register covers the events up to one, of that policy, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Tool
from tests.life.conftest import Clerk
from tests.life.kill_points import look
from tests.render.test_pdf_sign import MOMENT, SECRET, make_key

from policykit.cli import DONE, NO, WRONG_CALL
from policykit.model.register import Register
from policykit.register import signature
from policykit.register.signature import check_signature, list_statements, sign_statement
from policykit.source.library import load_library

SIGNATURE = Path("policies/leek/notices/register.yaml.p7s")


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "clerk.p12").write_bytes(make_key()[0])
    (tmp_path / "clerk.pem").write_bytes(make_key()[1])
    (tmp_path / "secret").write_bytes(SECRET + b"\n")
    return ("--key", "clerk.p12", "--passphrase-file", "secret")


@pytest.fixture
def signed(clerk: Clerk, adopted: Path, key: tuple[str, ...]) -> Path:
    said = clerk("sign", "leek/notices", *key)
    assert (said.code, said.err) == (DONE, "")
    assert said.out == f"{SIGNATURE}: covers event 1 of leek/notices\n".replace(
        "event 1", f"events 1 to {count(adopted)}"
    )
    return adopted


def register_of(root: Path) -> Register:
    return load_library(root).policies["leek/notices"].register.value


def count(root: Path) -> int:
    return len(register_of(root).events)


def test_verify_says_who_signed_and_that_every_event_is_covered(clerk: Clerk, signed: Path) -> None:
    said = clerk("verify", "leek/notices", "--trust", "clerk.pem")
    assert said.code == DONE
    assert "signed by Common Name: Clerk of Exford at 2" in said.out
    assert "covers every event; it leads to a certificate that you trust\n" in said.out
    assert "was not checked: --trust FILE" in clerk("verify", "leek/notices").out
    found = json.loads(clerk("verify", "leek/notices", "--format", "json").out)["policies"][0]["signature"]
    assert (found["covered_events"], found["trusted"]) == (count(signed), None)


def test_signing_changes_nothing_that_is_sealed(clerk: Clerk, adopted: Path, key: tuple[str, ...]) -> None:
    before = look(adopted)
    assert clerk("sign", "leek/notices", *key).code == DONE
    assert set(look(adopted)) - set(before) == {"leek/notices/register.yaml.p7s"}
    assert {name: text for name, text in look(adopted).items() if name in before} == before
    assert clerk("check").code == DONE


def test_events_added_since_are_not_covered_and_a_new_signature_covers_them(
    clerk: Clerk, signed: Path, key: tuple[str, ...]
) -> None:
    covered = count(signed)
    assert clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02").code == DONE
    said = clerk("verify", "leek/notices")
    assert said.code == DONE
    words = f"covers the events up to number {covered}, `adopted` of version `1` of 2024-03-04; 1 event was added since"
    assert words in said.out
    assert f"it replaces the signature up to event {covered}\n" in clerk("sign", "leek/notices", *key).out
    assert "covers every event" in clerk("verify", "leek/notices").out


def test_a_signed_event_is_not_taken_back(clerk: Clerk, signed: Path) -> None:
    there = look(signed)
    said = clerk("undo", "leek/notices")
    assert (said.code, look(signed)) == (WRONG_CALL, there)
    assert said.err.startswith("error[event-signed]: the last event of `leek/notices` is signed")
    assert clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02").code == DONE
    assert clerk("undo", "leek/notices").code == DONE
    assert look(signed) == there


def test_a_signature_fits_no_changed_register_and_none_is_signed(
    clerk: Clerk, signed: Path, key: tuple[str, ...]
) -> None:
    register = signed / "leek/notices/register.yaml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("24/17", "24/18"), "utf-8")
    assert clerk("sign", "leek/notices", *key).err.startswith("error[not-as-recorded]")
    assert clerk("record", "leek/notices", "sealed", "--note", "forged").code == DONE  # the chain is whole again
    said = clerk("verify", "leek/notices", "--trust", "clerk.pem")
    assert (said.code, "ALTERED" in said.out, "fits NO state" in said.out) == (NO, True, True)
    assert "error[signature-unfit]" in said.out
    assert clerk("sign", "leek/notices", *key).err.startswith("error[signature-in-the-way]")


def test_what_is_no_signature_is_named(clerk: Clerk, adopted: Path) -> None:
    for data in (b"", b"nonsense", make_key()[1], b"\x30\x80\x00\x00"):
        SIGNATURE.write_bytes(data)
        said = clerk("verify", "leek/notices")
        assert (said.code, "is no signature of a register, or is damaged" in said.out) == (NO, True)


def test_a_certificate_to_trust_that_is_none_is_refused(clerk: Clerk, signed: Path) -> None:
    assert clerk("verify", "--trust", "secret").err.startswith("error[sign-key]: what is to be trusted")


def test_only_what_is_sealed_is_signed_and_nothing_is_written_before(
    clerk: Clerk, root: Path, key: tuple[str, ...]
) -> None:
    before = look(root)
    assert clerk("sign", "leek/notices", *key).err.startswith("error[nothing-to-sign]")
    assert clerk("sign", "leek", *key).err.startswith("error[nothing-to-sign]")
    assert clerk("sign", "leek/notixes", *key).err.startswith("error[unknown-name]")
    assert look(root) == before


def test_without_the_library_verify_goes_on_and_says_so(
    clerk: Clerk, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "is_signing_installed", lambda: False)
    said = clerk("verify")
    assert (said.code, "warning[signature-unchecked]" in said.out) == (DONE, True)


@pytest.mark.engine
def test_another_program_verifies_what_the_guide_says_is_signed(
    clerk: Clerk, signed: Path, tool: Tool, tmp_path: Path
) -> None:
    register = register_of(signed)
    statement = (
        f"policykit register statement 1\npolicy: leek/notices\n"
        f"events: {len(register.events)}\nhead_sha256: {register.head_sha256}\n"
    )
    (tmp_path / "statement.txt").write_text(statement, "utf-8", newline="")
    call = [tool("openssl"), "cms", "-verify", "-binary", "-inform", "DER", "-in", str(SIGNATURE)]
    call += ["-content", "statement.txt", "-CAfile", "clerk.pem", "-partial_chain", "-purpose", "any"]
    run = subprocess.run(call, capture_output=True, text=True, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, statement), run.stderr
    (tmp_path / "statement.txt").write_text(statement.replace("leek", "look"), "utf-8", newline="")
    assert subprocess.run(call, capture_output=True, cwd=tmp_path).returncode != 0


LIVES = st.lists(st.sampled_from(["reviewed", "amended", "recommended"]), min_size=1, max_size=6)


@settings(max_examples=10, deadline=None)
@given(kinds=LIVES, changed=st.integers(0, 5), policy=st.sampled_from(["leek/notices", "leek/posts"]))
def test_a_signature_fits_its_own_state_of_its_own_policy_alone(kinds: list[str], changed: int, policy: str) -> None:
    events = [{"version": "1", "event": kind, "date": f"2026-01-{day:02}"} for day, kind in enumerate(kinds, start=1)]
    register = Register.model_validate({"format": 1, "events": events})
    data = sign_statement(list_statements("leek/notices", register)[-1], make_key()[0], SECRET, signed_at=MOMENT)
    longer = Register.model_validate({"format": 1, "events": [*events, {"version": "1", "event": "withdrawn"}]})
    shorter = Register.model_validate({"format": 1, "events": events[:-1]})
    spoilt = [dict(event) for event in events]
    spoilt[changed % len(events)]["reference"] = "26/1"
    other = Register.model_validate({"format": 1, "events": spoilt})
    own = policy == "leek/notices"
    for one, covered in ((register, len(events)), (longer, len(events)), (shorter, None), (other, None)):
        report, found = check_signature(policy, one, "leek", data, (make_key()[1],))
        assert report is not None
        assert report.covered == (covered if own else None)
        assert (report.trusted, report.signed_at) == (report.covered is not None or None, MOMENT)
        assert [each.code for each in found] == ([] if report.covered else ["signature-unfit"])


def test_a_signature_with_a_bit_flipped_fails_or_says_the_same(clerk: Clerk, signed: Path) -> None:
    data = SIGNATURE.read_bytes()
    register, root = register_of(signed), make_key()[1]
    whole, found = check_signature("leek/notices", register, "leek", data, (root,))
    assert (whole is not None, found) == (True, ())
    failed = 0
    for place in range(0, len(data), 37):
        spoilt = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        report, found = check_signature("leek/notices", register, "leek", spoilt, (root,))
        # A CMS repeats its digest's name, and a few more, outside of what is signed.
        assert found or report == whole or (report is not None and not report.trusted), place
        failed += report != whole
    assert failed > len(data) // 37 * 0.8
