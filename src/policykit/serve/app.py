"""The application: addresses, media types and answers of the decision service."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from policykit.pipeline.service.openapi import describe_api
from policykit.pipeline.service.policies import Decision, ServedPolicy, read_records, write_record
from policykit.serve.answers import PartsResponse, answer_refusal, answer_wrong_address, describe_refusal
from policykit.serve.limits import LARGEST_BATCH, LARGEST_RECORD, MOST_RECORDS, RefusedError, read_body, read_lines
from policykit.serve.log import DecisionLog
from policykit.serve.texts import Texts

JSON, LINES, PROBLEM = "application/json", "application/x-ndjson", "application/problem+json"
_TOO_LONG = f"the line is longer than {LARGEST_RECORD:,} bytes"


class DecisionService:
    """What the addresses share: the texts that decide, the log, and a name for each decision."""

    def __init__(self, texts: Texts, log: DecisionLog | None) -> None:
        self._texts = texts
        self._log = log
        self._run, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._described: tuple[object, Response] | None = None

    def list_routes(self) -> list[BaseRoute]:
        """Give the addresses."""
        return [
            Route("/{council}/{policy}/check", self.check, methods=["POST"]),
            Route("/{council}/{policy}/batch", self.batch, methods=["POST"]),
            Route("/{council}/{policy}/stream", self.stream, methods=["POST"]),
            Route("/health", self.health),
            Route("/openapi.json", self.openapi),
        ]

    async def check(self, request: Request) -> Response:
        """Answer one record."""
        policy = self._find(request, JSON)
        body = await read_body(request, LARGEST_RECORD)
        decision = self._decide(policy, body)
        if decision.verdict is None:
            return Response(decision.body, 422 if decision.is_json else 400, media_type=PROBLEM)
        return Response(decision.body, media_type=JSON)

    async def batch(self, request: Request) -> Response:
        """Answer a list of records by a list of answers."""
        policy = self._find(request, JSON)
        try:
            records = read_records(await read_body(request, LARGEST_BATCH))
        except ValueError as error:
            raise RefusedError(400, str(error)) from None
        if len(records) > MOST_RECORDS:
            raise RefusedError(413, f"the list has more than {MOST_RECORDS:,} records; send them to `stream`")
        return PartsResponse(self._write_batch(policy, records), media_type=JSON)

    async def stream(self, request: Request) -> Response:
        """Answer each line with a line, as it comes."""
        policy = self._find(request, LINES)
        return PartsResponse(self._write_lines(policy, request), media_type=LINES)

    async def health(self, _: Request) -> Response:
        """Say which texts decide, and whether they are those of the library as it is now."""
        served = [
            {"policy": p.name, "version": p.label, "text_sha256": p.text_sha256, "kinds": p.kinds}
            for p in self._texts.served.values()
        ]
        status = "outdated" if self._texts.fault else "ok"
        return JSONResponse(
            {"status": status, "detail": self._texts.fault, "require": self._texts.require, "policies": served}
        )

    async def openapi(self, _: Request) -> Response:
        """Describe all this."""
        if self._described is None or self._described[0] is not self._texts.served:
            self._described = self._texts.served, JSONResponse(describe_api(self._texts.served.values()))
        return self._described[1]

    def _find(self, request: Request, media: str) -> ServedPolicy:
        name = f"{request.path_params['council']}/{request.path_params['policy']}"
        policy = self._texts.served.get(name)
        if policy is None:
            known = ", ".join(self._texts.served)
            raise RefusedError(404, f"there is no policy `{name}` here; there are: {known}")
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given != media:
            raise RefusedError(415, f"the body is not announced as {media}")
        return policy

    def _decide(self, policy: ServedPolicy, body: bytes) -> Decision:
        """Decide one record and write that to the log, without which no decision is given."""
        name = f"{self._run}-{next(self._numbers)}"
        decision = policy.decide(body, name)
        if self._log is not None:
            try:
                self._log.write(policy, decision, name, body)
            except OSError:
                raise RefusedError(503, "the decision cannot be written to the log") from None
        return decision

    def _answer(self, policy: ServedPolicy, body: bytes) -> bytes:
        """Answer one of many: what is wrong with one does not keep the others from an answer."""
        try:
            return self._decide(policy, body).body
        except RefusedError as error:
            return describe_refusal(error.status, error.detail)

    async def _write_batch(self, policy: ServedPolicy, records: list[object]) -> AsyncIterator[bytes]:
        for number, record in enumerate(records):
            yield (b"," if number else b"[") + self._answer(policy, write_record(record))
        yield b"]" if records else b"[]"

    async def _write_lines(self, policy: ServedPolicy, request: Request) -> AsyncIterator[bytes]:
        try:
            async for line in read_lines(request, LARGEST_RECORD):
                yield (describe_refusal(413, _TOO_LONG) if line is None else self._answer(policy, line)) + b"\n"
        except RefusedError as error:
            yield describe_refusal(error.status, error.detail) + b"\n"


def make_app(texts: Texts, log: DecisionLog | None = None) -> Starlette:
    """Give the application that answers by `texts`, and writes each decision to `log` first."""
    service = DecisionService(texts, log)
    handlers: dict[Any, Callable[[Request, Any], Awaitable[Response]]] = {
        RefusedError: answer_refusal,
        HTTPException: answer_wrong_address,
    }
    return Starlette(routes=service.list_routes(), exception_handlers=handlers)
