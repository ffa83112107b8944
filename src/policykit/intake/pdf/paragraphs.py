"""Lines into paragraphs, where a file does not say itself which lines belong together."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policykit.intake.paragraph import Doubt, Paragraph, Run
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfLine, PdfWord, most_common_size, share
from policykit.intake.recognise.labels import looks_labelled, read_label

_FINAL = tuple(".:;!?")
_APART = 0.6
"""A gap after the first word that is wider, in parts of the size, sets a label apart."""
_SLACK = 4.0
"""Places that differ by less, in points, are one."""
_TOSS_UP = 12.0
"""A sentence that ends nearer to the edge than the next word is long, give or take so much, may end its paragraph."""
_FILLED_IN = re.compile(r"[_…]{3}\s*$|\.{5}\s*$")
"""The end of a line that is there to be written on."""
_ROOM, _ROOM_IN_SENTENCE = 0.35, 0.75
"""More room above a line, in parts of its size, begins a paragraph; within a sentence it takes more."""
_NEAR = 0.12
_WIDEST_HANG = 40.0
"""So far, in points, may the words of a labelled paragraph be set in from its label."""
_NAMED = re.compile(r"[(\[]\d{1,3}[)\]]\s+[a-z]")
"""A number in brackets within a sentence."""
_FEW = 0.06
"""So few of the lines, as a part of all, say nothing of the margin."""
_TOLERANCE = 5.5
"""So much nearer may the next word have come to the right edge, as inside a cell whose lines are not drawn."""
_LABEL = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,5})[.)\]:]{0,2}|\(([a-z])\1\)|[•●▪■◦○‣–—*o§-]|[\ue000-\uf8ff]"
)
_REFERS = re.compile(
    r"\b(?:section|clause|paragraph|para|part|article|regulation|rule|and|to|or|of|the|see|in|by|page|schedule|no)s?$",
    re.IGNORECASE,
)
BULLET_SIGNS = frozenset("•●▪■◦○‣§ØüvqoÞà²·¨-–*")
"""What a font of signs shows as a bullet, by the letters it takes for them."""


@dataclass(frozen=True, slots=True)
class PageShape:
    """What is usual in the lines of one column of one page."""

    right: float
    """Where full lines end."""
    margin: float
    """Where the text begins."""
    leading: float
    """How far lines of one paragraph are apart, in parts of the size of their letters."""
    usual: float = 9.0
    """How far they are apart on most pages of the file."""
    spaced: bool = False
    """Whether paragraphs are set apart by room, so that lines without room between them belong together."""


def measure_shape(lines: list[PdfLine]) -> PageShape:
    """Give what is usual in these lines, which are of one column."""
    widest = max(line.right - line.left for line in lines)
    ends = sorted(line.right for line in lines if line.right - line.left > 0.6 * widest)
    counted = Counter(round(end / 4) for end in ends)
    usual = max((count, end) for end, count in counted.items())
    right = usual[1] * 4 + 2.0 if usual[0] >= max(3, 0.3 * len(ends)) else ends[-1]
    right = max(right, ends[max(int(0.97 * len(ends)) - 1, 0)])
    margin = find_margin(lines)
    steps = [line.above / max(line.size, 1.0) for line in lines if 0 < line.above < 2.2 * line.size]
    tight = statistics.quantiles(steps, n=4)[0] if len(steps) >= 4 else 1.25
    return PageShape(right, margin, tight, spaced=_is_spaced(lines, tight))


def find_margin(lines: list[PdfLine]) -> float:
    """Give where the text begins on the left: the leftmost place at which more than a few of these lines begin."""
    lefts = Counter(round(line.left) for line in lines)
    least = max(2.0, _FEW * len(lines))
    common = [left for left in lefts if sum(lefts[near] for near in (left - 1, left, left + 1)) >= least]
    return float(min(common, default=min(lefts)))


def _is_spaced(lines: list[PdfLine], leading: float) -> bool:
    """Tell whether nearly every sentence that ends a line well before the right edge is followed by room."""
    right = max(line.right for line in lines)
    ended = [
        after.above > (leading + 0.35) * max(after.size, 1.0)
        for before, after in pairwise(lines)
        if before.text.rstrip().endswith(_FINAL) and before.right < right - 60 and not looks_labelled(after.text)
    ]
    return len(ended) >= 4 and sum(ended) >= 0.85 * len(ended)


def gather_paragraphs(lines: list[PdfLine], shapes: dict[tuple[int, int], PageShape]) -> Iterator[list[PdfLine]]:
    """Give the lines of each paragraph; `shapes` has an entry for each page and column of it."""
    together: list[PdfLine] = []
    for line in lines:
        if together and _goes_on(together, line, shapes[together[-1].page, together[-1].region]):
            together.append(line)
            continue
        if together:
            yield together
        together = [line]
    if together:
        yield together


def _goes_on(together: list[PdfLine], line: PdfLine, shape: PageShape) -> bool:
    """Tell whether a line goes on with the paragraph of the lines before it."""
    last = together[-1]
    if line.bullet or abs(last.size - line.size) > 0.6 or is_sign(line.words[0]):
        return False
    apart = (last.page, last.region) != (line.page, line.region)
    final = last.text.rstrip().endswith(_FINAL) or bool(_FILLED_IN.search(last.text))
    starts_low = not final and _starts_low(last, line, shape)
    room = _ROOM_IN_SENTENCE if starts_low else _ROOM
    if not apart and line.above > (shape.leading + room) * max(line.size, 1.0):
        return False
    if _begins_label(together, line, shape):
        return False
    if last.bold != line.bold and not starts_low and (last.bold or line.bold) and len(last.text) > 2:
        full = last.right > shape.right - 0.25 * (shape.right - shape.margin)
        if not full or (last.bold and (final or not _is_full(last, line, shape) or len(together) == 1)):
            return False
    if apart:
        return not final and (starts_low or (_is_full(last, line, shape) and not last.bold))
    if _is_centred(together, line, shape):
        return last.bold == line.bold and not final and last.right - last.left > 0.6 * (shape.right - shape.margin)
    if not _is_aligned(together, line, shape):
        at_margin = starts_low and abs(line.left - shape.margin) < _SLACK
        return (at_margin or (_is_below_middle(last, line) and not final)) and _is_full(last, line, shape)
    long = last.right > shape.margin + 0.5 * (shape.right - shape.margin) and not last.bold
    near = shape.spaced and line.above < (shape.usual + _NEAR) * max(line.size, 1.0)
    return _is_full(last, line, shape) or starts_low or (near and long and not final)


def _starts_low(last: PdfLine, line: PdfLine, shape: PageShape) -> bool:
    """Tell whether a line begins within a sentence: in small letters, or in brackets below a line that is long."""
    if line.text[:1].islower():
        return True
    long = last.right > shape.margin + 0.5 * (shape.right - shape.margin)
    return long and line.text.lstrip("([“‘\"'")[:1].islower()


def _begins_label(together: list[PdfLine], line: PdfLine, shape: PageShape) -> bool:
    """Tell whether a line surely begins with a label of its own, and not with a number that the sentence names."""
    if _stands_in_label_column(together, line):
        return not (_closes(together, line) or _hangs(together, line))
    if not looks_labelled(line.text) or _closes(together, line) or _hangs(together, line):
        return False
    if _counts_on(together[0], line):
        return True
    last = together[-1]
    within = not last.text.rstrip().endswith((*_FINAL, " and", " or", ","))
    if within and _is_full(last, line, shape) and _NAMED.match(line.text):
        return False  # `at least three / (3) but not more than seven`
    return not (within and _REFERS.search(last.text.rstrip()))


def _counts_on(first: PdfLine, line: PdfLine) -> bool:
    """Tell whether the label of a line follows on that of the paragraph before it: `iv.` on `iii.`."""
    own = [list(read_label(part.words[0].text)) for part in (first, line)]
    return any(old.key == new.key and new.value == old.value + 1 for old in own[0] for new in own[1])


def _stands_in_label_column(together: list[PdfLine], line: PdfLine) -> bool:
    """Tell whether a line begins, as the paragraph before it did, with a label apart from its words: `m`, a gap."""
    first = together[0]
    if not (_is_labelled_apart(line) and _is_labelled_apart(first)):
        return False
    return abs(line.words[1].left - first.words[1].left) < _SLACK and line.left < first.words[1].left - _SLACK


def _is_labelled_apart(line: PdfLine) -> bool:
    words = line.words
    if len(words) < 2 or not _LABEL.fullmatch(words[0].text):
        return False
    return words[1].left - words[0].right > _APART * max(line.size, 1.0)


def _closes(together: list[PdfLine], line: PdfLine) -> bool:
    """Tell whether what looks like a label, `12)`, closes a bracket of the words before it."""
    before = " ".join(other.text for other in together)
    label = line.words[0].text
    return label.endswith(")") and not label.startswith("(") and before.count("(") > before.count(")")


def _is_full(last: PdfLine, line: PdfLine, shape: PageShape) -> bool:
    """Tell whether the first word of the next line would not have fitted on the last one.

    After the end of a sentence it is enough that it might have fitted: there a paragraph may well end.
    """
    word = line.words[0]
    ends = last.text.rstrip().endswith(_FINAL) and word.text[:1].isupper()
    return last.right + 0.28 * last.size + (word.right - word.left) > shape.right - (0.0 if ends else _TOLERANCE)


def _hangs(together: list[PdfLine], line: PdfLine) -> bool:
    """Tell whether a line is below the words of a labelled paragraph, so that it begins with no label."""
    first = together[0]
    if len(first.words) < 2 or not _LABEL.fullmatch(first.words[0].text):
        return False
    text = first.words[1].left
    return text - first.left > _SLACK and abs(line.left - text) < _SLACK / 2 and not together[-1].text.endswith(_FINAL)


def text_left(lines: list[PdfLine]) -> float:
    """Give where the words of a paragraph begin, beyond its label."""
    if len(lines) > 1:
        return lines[1].left
    words = lines[0].words
    labelled = len(words) > 1 and _LABEL.fullmatch(words[0].text)
    return words[1].left if labelled else words[0].left


def _is_aligned(together: list[PdfLine], line: PdfLine, shape: PageShape) -> bool:
    first = together[0]
    if len(together) > 1:
        return abs(line.left - together[1].left) < _SLACK
    text = text_left(together)
    if abs(line.left - text) < _SLACK or first.left - _SLACK < line.left < text + _SLACK:
        return True
    indented = first.left - line.left
    if 0 < indented < 60 and line.left >= shape.margin - _SLACK:
        return True  # the first line alone is set in
    labelled = bool(_LABEL.fullmatch(first.words[0].text)) or first.bullet
    hanging = first.left < line.left < first.left + _WIDEST_HANG
    return labelled and (hanging or abs(line.left - shape.margin) < _SLACK)


def _is_below_middle(last: PdfLine, line: PdfLine) -> bool:
    """Tell whether both lines have one middle, as those of a long heading that is centred do."""
    return abs((last.left + last.right) - (line.left + line.right)) < 2 * _SLACK and last.bold == line.bold


def _is_centred(together: list[PdfLine], line: PdfLine, shape: PageShape) -> bool:
    return is_centred(line, shape) and is_centred(together[-1], shape) and abs(line.left - together[-1].left) > _SLACK


def is_centred(line: PdfLine, shape: PageShape) -> bool:
    """Tell whether a line is in the middle, set in on both sides."""
    left, right = line.left - shape.margin, shape.right - line.right
    return left > 12 and right > 12 and abs(left - right) < max(6.0, 0.06 * (left + right))


def is_sign(word: PdfWord) -> bool:
    """Tell whether a word is a bullet out of a font of signs."""
    glyph = word.glyphs[0]
    known = glyph.text in BULLET_SIGNS or "\ue000" <= glyph.text <= "\uf8ff"
    return len(word.glyphs) == 1 and glyph.sign and known


def _find_doubts(lines: list[PdfLine], shape: PageShape) -> tuple[Doubt, ...]:
    """Give where these lines may be two paragraphs: a sentence ended so near the edge that nothing tells."""
    for last, line in pairwise(lines):
        ends = last.text.rstrip().endswith(_FINAL) and line.text[:1].isupper() and last.page == line.page
        edge = shape.right - last.right - 0.28 * last.size - (line.words[0].right - line.words[0].left)
        if ends and edge > -_TOSS_UP and line.above <= (shape.leading + 0.1) * max(line.size, 1.0):
            remedy = f"split it before “{line.text[:30].rstrip()}” in the version’s file"
            return (Doubt("one-or-two", "taken for one paragraph", "two paragraphs", remedy, 0.4),)
    return ()


def make_paragraph(lines: list[PdfLine], joiner: LineJoiner, shape: PageShape) -> Paragraph:
    """Give a paragraph of these lines."""
    first = lines[0]
    place = f"page {first.page}, {round(first.base)} points from the top"
    label = ""
    if is_sign(first.words[0]) and len(first.words) > 1:
        joiner.leave(first.words[0].text, "bullet sign", place)
        left = first.words[1].left
        first.words = first.words[1:]
        label = "•"
    else:
        left = text_left(lines)
        label = "•" if first.bullet else ""
    words = [word for line in lines for word in line.words]
    runs = joiner.join(lines, place)
    centred = all(is_centred(line, shape) for line in lines)
    return Paragraph(
        "".join(run.text for run in runs),
        place,
        label=label,
        bold=share(words, "bold") >= 0.9,
        underlined=all(line.underlined for line in lines),
        italic=share(words, "italic") >= 0.9,
        size=most_common_size(glyph for word in words for glyph in word.glyphs),
        centred=centred,
        left=0.0 if centred else round(left - shape.margin, 1),
        first=round(first.left - left, 1),
        gap=max(0.0, round(first.above / max(first.size, 1.0) - shape.leading, 2)) if first.above else 0.0,
        page=first.page,
        runs=_keep_dressed(runs),
        doubts=_find_doubts(lines, shape),
    )


def _keep_dressed(runs: list[Run]) -> tuple[Run, ...]:
    return tuple(runs) if any(run.bold or run.italic for run in runs) else ()
