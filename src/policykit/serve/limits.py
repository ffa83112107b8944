"""What one request may cost: bytes, records and seconds. What is beyond is refused with a sentence, never cut off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

LARGEST_RECORD = 64 * 1024
"""The largest record, in bytes: many times what the longest may have."""
LARGEST_BATCH = 8 * 1024 * 1024
"""The largest list of records, in bytes."""
MOST_RECORDS = 10_000
"""The most records of one list; more go through the stream."""
SECONDS = 10.0
"""How long a client may take for the head of a request, for a body, and for taking a part of an answer."""


class RefusedError(Exception):
    """A request that is not answered with a decision: the status, and a sentence that says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


async def read_body(request: Request, most: int) -> bytes:
    """Give the whole body. Raises RefusedError where it is larger than `most` bytes, or takes too long."""
    _refuse_declared(request, most)
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError:
        raise RefusedError(408, f"the body took longer than {SECONDS:g} seconds") from None
    except ClientDisconnect:
        raise RefusedError(400, "the body ended too early") from None
    return bytes(body)


async def read_lines(request: Request, most: int) -> AsyncIterator[bytes | None]:
    """Give each line of a stream that is not blank; None for one of more than `most` bytes, which is passed over.

    Raises RefusedError where nothing comes for too long.
    """
    kept, skipping = b"", False
    chunks = request.stream()
    while True:
        try:
            async with asyncio.timeout(SECONDS):
                chunk = await anext(chunks, None)
        except TimeoutError:
            raise RefusedError(408, f"nothing came for {SECONDS:g} seconds") from None
        except ClientDisconnect:
            return
        *lines, kept = (kept + (chunk or b"")).split(b"\n")
        if chunk is None and kept:
            lines, kept = [*lines, kept], b""
        for line in lines:
            if skipping or len(line) > most:
                yield None
            elif line.strip():
                yield line
            skipping = False
        if len(kept) > most:
            kept, skipping = b"", True
        if chunk is None:
            return


def _refuse_declared(request: Request, most: int) -> None:
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and (len(declared) > 12 or int(declared) > most):
        raise _too_large(most)


def _too_large(most: int) -> RefusedError:
    return RefusedError(413, f"the body is larger than {most:,} bytes")


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that waits only so long: for the head of a request, the rest of a refused body, a client that reads.

    Uvicorn itself limits none of these, so that a client that sends a letter an hour would hold its place for ever.
    """

    _waiting: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; what belongs to a request that is being answered is waited for there."""
        super().data_received(data)
        if self._is_answering():
            self._stop()
        elif self._waiting is None:
            self._wait()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request, and for what may still come of this one."""
        super().on_response_complete()
        if not self._is_answering():
            self._stop()
            self._wait()

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read its answer."""
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client reads."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # Uvicorn says it is always there; it is not at first
        return cycle is not None and not cycle.response_complete

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.transport.is_closing():
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None:
            head = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-type: application/problem+json\r\n"
            body = b'{"allowed":false,"status":408,"title":"Request Timeout","detail":"the request came too slowly"}'
            self.transport.write(b"%scontent-length: %d\r\n\r\n%s" % (head, len(body), body))
        self.transport.close()
