"""Pictures: whether it is the same one, and how a redline shows both."""

from __future__ import annotations

from dataclasses import replace

from policykit.compare.versions.changes import FieldChange
from policykit.document.tree import PictureNode

Pictures = tuple[PictureNode, ...]


def compare_pictures(old: Pictures, new: Pictures) -> tuple[FieldChange, ...]:
    """Give the change of a clause's picture, or nothing; what it shows may bind, so that a person has to look."""
    if old == new:
        return ()
    before, after = _name(old), _name(new)
    if old and new and replace(old[0], file=new[0].file) == new[0]:
        line = f"the file of the picture is called `{new[0].file}` now; the picture is the same"
        return (FieldChange("picture", "picture", old[0].file, new[0].file, "editorial", line),)
    if not old or not new:
        line = f"with a picture: {after}" if new else f"its picture goes: {before}"
    elif old[0].content != new[0].content:
        line = "another picture: look at both"
        if before != after:
            line += f"; {before} became {after}"
    else:
        line = f"what is said of the picture changed: {before} became {after}"
    return (FieldChange("picture", "picture", before, after, "reach", line),)


def _name(pictures: Pictures) -> str:
    """Give what is said of a picture: its words, and its caption."""
    if not pictures:
        return ""
    words = f"“{pictures[0].alt}”"
    return f"{words}, captioned “{pictures[0].caption}”" if pictures[0].caption else words


def mark_pictures(old: Pictures, new: Pictures) -> Pictures:
    """Give both pictures, the old one as deleted and the new one as inserted; one of which the words alone changed."""
    if old == new:
        return new
    if old and new and old[0].content == new[0].content:
        return tuple(replace(picture, change="edited") for picture in new)
    gone = tuple(replace(picture, change="deleted") for picture in old)
    return (*gone, *(replace(picture, change="inserted") for picture in new))
