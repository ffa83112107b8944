"""Checks of pictures: each has its file, which can be shown, and words that say what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.picture import PICTURE_FOLDER, Picture, PictureFault, PictureFile
from policykit.model.policy import Path, Version
from policykit.wording.nearest import hint_nearest

UNKNOWN_PICTURE = Code(
    "unknown-picture",
    Severity.ERROR,
    "a text shows a picture of which there is no file",
    "put the file into the folder `pictures` beside the version, or correct its name",
    "picture: {file: plann.png, alt: The gate is at the north end.}",
    "picture: {file: plan.png, alt: The gate is at the north end.}",
)
BAD_PICTURE = Code(
    "bad-picture",
    Severity.ERROR,
    "a picture that cannot be printed: damaged, too large, or of a kind that not every reader can show",
    "save it again as PNG or JPEG, smaller than 2 MB",
    "pictures/plan.png, cut off in the middle",
    "pictures/plan.png, whole",
)
PICTURE_WORDS = Code(
    "picture-words",
    Severity.WARNING,
    "the words in place of a picture do not say what it shows",
    "say what a reader is to learn from the picture, as you would on the telephone",
    "picture: {file: plan.png, alt: Picture}",
    "picture: {file: plan.png, alt: The gate is at the north end.}",
)
PICTURE_PLACE = Code(
    "picture-place",
    Severity.WARNING,
    "a photograph says where it was taken",
    "save it without its location: most image programs ask when they export",
    "pictures/gate.jpg with the place in its Exif data",
    "pictures/gate.jpg without",
)
MOST_OF_ALL = 8 * 1024 * 1024
"""How large the pictures of one version may be together: its frozen copy holds them all."""
_EMPTY = re.compile(
    r"(?:(?:an? |the )?(?:image|picture|photo(?:graph)?|logo|chart|diagram|map|plan|figure)s?)?[ .:\d]*", re.IGNORECASE
)
"""What says no more than that there is a picture."""


def check_pictures(library: Library) -> Iterator[Diagnostic]:
    """Find pictures without a file, with one that cannot be shown, and with words that say nothing.

    A sealed version has its pictures in its frozen copy, and needs the files no more.
    """
    for policy in library.policies.values():
        for version in policy.versions:
            frozen = policy.frozen.get(version.value.version)
            if frozen is None or frozen.version != version.value:
                yield from _check_version(policy, version)


def _check_version(policy: Policy, version: Sourced[Version]) -> Iterator[Diagnostic]:
    places = version.places
    sizes: dict[str, int] = {}
    for path, picture in version.value.walk_pictures():
        found = policy.pictures.get(picture.file)
        span = places.span((*path, "file"))
        yield from _check_words(picture, path, places)
        if isinstance(found, PictureFile):
            yield from _check_file(picture, path, found, sizes, places)
        elif found is not None:
            yield places.fault(BAD_PICTURE, span, found.message, found.hint)
        else:
            message = f"there is no picture `{PICTURE_FOLDER}/{picture.file}` beside this file"
            known = [name for name, each in policy.pictures.items() if not isinstance(each, PictureFault)]
            add = f"put the file into the folder `{PICTURE_FOLDER}` beside it"
            yield places.fault(UNKNOWN_PICTURE, span, message, hint_nearest(picture.file, known, add))


def _check_file(
    picture: Picture, path: Path, found: PictureFile, sizes: dict[str, int], places: Places
) -> Iterator[Diagnostic]:
    span = places.span((*path, "file"))
    before = sum(sizes.values())
    sizes[picture.file] = len(found.content) * 3 // 4
    if before <= MOST_OF_ALL < sum(sizes.values()):
        message = "the pictures of this text have more than 8 MB together"
        yield places.fault(BAD_PICTURE, span, message, "save them smaller")
    if found.tells_place:
        message = f"the photograph `{picture.file}` says where it was taken, to all who get the document"
        yield places.fault(PICTURE_PLACE, span, message, PICTURE_PLACE.remedy)


def _check_words(picture: Picture, path: Path, places: Places) -> Iterator[Diagnostic]:
    words = picture.alt.strip()
    name = picture.file.casefold()
    if _EMPTY.fullmatch(words) or words.casefold() in (name, name.rpartition(".")[0]):
        message = f"`{words}` does not say what the picture shows"
    elif words == (picture.caption or "").strip():
        message = "the words for those who do not see the picture repeat its caption, which they hear anyway"
    else:
        return
    yield places.fault(PICTURE_WORDS, places.span((*path, "alt")), message, PICTURE_WORDS.remedy)
