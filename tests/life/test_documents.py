"""Version control in the document: what each stage of a policy's life prints on cover, in table and on every page."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden
from tests.life.conftest import Clerk

from policykit.document.compile import compile_document
from policykit.document.tree import Blank, Block, Cell, Document, Line
from policykit.edition.edition import find_edition
from policykit.model.dates import PartialDate
from policykit.model.text import plain_text
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.draft import draft_version
from policykit.pipeline.happening import Happening
from policykit.pipeline.life import render_version
from policykit.pipeline.record import record_event
from policykit.source.library import load_library

TODAY = date(2027, 1, 1)


def write_cell(cell: Cell) -> str:
    return f"({cell.words})" if isinstance(cell, Blank) else plain_text(cell) if isinstance(cell, tuple) else ""


def write_control(document: Document) -> str:
    """Give the version control of a document: status line, version block and history, as lines of text."""
    lines = [f"[{document.imprint.status_line}]"]
    for part in (*document.cover, *document.end):
        if isinstance(part, Line) and part.role == "version":
            lines.append(f"{part.label or ''} {write_cell(part.words)}".strip())
        if isinstance(part, Block) and part.table is not None:
            lines += [f"{part.heading}:"] if part.heading else []
            rows = [part.table.columns, *part.table.rows] if part.table.columns else part.table.rows
            lines += [" | ".join(write_cell(cell) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.fixture
def councils(tmp_path: Path) -> Path:
    """The library of this repository, and Crewe's council a second time with the default layout."""
    root = Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))
    shutil.copytree(root / "crewe", root / "plain")
    text = (root / "crewe/council.yaml").read_text("utf-8").replace("id: crewe", "id: plain")
    (root / "plain/council.yaml").write_text(text[: text.index("house_style:")], "utf-8")
    for frozen in root.glob("plain/*/adopted"):
        shutil.rmtree(frozen)
    register = root / "plain/social-media/register.yaml"
    register.write_text('format: 1\nevents:\n  - {version: "1", event: created, date: 2026-01-05}\n', "utf-8")
    return root


STAGES: tuple[tuple[str, Happening | None], ...] = (
    ("as drafted", None),
    (
        "as recommended by the committee",
        Happening("recommended", PartialDate(2026, 2, 5), reference="FAP 41", changes="Consent clause corrected"),
    ),
    ("as adopted", Happening("adopted", PartialDate(2026, 3, 2), reference="796/21", next_review=PartialDate(2028, 3))),
    ("as reviewed without change", Happening("reviewed", PartialDate(2026, 9, 7), reference="41/26")),
    ("as withdrawn", Happening("withdrawn", PartialDate(2026, 12, 7), reference="90/26")),
)


@pytest.mark.parametrize("council", ["congleton", "crewe", "plain"])
def test_each_stage_prints_what_is_known_and_no_more(councils: Path, golden: Golden, council: str) -> None:
    """Version 1 is adopted where it was not, then version 2 lives its whole life."""
    name = f"{council}/social-media"
    told = []
    if council != "crewe":
        adopt_versions(councils, (name,), Happening("adopted", PartialDate(2026, 1, 5), reference="700/21"), TODAY)
    draft_version(councils, name, date(2026, 1, 10))
    for stage, happening in STAGES:
        if happening is not None and happening.event == "adopted":
            adopt_versions(councils, (f"{name}@2",), happening, TODAY)
        elif happening is not None:
            committee = "fap" if council == "congleton" and happening.event == "recommended" else None
            record_event(councils, f"{name}@2", replace(happening, committee=committee), TODAY)
        library = load_library(councils)
        told.append(
            f"## {stage}\n{write_control(compile_document(find_edition(library, library.policies[name], '2')))}"
        )
    golden(Path(f"golden/control_{council}.txt"), "\n".join(told))


@pytest.mark.parametrize("form", ["html", "md", "text", "pdf"])
def test_what_is_not_adopted_never_looks_adopted(root: Path, form: str) -> None:
    """Every page of a draft says so, and neither a date nor a minute stands where an adopted text has them."""
    from policykit.render.pdf.read import read_text

    record_event(root, "leek/notices", Happening("recommended", PartialDate(2024, 3), reference="FAP 9"), TODAY)
    library = load_library(root)
    content = render_version(library, library.policies["leek/notices"], "1", form)
    words = read_text(content) if form == "pdf" else content.decode("utf-8")
    assert "—" in words
    assert "FAP 9" not in words
    if form != "pdf":
        assert "DRAFT: recommended, not adopted" in words


