"""The comments of a Word file: who said what, beside which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policykit.intake.archive import open_archive
from policykit.intake.docx.names import W
from policykit.intake.docx.read import find_main

OWN = "policykit"
"""The initials of the comments that policykit itself puts beside a redline: they say nothing new."""


@dataclass(frozen=True, slots=True)
class WordComment:
    """One comment."""

    author: str
    day: str
    """The day on which it was made (2026-03-02); empty where the file does not say."""
    text: str
    quote: str
    """The words that it is put beside."""
    paragraph: str
    """The words of the paragraph that it begins in."""


def list_comments(name: str, content: bytes) -> tuple[WordComment, ...]:
    """Give the comments of a Word file in the order of its text. Raises PolicykitError as `read_docx` does."""
    archive = open_archive(name, content, "a Word file")
    told: dict[str, Element] = {}
    for part in archive.find_parts("word/comments"):
        root = archive.parse(part)
        told |= {node.get(f"{W}id", ""): node for node in root.findall(f"{W}comment")} if root is not None else {}
    body = archive.parse(find_main(archive)) if told else None
    if body is None:
        return ()
    return tuple(_list_anchored(body, told))


def _list_anchored(body: Element, told: dict[str, Element]) -> Iterator[WordComment]:
    open_quotes: dict[str, list[str]] = {}
    first: dict[str, Element] = {}
    for paragraph in body.iter(f"{W}p"):
        for node in paragraph.iter():
            key = node.get(f"{W}id", "")
            if node.tag == f"{W}commentRangeStart":
                open_quotes[key] = []
                first[key] = paragraph
            elif node.tag == f"{W}t":
                for pieces in open_quotes.values():
                    pieces.append(node.text or "")
            elif node.tag in (f"{W}commentRangeEnd", f"{W}commentReference") and key in told:
                pieces = open_quotes.pop(key, [])
                yield from _make(told.pop(key), "".join(pieces), first.get(key, paragraph))


def _make(node: Element, quote: str, paragraph: Element) -> Iterator[WordComment]:
    if node.get(f"{W}initials") == OWN:
        return
    lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in node.iter(f"{W}p")]
    text = " ".join(" ".join(lines).split())
    words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    if text:
        day = node.get(f"{W}date", "")[:10]
        yield WordComment(node.get(f"{W}author", ""), day, text, " ".join(quote.split()), words)
