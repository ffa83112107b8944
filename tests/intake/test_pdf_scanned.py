"""A PDF of pictures of pages, as a scanner makes it, is refused with what to do instead."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from tests.intake.pages import HEIGHT, WIDTH, PageWriter, make_pdf

from policykit.errors import PolicykitError
from policykit.intake.imported import import_content

TEXT = ("Every councillor must read this policy before the first meeting, and once in", "each year after that.")


def scan(content: bytes) -> bytes:
    """Give a PDF that shows the pages of another as pictures."""
    source, scanned = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument.new()
    for sheet in source:
        page = scanned.new_page(WIDTH, HEIGHT)
        picture = pypdfium2.PdfImage.new(scanned)
        picture.set_bitmap(sheet.render(scale=1))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(WIDTH, HEIGHT))
        page.insert_obj(picture)
        page.gen_content()
    out = io.BytesIO()
    scanned.save(out)
    return out.getvalue()


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scanned_policy_is_refused_with_what_to_do_instead(pages: int) -> None:
    sheets = []
    for _ in range(pages):
        page = PageWriter().words(72, 90, "Leave policy", 18, "bold")
        page.lines(72, 130, TEXT)
        sheets.append(page)
    with pytest.raises(PolicykitError) as caught:
        import_content("leave.pdf", scan(make_pdf(sheets)))
    (fault,) = caught.value.diagnostics
    assert fault.code == "document-empty"
    assert "picture" in fault.message
    assert fault.hint
