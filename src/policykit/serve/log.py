"""The decision log: a line of JSON for each decision, with the fingerprint of the text that it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from policykit.pipeline.service.policies import Decision, ServedPolicy, describe_decision


class DecisionLog:
    """Writes each decision down before it is answered. Records hold what people did, so only their hash is kept."""

    def __init__(self, path: Path, tell_time: Callable[[], datetime], *, with_records: bool = False) -> None:
        """Append to the file `path`; `with_records` keeps the facts too. Raises OSError where it cannot be written."""
        self._file = path.open("ab", buffering=0)
        self._tell_time = tell_time
        self._with_records = with_records

    def write(self, policy: ServedPolicy, decision: Decision, name: str, given: bytes) -> None:
        """Write one decision, called `name`, of what was `given`. Raises OSError where that fails."""
        line = {
            "at": self._tell_time().astimezone(UTC).isoformat(timespec="milliseconds"),
            "decision": name,
            "policy": policy.name,
            "version": policy.label,
            "text_sha256": policy.text_sha256,
            "given_sha256": hashlib.sha256(given).hexdigest(),
            **describe_decision(decision),
            **({"given": decision.record} if self._with_records else {}),
        }
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        self._file.write(text.encode("utf-8", "backslashreplace") + b"\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()