def test_the_adoption_stands_on_every_page_of_the_pdf(adopted: Path) -> None:
    import io

    import pypdf

    library = load_library(adopted)
    pdf = render_version(library, library.policies["leek/notices"], "1", "pdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert all("Adopted 4 March 2024" in page.extract_text() for page in pages)


def test_which_version_a_pdf_is_and_whether_it_is_intact(adopted: Path, clerk: Clerk) -> None:
    library = load_library(adopted)
    pdf = render_version(library, library.policies["leek/notices"], "1", "pdf")
    Path("v1.pdf").write_bytes(pdf)
    said = clerk("verify", "v1.pdf")
    assert said.code == 0
    head, adoption, match = said.out.splitlines()
    assert (head, adoption) == ("v1.pdf: intact: version 1 of leek/notices", "  adopted 2024-03-04, minute 24/17")
    assert match == (
        "  identical: byte for byte what policykit prints of the sealed text, "
        "as after the event `adopted of 2024-03-04`"
    )
    clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02", "--next-review", "2028-03")
    assert "as after the event `adopted of 2024-03-04`" in clerk("verify", "v1.pdf").out
    library = load_library(adopted)
    Path("v1b.pdf").write_bytes(render_version(library, library.policies["leek/notices"], "1", "pdf"))
    assert "as after the event `reviewed of 2026-03-02`" in clerk("verify", "v1b.pdf").out


def test_a_pdf_from_before_the_text_was_sealed_anew_is_not_blamed_on_a_release(
    root: Path, adopted: Path, clerk: Clerk
) -> None:
    library = load_library(adopted)
    Path("v1.pdf").write_bytes(render_version(library, library.policies["leek/notices"], "1", "pdf"))
    file = root / "leek" / "notices" / "v1.yaml"
    text = file.read_text("utf-8")
    assert "kind: obligation" in text
    file.write_text(text.replace("kind: obligation", "kind: recommendation", 1), encoding="utf-8")
    assert clerk("record", "leek/notices@1", "sealed", "--note", "2.1 recommends").code == 0
    said = clerk("verify", "v1.pdf")
    assert said.code == 0
    assert said.out.splitlines()[-1] == (
        "  same words: printed before the notes or rules were last updated "
        "(2026-11-20: 2.1 recommends); the words are the same, in the same order"
    )


def test_a_pdf_that_says_something_else_is_told(adopted: Path, clerk: Clerk) -> None:
    """Made by policykit from a changed text, with the facts of the adopted one."""
    library = load_library(adopted)
    policy = library.policies["leek/notices"]
    frozen = policy.frozen["1"]
    changed = frozen.model_copy(update={"version": _with_other_words(frozen.version.model_dump_json(by_alias=True))})
    forged = render_version(library, replace(policy, frozen={"1": changed}), "1", "pdf")
    Path("forged.pdf").write_bytes(forged)
    said = clerk("verify", "forged.pdf")
    assert said.code == 1
    assert "forged.pdf: ALTERED: version 1 of leek/notices" in said.out
    assert "different words: paragraph" in said.out
    assert "adopted was “2.1 A notice is taken down after one month.”" in said.out


def _with_other_words(text: str) -> object:
    from policykit.model.policy import Version

    return Version.model_validate_json(text.replace("one month", "one year"))


def test_a_pdf_of_a_draft_is_no_adopted_text(root: Path, clerk: Clerk) -> None:
    library = load_library(root)
    Path("draft.pdf").write_bytes(render_version(library, library.policies["leek/notices"], "1", "pdf"))
    said = clerk("verify", "draft.pdf")
    assert said.code == 1
    assert "unknown text: it is a draft whose text this library has not sealed" in said.out


def test_what_is_no_pdf_is_told(root: Path, clerk: Clerk) -> None:
    Path("x.pdf").write_bytes(b"no")
    assert clerk("verify", "x.pdf").err.startswith("error[pdf-read]: this is not a PDF\n")
    assert clerk("verify", "nowhere.pdf").err.startswith("error[unknown-name]: the file `nowhere.pdf` cannot be read")


def test_a_signed_pdf_is_the_same_text_with_its_signer(adopted: Path, clerk: Clerk) -> None:
    from tests.render.test_pdf_sign import SECRET, make_key

    library = load_library(adopted)
    Path("v1.pdf").write_bytes(render_version(library, library.policies["leek/notices"], "1", "pdf"))
    Path("clerk.p12").write_bytes(make_key()[0])
    Path("secret.txt").write_bytes(SECRET + b"\n")
    said = clerk("sign", "v1.pdf", "--key", "clerk.p12", "--passphrase-file", "secret.txt")
    assert (said.code, said.out) == (0, "v1.signed.pdf\n")
    said = clerk("verify", "v1.signed.pdf")
    assert said.code == 0
    assert "  identical: byte for byte what policykit prints of the sealed text" in said.out
    assert "  signed by Common Name: Clerk of Exford; the signature fits the whole file" in said.out
    Path("more.pdf").write_bytes(Path("v1.signed.pdf").read_bytes() + b"\n% more\n")
    said = clerk("verify", "more.pdf")
    assert said.code == 1
    assert "the signature is BROKEN: the file was changed after it" in said.out
