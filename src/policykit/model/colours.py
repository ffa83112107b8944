"""Colours as they are written in council.yaml, and how well one is read on another."""

from __future__ import annotations


def measure_contrast(one: str, other: str) -> float:
    """Give the contrast of two colours `#rrggbb` (WCAG 2.2, by relative luminance): from 1 to 21."""
    light, dark = sorted((_measure_light(one), _measure_light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lighten_colour(colour: str, behind: str, wanted: float) -> str:
    """Give the colour with as much white as it needs to have a contrast of `wanted` on `behind`, else white."""
    parts = _read_parts(colour)
    for share in range(101):
        made = "#" + "".join(f"{round(part + (255 - part) * share / 100):02x}" for part in parts)
        if measure_contrast(made, behind) >= wanted:
            return made
    return "#ffffff"


def _read_parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _measure_light(colour: str) -> float:
    shares = [part / 255 for part in _read_parts(colour)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
