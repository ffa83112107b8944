"""A strip of the document with its changes where they lie, as SVG.

Height says how much a change weighs, a sign what kind it is, and no part of it needs colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from policykit.compare.versions.changes import Changes, Row
from policykit.render.report.view import KIND_SIGNS, Card, list_cards

WIDTH, BASE = 1000.0, 74.0
_LETTER = 8.0
"""How wide a letter of a label is, at most."""
_HEIGHTS = {"normative": 44.0, "reach": 44.0, "unexamined": 44.0, "wording": 26.0, "editorial": 12.0}


def draw_strip(changes: Changes) -> Markup:
    """Give the strip: each clause as wide as its words are long, in their order; signs above the changes."""
    cards = list_cards(changes)
    spans = _lay_out(cards)
    shapes: list[Markup] = [
        Markup('<line x1="0" y1="{0}" x2="{1}" y2="{0}" stroke="#1b1b1b" stroke-width="2"/>').format(
            _n(BASE), _n(WIDTH)
        )
    ]
    last_sign = -100.0
    for card, (start, end) in zip(cards, spans, strict=True):
        if not card.row.is_change:
            continue
        shapes.append(_draw_bar(card, start, end))
        middle = (start + end) / 2
        height = _HEIGHTS[card.row.weight]
        if middle - last_sign >= 14:
            shapes.append(
                Markup('<text x="{}" y="{}" font-size="17" font-weight="700" text-anchor="middle">{}</text>').format(
                    _n(min(max(middle, 8), WIDTH - 8)), _n(BASE - height - 5), KIND_SIGNS[card.row.kind]
                )
            )
            last_sign = middle
    shapes += _draw_sections(cards, spans)
    return Markup(
        '<svg class="strip" viewBox="0 0 {} {}" role="img" aria-labelledby="_strip-title _strip-desc">'
        '<title id="_strip-title">Where the changes lie</title><desc id="_strip-desc">{}</desc>{}</svg>'
    ).format(_n(WIDTH), _n(BASE + 26), tell_strip(changes), Markup("").join(shapes))


def tell_strip(changes: Changes) -> str:
    """Give the strip in words: how many changes there are in each section, in order."""
    counts: Counter[str] = Counter()
    heavy: Counter[str] = Counter()
    section = "opening"
    for card in list_cards(changes):
        place = (card.row.old if card.away or not card.row.new else card.row.new)[0]
        if place.part == "heading" and place.level == 1 and (card.row.new or not counts):
            section = place.citation
        if card.row.is_change and not card.away:
            counts[section] += 1
            heavy[section] += card.row.weight == "normative"
    parts = [
        f"{name}: {count}" + (f" ({heavy[name]} changing what is asked)" if heavy[name] else "")
        for name, count in counts.items()
    ]
    return f"Changes by section. {'; '.join(parts)}." if parts else "No clause or heading changed."


def _lay_out(cards: Sequence[Card]) -> list[tuple[float, float]]:
    """Give where each card begins and ends; a changed one is wide enough to be seen."""
    sizes = [max(len(_text(card.row)) ** 0.75, 14.0 if card.row.is_change else 4.0) for card in cards]
    scale = WIDTH / (sum(sizes) or 1)
    spans, at = [], 0.0
    for size in sizes:
        spans.append((at, at + size * scale))
        at += size * scale
    return spans


def _text(row: Row) -> str:
    return row.place.text


def _draw_bar(card: Card, start: float, end: float) -> Markup:
    height = _HEIGHTS[card.row.weight]
    solid = card.row.weight == "normative" and not card.away
    dashes = Markup(' stroke-dasharray="3 2"') if card.away else ""
    return Markup('<rect fill="{}" stroke="#1b1b1b" stroke-width="2"{} x="{}" y="{}" width="{}" height="{}"/>').format(
        "#1b1b1b" if solid else "#ffffff",
        dashes,
        _n(start + 1),
        _n(BASE - height),
        _n(max(end - start - 2, 3)),
        _n(height),
    )


def _draw_sections(cards: Sequence[Card], spans: Sequence[tuple[float, float]]) -> list[Markup]:
    """Draw a tick and a number for each section of the new version."""
    shapes: list[Markup] = []
    last, last_size = -100.0, 0
    for card, (start, _) in zip(cards, spans, strict=True):
        row = card.row
        if row.part != "heading" or card.away or not row.new or row.new[0].level != 1:
            continue
        shapes.append(
            Markup('<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" stroke="#565b60"/>').format(
                _n(start), _n(BASE), _n(BASE + 6)
            )
        )
        label = row.new[0].number.strip(".")[:14]
        if label and start - last >= _LETTER * (last_size + 1):
            at = min(start + 2, WIDTH - _LETTER * len(label))  # the last one is not cut off at the edge
            shapes.append(Markup('<text x="{}" y="{}" font-size="13">{}</text>').format(_n(at), _n(BASE + 19), label))
            last, last_size = start, len(label)
    return shapes


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
