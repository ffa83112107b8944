"""Answers of the decision service that are no verdict, and those that are sent as they are made."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from policykit.serve.limits import RefusedError

PROBLEM = "application/problem+json"


class PartsResponse(Response):
    """An answer that is sent as it is made; others have their turn between two parts.

    Starlette's own would listen for the client's end meanwhile, and so take parts of a body that is still read.
    """

    def __init__(self, parts: AsyncIterator[bytes], media_type: str) -> None:
        super().__init__(media_type=media_type)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the answer."""
        headers = [(b"content-type", str(self.media_type).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for part in self._parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
            await asyncio.sleep(0)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def answer_refusal(_: Request, error: RefusedError) -> Response:
    """Answer a request that gets no decision."""
    return Response(describe_refusal(error.status, error.detail), error.status, media_type=PROBLEM)


async def answer_wrong_address(request: Request, error: HTTPException) -> Response:
    """Answer a request for what is not there."""
    details = {
        404: "there is no such address; there are /health, /openapi.json, and of each policy check, batch and stream",
        405: f"{request.method} is not taken here, but {(error.headers or {}).get('Allow', 'other methods')}",
    }
    body = describe_refusal(error.status_code, details.get(error.status_code, error.detail))
    return Response(body, error.status_code, headers=error.headers, media_type=PROBLEM)


def describe_refusal(status: int, detail: str) -> bytes:
    """Give a refusal as JSON (RFC 9457): nothing is allowed, and why."""
    said = {"allowed": False, "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace")
