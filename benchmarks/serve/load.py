"""How many requests does the decision service answer, and how soon? `python -m benchmarks.serve.load`.

The service runs in a process of its own, on one core where the system lets us choose; posts that all differ are asked
one by one over HTTP. The exit code is 1 where fewer than 1,000 requests are answered in a second of the core's time,
where at 1,000 requests a second one in a hundred takes 20 ms or more (in the best of three runs, since others may use
the machine), where one of 200 connections at once loses an answer, or where one of the bodies of the fuzz
(`--fuzz 10000`) gets a 500.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rules.library_rules import NAMES, ruleset
from tests.rules.random_rules import random_records, record_to_json
from tests.serve.asking import LOGO, draw_request

ROOT = Path(__file__).parents[2]
RATE, SLOWEST, CONNECTIONS = 1000, 0.020, 200
PATH = f"/{NAMES[0]}/check"


@contextmanager
def start_service(core: int | None) -> Iterator[tuple[int, int]]:
    """Start the service as its users do, on one core; gives its port and process."""
    command = [sys.executable, "-m", "policykit", "serve", NAMES[0], "crewe", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stderr is not None
        port = re.search(r":(\d+),", process.stderr.readline())
        assert port is not None
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        try:
            yield int(port[1]), process.pid
        finally:
            process.terminate()


def read_cpu(process: int) -> float:
    """Give the CPU seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make_requests(count: int) -> list[bytes]:
    """Posts by the facts of the first council, 15 % of them unknown, each different."""
    rules = ruleset(NAMES[0])
    derived = {name for name, fact in rules.records["post"].facts.items() if fact.derivation}
    requests = []
    for record in random_records(rules, 1, count, 0.15, "post"):
        given = {name: value for name, value in record_to_json(record).items() if name not in derived}
        body = json.dumps({"record": "post", **given}).encode()
        requests.append(write_request("POST", PATH, body, {"content-type": "application/json"}))
    return requests


def write_request(method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    head = [f"{method} {path} HTTP/1.1", "host: localhost", f"content-length: {len(body)}"]
    head += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*head, "", ""]).encode() + body


class Connection:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Connection:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, request: bytes) -> int:
        """Send a request, read the whole answer, and give its status."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        if not request.startswith(b"HEAD"):
            if length := re.search(rb"content-length: (\d+)", head):
                await self._reader.readexactly(int(length[1]))
            else:
                while size := int(await self._reader.readuntil(b"\r\n"), 16):
                    await self._reader.readexactly(size + 2)
                await self._reader.readexactly(2)
        return int(head[9:12])

    def close(self) -> None:
        self._writer.close()


async def ask_all(port: int, requests: list[bytes], connections: int) -> tuple[int, list[float]]:
    """Ask as fast as answers come; gives how many were answered with 200, and how long each took."""
    waiting = list(reversed(requests))
    took: list[float] = []
    right = 0

    async def work() -> None:
        nonlocal right
        connection = await Connection.open(port)
        while waiting:
            request, start = waiting.pop(), time.perf_counter()
            status = await connection.ask(request)
            right += status == 200
            took.append(time.perf_counter() - start)
        connection.close()

    await asyncio.gather(*(work() for _ in range(connections)))
    return right, took


async def ask_at_rate(port: int, requests: list[bytes], rate: int) -> list[float]:
    """Ask so many a second whether or not answers have come; gives how long each took from when it was due."""
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(64):
        free.put_nowait(await Connection.open(port))
    took: list[float] = []
    start = time.perf_counter()

    async def ask(due: float, request: bytes) -> None:
        connection = await free.get()
        assert await connection.ask(request) == 200
        took.append(time.perf_counter() - due)
        free.put_nowait(connection)

    asked = []
    for number, request in enumerate(requests):
        due = start + number / rate
        if (ahead := due - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        asked.append(asyncio.create_task(ask(due, request)))
    await asyncio.gather(*asked)
    return took


async def fuzz(port: int, count: int) -> int:
    """Send bodies that may be wrong in any way; gives how many were answered with 500 or more."""
    source, failed, connection = random.Random(7), 0, await Connection.open(port)
    for number in range(count):
        method, path, body, headers = draw_request(source, LOGO)
        try:
            status = await connection.ask(write_request(method, path, body, headers))
            if status >= 500:
                failed += 1
                print(f"request {number} got {status}: {method} {path} {headers} {body[:200]!r}")
        except (asyncio.IncompleteReadError, ConnectionError):
            failed += 1
            print(f"request {number} got no answer: {method} {path} {body[:80]!r}")
            connection = await Connection.open(port)
    return failed


def at(took: list[float], share: float) -> float:
    return sorted(took)[int(share * (len(took) - 1))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--fuzz", type=int, default=1000, help="requests that may be wrong in any way")
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    requests = make_requests(options.requests)
    missed = False
    with start_service(cores[0] if len(cores) > 1 else None) as (port, process):
        if len(cores) > 1:
            os.sched_setaffinity(0, set(cores[1:]))
        asyncio.run(ask_all(port, requests[:500], 8))
        before, start = read_cpu(process), time.perf_counter()
        asyncio.run(ask_all(port, requests, 8))
        spent, seconds = read_cpu(process) - before, time.perf_counter() - start
        each = len(requests) / spent
        missed |= each < RATE
        print(
            f"8 connections: {len(requests) / seconds:,.0f} requests/s, {each:,.0f} in a second of CPU (limit {RATE:,})"
        )
        took = asyncio.run(ask_at_rate(port, requests, RATE))
        missed |= at(took, 0.99) >= SLOWEST
        shown = ", ".join(f"{share:.0%} within {at(took, share) * 1000:.1f} ms" for share in (0.5, 0.99))
        print(f"{RATE:,} requests/s: {shown} (limit 99% within {SLOWEST * 1000:.0f} ms)")
        right, took = asyncio.run(ask_all(port, requests, CONNECTIONS))
        missed |= right != len(requests)
        lost = len(requests) - right
        print(f"{CONNECTIONS} connections: {lost} lost (limit 0), 99% within {at(took, 0.99) * 1000:.1f} ms")
        failed = asyncio.run(fuzz(port, options.fuzz))
        missed |= bool(failed)
        print(f"{options.fuzz:,} requests that may be wrong in any way: {failed} failed (limit 0)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
