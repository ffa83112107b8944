"""PDF pages for tests, written by hand: words at their places, lines, nothing that says what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
_AVERAGE = 0.5
_FONTS = {"": "Helvetica", "bold": "Helvetica-Bold", "signs": "ZapfDingbats"}


class PageWriter:
    """Gathers what is drawn on one page; measures in points from the top left."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def words(self, x: float, y: float, text: str, size: float = 11, font: str = "") -> PageWriter:
        """Draw words on one line."""
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        name = list(_FONTS).index(font)
        self.pieces.append(f"BT /F{name} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], step: float = 14) -> float:
        """Draw lines one below the other; gives where the next would be."""
        for text in texts:
            self.words(x, y, text)
            y += step
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> PageWriter:
        """Draw a thin line."""
        self.pieces.append(f"0.5 w {x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S")
        return self

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> PageWriter:
        """Draw the lines of a table."""
        for x in columns:
            self.rule(x, rows[0], x, rows[-1])
        for y in rows:
            self.rule(columns[0], y, columns[-1], y)
        return self


def make_pdf(pages: Sequence[PageWriter]) -> bytes:
    """Give the bytes of a PDF with these pages, without structure."""
    fonts = "".join(f"/F{at} {4 + at} 0 R " for at in range(len(_FONTS)))
    first = 4 + len(_FONTS)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Font << {fonts}>> >>".encode(),
    ]
    bodies += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name}"
        f"{' /Encoding /WinAnsiEncoding' if name != 'ZapfDingbats' else ''} >>".encode()
        for name in _FONTS.values()
    ]
    for at, page in enumerate(pages):
        content = "\n".join(page.pieces).encode("cp1252")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources 3 0 R "
            f"/Contents {first + 2 * at + 1} 0 R >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)
