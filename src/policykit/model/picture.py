"""A picture inside a clause: the file that holds it, what it says to those who do not see it, and the file read.

PNG and JPEG are the two that every medium can show. SVG is not one of them: Word shows it only beside a second picture,
its letters look otherwise on each machine, and it may hold programs and addresses.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import StringConstraints

from policykit.model.base import Line, Model, NotPrinted, Printed

PICTURE_FOLDER = "pictures"
"""The folder beside a policy's versions that holds the pictures of their texts."""
INCH_POINTS = 144
"""How many points of a picture make an inch on paper, where the page is wide enough."""

FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(?:png|jpg|jpeg|PNG|JPG|JPEG)$"
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME, max_length=100)]
"""The name of a picture's file, without any folder."""


class Picture(Model):
    """A picture inside a clause, such as a plan of the allotments or a chart of who decides what."""

    file: Annotated[FileName, NotPrinted("names the file; what it shows is said by `alt`")]
    """The file with the picture, PNG or JPEG, in the folder `pictures` beside the version: `plan.png`."""
    alt: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\n]*$"), Printed("alt", "plain")]
    """What the picture says, in words, for those who do not see it: adopted like the text."""
    caption: Annotated[Line | None, Printed("caption", "plain")] = None
    """What the picture shows, printed below it."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The content of a picture, and what its head says of it."""

    media: Literal["image/png", "image/jpeg"]
    width: int
    """In points."""
    height: int
    """In points."""
    content: str
    """The file, in Base64."""
    tells_place: bool = False
    """Whether it says where the photograph was taken."""

    @property
    def data(self) -> bytes:
        """The file as it is."""
        return base64.b64decode(self.content)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class PictureFault:
    """Why a file cannot be shown as a picture, and what to do."""

    message: str
    hint: str
