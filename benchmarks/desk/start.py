"""Starting the desk, with 2, 50 and 250 policies: the time until the first page is there, and the memory it takes.

    python -m benchmarks.desk.start

The policies are the two councils', each time under another name and with other words. Counted are the processor seconds
of the desk until it has given its first page, which is what a clerk waits for on a machine with nothing else to do; the
time by the clock is printed beside it. Memory is that of both processes after the first page, a text, and the advice on
it. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

LIMITS = {2: 1.0, 50: 1.0, 250: 1.5}
"""Seconds to the first page, by how many policies there are."""
MEMORY = 250
"""Megabytes of both processes with 50 policies."""
_TICKS = os.sysconf("SC_CLK_TCK")


def write_library(root: Path, count: int) -> None:
    """Write a library of so many policies of the two councils, no two alike; the last is a draft."""
    shutil.copytree("policies", root)
    kinds = [(council, root / council / "social-media") for council in ("congleton", "crewe")]
    for number in range(2, count):
        council, source = kinds[number % 2]
        target = root / council / f"policy-{number}"
        target.mkdir()
        text = (source / "v1.yaml").read_text("utf-8")
        text = text.replace("Social Media", f"Matter {number}").replace("social media", f"matter {number}")
        (target / "v1.yaml").write_text(text, "utf-8")
        (target / "register.yaml").write_text("format: 1\nevents: []\n", "utf-8")


class RunningDesk:
    """A desk in a process of its own, as a clerk starts it, and a visitor who has come in."""

    def __init__(self, root: Path, out: Path) -> None:
        self.begun = time.perf_counter()
        command = [sys.executable, "-m", "policykit", "desk", "--library", str(root), "--out", str(out), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        link = next(line for line in self.process.stderr if line.startswith("http")).strip()
        address = urlsplit(link)
        self._host = address.netloc
        entered = self.get(address.path)
        self.cookie = entered[1]["set-cookie"].partition(";")[0]
        self.base = re.search(r"(/[A-Za-z0-9_-]{20,}/)", entered[0])[1]  # type: ignore[index]

    def get(self, path: str) -> tuple[str, dict[str, str]]:
        """Ask for a page as the browser does; a desk that is still starting is asked again."""
        headers = {"sec-fetch-site": "none", **({"cookie": self.cookie} if hasattr(self, "cookie") else {})}
        for _ in range(500):
            connection = HTTPConnection(self._host, timeout=60)
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                return answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}
            except ConnectionRefusedError:
                time.sleep(0.01)
        raise AssertionError(path)

    @property
    def seconds(self) -> float:
        """The processor seconds of the desk so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> float:
        """The memory of the desk and of the process that checks."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        pids = [str(self.process.pid), *(pid for each in children for pid in each.read_text().split())]
        shares = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
        return sum(int(size) for each in shares for size in re.findall(r"^Pss:\s+(\d+)", each, re.MULTILINE)) / 1024

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


def measure(count: int) -> tuple[float, float, float]:
    """Give the processor seconds and the seconds by the clock to the first page, and the memory after some work."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "policies"
        write_library(root, count)
        desk = RunningDesk(root, Path(folder) / "build")
        try:
            page, _ = desk.get(desk.base)
            clock, seconds = time.perf_counter() - desk.begun, desk.seconds
            assert page.count("<tr") >= count, "the first page has a row for each policy"
            for number in range(2, min(count, 12)):
                council = ("congleton", "crewe")[number % 2]
                text = f"{desk.base}policies/{council}/policy-{number}/text"
                desk.get(f"{text}?version=1")
                while '"advice":null' in desk.get(f"{text}/news?version=1")[0]:
                    time.sleep(0.05)
            return seconds, clock, desk.megabytes
        finally:
            desk.close()


def main() -> int:
    """Print each figure beside its limit."""
    missed = 0
    for count, limit in LIMITS.items():
        seconds, clock, memory = measure(count)
        missed += seconds > limit or (count == 50 and memory > MEMORY)
        said = f" (limit {MEMORY})" if count == 50 else ""
        print(
            f"{count:3} policies: first page after {seconds:.2f} s of the processor (limit {limit}), "
            f"{clock:.2f} s by the clock; {memory:.0f} MB{said}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
