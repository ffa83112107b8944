"""The application: the table of pages behind the guard, and a sentence for whatever cannot be done."""

from __future__ import annotations

import inspect
import json
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import unquote

import python_multipart  # noqa: F401 - Starlette reads forms with it; without it none could be sent
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from policykit.desk.assets import load_assets
from policykit.desk.forms import FormError
from policykit.desk.guard import App, Guard, RequestTooLargeError, is_held
from policykit.desk.problems import list_problems
from policykit.desk.screens import SCREENS
from policykit.desk.session import Desk
from policykit.desk.templating import render_page
from policykit.desk.visit import Answer, NotThereError, Screen, SentFile, Visit
from policykit.errors import PolicykitError

_MOST_FIELDS = 400


def make_app(desk: Desk, port: int, pages: Iterable[Screen] = SCREENS) -> App:
    """Give the application of one run of the desk, which listens on `port` of this machine alone."""
    routes: list[BaseRoute] = [
        Route("/enter/{key}", _make_entry(desk, port)),
        Route("/static/{mark}/{name}", _send_asset),
        Mount(desk.base, routes=[route for page in pages for route in _make_routes(desk, page)]),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _turn_away(desk)})
    return Guard(app, desk.keys, port, lambda status: _refuse(desk, status))


def _make_entry(desk: Desk, port: int) -> Callable[[Request], Awaitable[Response]]:
    async def enter(request: Request) -> Response:
        """Let the one in who has the link of this start, and give their browser the cookie."""
        if not _is_same(request.path_params["key"], desk.keys.link):
            return HTMLResponse(render_page(desk, "closed.html.j2", {}), 403)
        # The cookie goes along only with what our own page asks for, so a page of ours leads on, not a redirection.
        answer = HTMLResponse(render_page(desk, "entered.html.j2", {}))
        answer.set_cookie(f"desk_{port}", desk.keys.cookie, path=f"{desk.base}/", httponly=True, samesite="strict")
        desk.on_entry()
        return answer

    return enter


def _is_same(given: str, key: str) -> bool:
    import secrets

    return secrets.compare_digest(given.encode("utf-8", "replace"), key.encode())


async def _send_asset(request: Request) -> Response:
    found = load_assets().find(request.path_params["mark"], request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.kind, headers=headers)


def _make_routes(desk: Desk, page: Screen) -> Iterable[Route]:
    if page.show is not None:
        yield Route(page.path, _make_endpoint(desk, page.show), methods=["GET"])
    if page.take is not None:
        yield Route(page.path, _make_endpoint(desk, page.take, is_change=True), methods=["POST"])


def _make_endpoint(desk: Desk, answer: Answer, *, is_change: bool = False) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            visit = await _read_visit(desk, request, is_change=is_change)
            if inspect.iscoroutinefunction(answer):
                given = await answer(visit)
            else:
                given = await run_in_threadpool(answer, visit)
        except RequestTooLargeError:
            return _make_refusal(desk, 413)
        except NotThereError:
            return _make_refusal(desk, 404)
        except (PolicykitError, FormError) as error:
            return _tell_problems(desk, request, error)
        except HTTPException:
            raise
        except Exception:  # noqa: BLE001 - a person sees a sentence; whoever started the desk sees where it broke
            traceback.print_exc(file=sys.stderr)
            return _make_refusal(desk, 500)
        assert isinstance(given, Response)
        return given

    return endpoint


async def _read_visit(desk: Desk, request: Request, *, is_change: bool) -> Visit:
    words = {name: str(value) for name, value in request.path_params.items()}
    base: dict[str, Any] = {"desk": desk, "path": words, "query": dict(request.query_params), "here": request.url.path}
    if not is_change:
        return Visit(**base)
    held = request.headers.get("x-desk-token", "")
    if request.headers.get("content-type", "").partition(";")[0].strip() == "application/json":
        if not is_held(desk.keys, held):
            raise HTTPException(403)
        try:
            return Visit(**base, data=json.loads(await request.body()))
        except (ValueError, RecursionError):
            raise HTTPException(400) from None
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=1024 * 1024) as form:
        lists: dict[str, tuple[str, ...]] = {}
        files: dict[str, SentFile] = {}
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = SentFile(_name_alone(value.filename or ""), await value.read())
            else:
                lists[name] = (*lists.get(name, ()), value)
    if not is_held(desk.keys, held or lists.get("token", ("",))[-1]):
        raise HTTPException(403)
    return Visit(**base, form={name: values[-1] for name, values in lists.items()}, lists=lists, files=files)


def _name_alone(name: str) -> str:
    """Give the name of a file without any folder, and without what no name of a file should hold."""
    last = unquote(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(character for character in last if character.isprintable() and character not in '<>:"|?*`')
    return kept.strip(". ")[-120:]


def _tell_problems(desk: Desk, request: Request, error: PolicykitError | FormError) -> Response:
    """Say why something cannot be done, on a page of its own: pages with a form say it above the form."""
    if "application/json" in request.headers.get("accept", ""):
        found = [{"message": one.message, "hint": one.hint} for one in list_problems(error)]
        return JSONResponse({"problems": found}, 422)
    return HTMLResponse(
        render_page(desk, "problems.html.j2", {"visit": Visit(desk, {}, {}), "problems": list_problems(error)}), 422
    )


_PAGES = {403: "closed.html.j2", 404: "not_there.html.j2"}


def _make_refusal(desk: Desk, status: int) -> Response:
    return HTMLResponse(render_page(desk, _PAGES.get(status, "refused.html.j2"), {"status": status}), status)


def _turn_away(desk: Desk) -> Callable[[Request, Exception], Response]:
    def handle(_: Request, error: Exception) -> Response:
        return _make_refusal(desk, error.status_code if isinstance(error, HTTPException) else 500)

    return handle


def _refuse(desk: Desk, status: int) -> App:
    return _make_refusal(desk, status)
