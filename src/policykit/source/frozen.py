"""Frozen copies of adopted texts: read, and held against the fingerprint that the register names."""

from __future__ import annotations

from pathlib import Path as FilePath

from pydantic import ValidationError

from policykit.errors import Diagnostic, Span
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import Frozen
from policykit.model.register import Register
from policykit.source import register_codes as codes
from policykit.source.files import Folder, file_label

FROZEN_FOLDER = "adopted"
"""The folder beside a policy's versions that holds the frozen copies of adopted texts."""


def frozen_path(place: FilePath, label: str) -> FilePath:
    """Give the path of a version's frozen copy, below the policy's folder."""
    return place / FROZEN_FOLDER / f"v{file_label(label)}.json"


def earlier_path(place: FilePath, label: str, seal: str) -> FilePath:
    """Give the path of a copy that another has replaced, below the policy's folder; its fingerprint begins the name."""
    return place / FROZEN_FOLDER / f"v{file_label(label)}.{seal[:12]}.json"


def read_frozen(folder: Folder, place: FilePath, register: Register) -> dict[str, Frozen]:
    """Give the frozen copy of every sealed version of the policy at `place`, with what is wrong noted in `folder`."""
    frozen: dict[str, Frozen] = {}
    for label, seal in register.seals.items():
        path = frozen_path(place, label)
        if not path.exists():
            message = f"the frozen copy of version `{label}` is missing"
            start = Span(folder.shown(path), 1, 1, 1, 1)
            folder.add(codes.FROZEN_CHANGED.at(start, message, hint=codes.FROZEN_CHANGED.remedy))
            continue
        text = folder.read_text(path)
        if text is None:
            continue
        found = open_frozen(folder.shown(path), text, label, seal)
        if isinstance(found, Frozen):
            frozen[label] = found
        else:
            folder.add(found)
    return frozen


def open_frozen(file: str, text: str, label: str, seal: str) -> Frozen | Diagnostic:
    """Give the frozen copy in `text`, or why it cannot be trusted or read."""
    start = Span(file, 1, 1, 1, 1)
    if hash_text(text) != seal:
        return codes.FROZEN_CHANGED.at(
            start,
            f"the frozen copy of version `{label}` is not the one that was adopted",
            hint=codes.FROZEN_CHANGED.remedy,
        )
    try:
        return Frozen.model_validate_json(text)
    except ValidationError:
        return codes.FROZEN_FORMAT.at(
            start,
            f"the frozen copy of version `{label}` is intact, and this release of policykit cannot read it",
            hint=codes.FROZEN_FORMAT.remedy,
        )
