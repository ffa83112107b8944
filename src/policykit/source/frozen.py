"""Frozen copies of adopted texts: read, and held against the fingerprint that the register names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pydantic import ValidationError

from policykit.errors import Diagnostic, Span
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen
from policykit.model.register import Register
from policykit.source import register_codes as codes
from policykit.source.files import file_label
from policykit.source.reading.reader import Reader, decode_text
from policykit.source.reading.shelf import FileContent

FROZEN_FOLDER = "adopted"
"""The folder beside a policy's versions that holds the frozen copies of adopted texts."""


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """What the file of a frozen copy holds; its text, which is long, is not kept."""

    sha256: str
    """The fingerprint of the text as policykit reads every text, with plain line ends."""
    exact_sha256: str | None
    """The fingerprint of the text as it is; None where it is not UTF-8."""
    frozen: Frozen | None
    """The copy; None where this release cannot read it."""
    fault: Diagnostic | None = None
    """Why the file is no text."""


def frozen_path(place: str, label: str) -> str:
    """Give the path of a version's frozen copy, below the policy's folder."""
    return f"{place}/{FROZEN_FOLDER}/v{file_label(label)}.json"


def earlier_path(place: str, label: str, seal: str) -> str:
    """Give the path of a copy that another has replaced, below the policy's folder; its fingerprint begins the name."""
    return f"{place}/{FROZEN_FOLDER}/v{file_label(label)}.{seal[:12]}.json"


def read_frozen_file(reader: Reader, path: str) -> FrozenFile | None:
    """Read the file of a frozen copy; None, with the fault noted, where it cannot be opened."""
    outcome = reader.load(path, Frozen.__name__, lambda content: _make_file(reader.shown(path), content))
    return cast("FrozenFile | None", outcome.value)


def _make_file(shown: str, content: bytes) -> FileContent:
    text = decode_text(shown, content)
    if isinstance(text, Diagnostic):
        return FileContent(None, FrozenFile("", None, None, text), ())
    try:
        frozen = Frozen.model_validate_json(text)
    except ValidationError:
        frozen = None
    return FileContent(None, FrozenFile(hash_text(text), hash_text(content.decode("utf-8")), frozen), ())


def read_frozen(reader: Reader, place: str, register: Register) -> dict[str, Frozen]:
    """Give the frozen copy of every sealed version of the policy at `place`, with what is wrong noted in `reader`."""
    frozen: dict[str, Frozen] = {}
    for label, seal in register.seals.items():
        path = frozen_path(place, label)
        if not reader.exists(path):
            message = f"the frozen copy of version `{label}` is missing"
            reader.add(codes.FROZEN_CHANGED.at(reader.start(path), message, hint=codes.FROZEN_CHANGED.remedy))
            continue
        file = read_frozen_file(reader, path)
        if file is None:
            continue
        found = file.fault or trust_frozen(reader.shown(path), file, file.sha256, label, seal)
        if isinstance(found, Frozen):
            frozen[label] = found
        else:
            reader.add(found)
    return frozen


def trust_frozen(shown: str, file: FrozenFile, sha256: str | None, label: str, seal: str) -> Frozen | Diagnostic:
    """Give the frozen copy in a file with the fingerprint `sha256`, or why it cannot be trusted or read."""
    start = Span(shown, 1, 1, 1, 1)
    if sha256 != seal:
        return codes.FROZEN_CHANGED.at(
            start,
            f"the frozen copy of version `{label}` is not the one that was adopted",
            hint=codes.FROZEN_CHANGED.remedy,
        )
    return file.frozen or codes.FROZEN_FORMAT.at(
        start,
        f"the frozen copy of version `{label}` is intact, and this release of policykit cannot read it",
        hint=codes.FROZEN_FORMAT.remedy,
    )
