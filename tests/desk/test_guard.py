"""Who may come in, line by line of the list in `SECURITY.md`: each hole is tried."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlsplit

import pytest
from tests.desk.visitor import BROWSER, ORIGIN, PORT, Visitor, copy_library

from policykit.desk import guard
from policykit.desk.keys import Keys
from policykit.desk.start import write_redirection

HOME = "/"
CREWE = "/policies/crewe/social-media"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    place = tmp_path_factory.mktemp("desk")
    return Visitor(copy_library(place), place / "build")


def test_the_link_lets_one_in_as_often_as_it_is_used(desk: Visitor) -> None:
    for _ in range(2):
        answer = desk.client.get(f"/enter/{desk.desk.keys.link}", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert f"Path={desk.desk.base}/" in cookie
        assert desk.desk.keys.link not in answer.text
    assert desk.get(HOME).status_code == 200


def test_a_link_of_another_start_says_what_to_do(tmp_path: Path) -> None:
    stranger = Visitor(copy_library(tmp_path), tmp_path, inside=False)
    for link in (Keys().link, "", "x", "%00", "é"):
        answer = stranger.client.get(f"/enter/{link}")
        assert answer.status_code in (403, 404)
        assert "set-cookie" not in answer.headers
    assert "Start the desk again" in stranger.client.get(f"/enter/{Keys().link}").text


def test_nobody_gets_in_without_the_cookie_or_without_the_place(tmp_path: Path) -> None:
    stranger = Visitor(copy_library(tmp_path), tmp_path, inside=False)
    assert stranger.get(HOME).status_code == 403
    insider = Visitor(copy_library(tmp_path / "b"), tmp_path)
    cookie = f"desk_{PORT}={insider.desk.keys.cookie}"
    for path in ("/", "/policies/crewe/social-media", f"/{Keys().place}/", "//", "/%2e%2e/", "/enter", "/static"):
        answer = insider.client.get(path, headers={"cookie": cookie, "sec-fetch-site": "none"})
        assert answer.status_code == 403, path
        assert insider.desk.keys.place not in answer.text
        assert insider.desk.keys.form not in answer.text
    for wrong in ("", "x", insider.desk.keys.form, insider.desk.keys.cookie[:-1], insider.desk.keys.cookie + "x"):
        stranger.client.cookies.clear()
        answer = stranger.client.get(stranger.desk.base + "/", headers={"cookie": f"desk_{PORT}={wrong}"})
        assert answer.status_code == 403, wrong


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost", "127.0.0.1.nip.io:8123", ""]
)
def test_another_name_for_this_machine_is_turned_away(desk: Visitor, host: str) -> None:
    for path in (desk.desk.base + "/", f"/enter/{desk.desk.keys.link}"):
        answer = desk.client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


def test_two_names_at_once_are_turned_away(desk: Visitor) -> None:
    headers = [("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")]
    assert desk.client.get(desk.desk.base + "/", headers=headers).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "nonsense"},
        {"origin": "http://evil.example"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": "null"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
    ],
    ids=str,
)
def test_a_page_of_another_origin_reads_and_changes_nothing(desk: Visitor, headers: dict[str, str]) -> None:
    assert desk.client.get(desk.address(HOME), headers=headers).status_code == 403
    form = {"token": desk.desk.keys.form, "tongue": "cy"}
    assert desk.client.post(desk.address("/language"), data=form, headers=headers).status_code == 403
    assert desk.desk.tongue == "en"


def test_a_change_needs_to_say_where_it_comes_from(desk: Visitor) -> None:
    form = {"token": desk.desk.keys.form, "tongue": "cy"}
    assert desk.client.post(desk.address("/language"), data=form).status_code == 403
    answer = desk.client.post(desk.address("/language"), data=form, headers={"sec-fetch-site": "none"})
    assert answer.status_code == 403


@pytest.mark.parametrize("token", [None, "", "x", "cookie", "link"])
def test_a_change_needs_the_key_of_a_page(desk: Visitor, token: str | None) -> None:
    keys = desk.desk.keys
    given = {"cookie": keys.cookie, "link": keys.link}.get(token or "", token)
    form = {"tongue": "cy", **({} if given is None else {"token": given})}
    assert desk.client.post(desk.address("/language"), data=form, headers=BROWSER).status_code == 403
    sent = desk.client.post(desk.address("/language"), json=form, headers={**BROWSER, "x-desk-token": given or ""})
    assert sent.status_code == 403
    assert desk.desk.tongue == "en"


def test_a_form_of_our_own_page_is_taken(desk: Visitor) -> None:
    assert desk.send("/language", {"tongue": "en"}).status_code == 303
    answer = desk.client.post(
        desk.address("/language"), data={"token": desk.desk.keys.form, "tongue": "en"}, headers={"origin": ORIGIN}
    )
    assert answer.status_code == 303  # a browser that does not say `Sec-Fetch-Site` says `Origin`


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_no_other_method_is_known(desk: Visitor, method: str) -> None:
    assert desk.client.request(method, desk.address(HOME), headers=BROWSER).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/policies/crewe/nothing",
        "/policies/crewe/..",
        "/policies/../../etc/passwd",
        "/policies/%2e%2e/%2e%2e",
        "/policies/crewe%2f..%2fcongleton/social-media",
        "/policies/crewe/social-media%00",
        "/policies/crewe/social-media?version=../../x",
        "/policies/crewe/social-media/text?version=/etc/passwd",
        "/policies/crewe/social-media/sheet?version=9",
        "/policies/models/social-media.yaml",
        "/nothing",
    ],
)
def test_names_come_from_the_librarys_table_and_never_from_a_path(desk: Visitor, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text


@pytest.mark.parametrize("path", ["/static/x/desk.css", "/static/{mark}/../../pyproject.toml", "/static/{mark}/x.css"])
def test_files_of_pages_come_from_a_table_too(desk: Visitor, path: str) -> None:
    from policykit.desk.assets import load_assets

    assert desk.client.get(path.format(mark=load_assets().mark)).status_code in (403, 404)


def test_every_answer_is_closed_to_frames_sniffers_and_others(desk: Visitor) -> None:
    for answer in (
        desk.get(HOME),
        desk.get(CREWE),
        desk.get("/nothing"),
        desk.client.get("/", headers={"host": "x"}),
        desk.client.get(f"/enter/{desk.desk.keys.link}"),
        desk.get("/policies/crewe/social-media/sheet"),
    ):
        headers = answer.headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors" in policy
        assert "script-src 'unsafe-inline'" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("same-origin", "no-referrer")
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    link = desk.client.get(f"/enter/{desk.desk.keys.link}")
    assert link.headers["referrer-policy"] == "no-referrer"  # its own address is a key
    assert "frame-ancestors 'none'" in desk.get(HOME).headers["content-security-policy"]
    assert desk.get(HOME).headers["x-frame-options"] == "DENY"
    assert "sandbox" in desk.get("/policies/crewe/social-media/sheet").headers["content-security-policy"]


def test_no_page_has_a_script_or_style_of_its_own(desk: Visitor) -> None:
    for path in (HOME, CREWE):
        page = desk.get(path).text
        assert "<script" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert " on" not in page.replace(" on ", " ").split("<main", 1)[1].split(">", 1)[0]


def test_a_request_may_not_be_larger_than_a_form(desk: Visitor) -> None:
    large = "x" * (guard.LARGEST_FORM + 1)
    answer = desk.client.post(
        desk.address("/language"), data={"token": desk.desk.keys.form, "tongue": large}, headers=BROWSER
    )
    assert answer.status_code == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    kind = {"content-type": "application/json", "x-desk-token": desk.desk.keys.form}
    answer = desk.client.post(desk.address("/language"), content=pieces(), headers={**BROWSER, **kind})
    assert answer.status_code == 413
    lengths = {**BROWSER, **kind, "content-length": "-1"}
    assert desk.client.post(desk.address("/language"), content=b"", headers=lengths).status_code == 413


def test_what_is_no_form_is_not_understood(desk: Visitor) -> None:
    for kind, body in (
        ("application/json", b"{"),
        ("application/json", b"[" * 100_000),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("text/plain", b"token=x"),
    ):
        headers = {**BROWSER, "content-type": kind, "x-desk-token": desk.desk.keys.form}
        answer = desk.client.post(desk.address("/language"), content=body, headers=headers)
        assert answer.status_code in (400, 404), kind
        assert "Traceback" not in answer.text


def test_the_file_that_opens_the_browser_is_for_its_user_alone() -> None:
    path = write_redirection("http://127.0.0.1:1/enter/x?a=1&b=2")
    try:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert "&amp;b=2" in path.read_text("utf-8")
    finally:
        path.unlink()
        path.parent.rmdir()


@pytest.mark.slow
def test_a_start_shows_its_key_to_the_browser_alone(tmp_path: Path) -> None:
    """The real command, with a browser that writes down what it was given."""
    copy_library(tmp_path)
    browser = tmp_path / "browser.sh"
    browser.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\ncat "${1#file://}"\n')
    browser.chmod(0o755)
    environment = {**os.environ, "BROWSER": f"{browser} %s"}
    command = [sys.executable, "-m", "policykit", "desk"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=PIPE, stderr=PIPE, text=True) as run:
        try:
            assert run.stdout is not None
            argument, page = run.stdout.readline().strip(), run.stdout.readline()
            assert page, "the browser was not opened"
            address = page.split("url=", 1)[1].split('"', 1)[0]
            parts = urlsplit(address)
            key = parts.path.rpartition("/")[2]
            assert parts.hostname == "127.0.0.1"
            assert key not in argument
            running = Path(f"/proc/{run.pid}/cmdline")
            assert not running.exists() or key not in running.read_text("utf-8")
            _visit_and_close(address)
            said = run.communicate(timeout=20)
        finally:
            run.kill()
    assert run.returncode == 0
    assert key not in said[0] + said[1]
    assert not Path(argument.removeprefix("file://")).exists()


def _visit_and_close(address: str) -> None:
    import re

    import httpx

    origin = address.split("/enter", 1)[0]
    with httpx.Client(base_url=origin, headers={"sec-fetch-site": "same-origin"}, trust_env=False) as client:
        first = client.get(address)
        place = re.search(r"url=(/[^\"]+/)", first.text)
        assert place is not None
        page = client.get(place[1])
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        assert token is not None
        closed = client.post(f"{place[1]}close", data={"token": token[1]})
        assert "The desk is closed" in closed.text
