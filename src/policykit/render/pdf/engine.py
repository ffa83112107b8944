"""The door to WeasyPrint: loaded when first needed, kept from network and disk, with our structure in place of its own.

Three of its inner names are relied on (`pdf.add_tags`, `pdf.VARIANTS`, the boxes of a page); `load_engine` checks that
they are as they were when this was written and refuses another release rather than write a broken file.
"""

from __future__ import annotations

import inspect
import logging
import sys
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import StringIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from policykit.render.pdf.codes import PDF_ENGINE, PDF_FETCH, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from policykit.render.pdf.fonts import FontSet

VARIANT = "pdf/a-3a+ua-1"
"""The name under which our kind of file is known to WeasyPrint: PDF/A-3a and PDF/UA-1 in one."""

SUPPORTED = (70,)
"""The WeasyPrint releases this was tested with: their structure of boxes is not public."""

_TAGGER_PARAMETERS = ["pdf", "document", "pdf_version", "page_streams"]

_INSTALL = {
    "linux": "`sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` on Debian or Ubuntu, "
    "`sudo dnf install pango harfbuzz` on Fedora",
    "darwin": "`brew install pango` on macOS",
    "win32": "`winget install --id MSYS2.MSYS2`, then `pacman -S mingw-w64-ucrt-x86_64-pango` in its terminal, and set "
    "WEASYPRINT_DLL_DIRECTORIES to `C:\\msys64\\ucrt64\\bin` on Windows",
}


def install_command(platform: str = sys.platform) -> str:
    """Give the command that brings the system libraries on `platform` (a `sys.platform`); on another, all of them."""
    return _INSTALL.get(platform) or "; ".join(_INSTALL.values())


_faults: ContextVar[list[str] | None] = ContextVar("faults of the page", default=None)
"""The list to keep faults in, for the page that is being rendered in this context; each thread has its own."""


@contextmanager
def gather_faults() -> Iterator[list[str]]:
    """Give the list of what WeasyPrint could not load or draw while the context lasts, and would leave out silently.

    Only what this thread (or asyncio task) renders is in it. WeasyPrint logs nothing meanwhile.
    """
    faults: list[str] = []
    token = _faults.set(faults)
    try:
        yield faults
    finally:
        _faults.reset(token)


def _keep_fault(record: logging.LogRecord) -> bool:
    """Keep the start of a message such as `Failed to load image at …`; let through what is not of our rendering."""
    faults = _faults.get()
    if faults is None:
        return True
    if str(record.msg).startswith("Failed to"):
        faults.append(str(record.msg).partition("%")[0])
    return False


def load_engine() -> ModuleType:
    """Give the `weasyprint` module, ready to write our kind of PDF.

    Raises:
        PolicykitError: `pdf-engine`, with the command that installs it.
    """
    with _LOADING:
        return _load_engine()


_LOADING = Lock()
"""Two threads that begin at once must not both put our structure in place."""


@cache
def _load_engine() -> ModuleType:
    try:
        with redirect_stdout(StringIO()):  # it prints a page of advice of its own where a library is missing
            import weasyprint  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise refuse(PDF_ENGINE, "weasyprint is not installed", "pip install council-policykit") from error
    except OSError as error:
        message = "the system libraries that lay out PDF pages (Pango) are not installed"
        raise refuse(PDF_ENGINE, message, install_command()) from error
    if int(weasyprint.__version__.split(".")[0]) not in SUPPORTED:
        message = f"weasyprint {weasyprint.__version__} has not been tested with this policykit"
        raise refuse(PDF_ENGINE, message, 'pip install "weasyprint>=70,<71"')
    logger = logging.getLogger("weasyprint")
    logger.setLevel(logging.WARNING)  # else a program that logs only what is critical would hide the faults from us
    logger.addFilter(_keep_fault)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    _install_structure()
    return weasyprint  # type: ignore[no-any-return]


def _install_structure() -> None:
    """Register our kind of file, and our structure in place of WeasyPrint's for the documents that ask for it.

    Documents that others in this process render are left to WeasyPrint.
    """
    import weasyprint.pdf as engine  # type: ignore[import-untyped]
    from weasyprint.text.ffi import harfbuzz_subset  # type: ignore[import-untyped]

    original = engine.add_tags
    if list(inspect.signature(original).parameters) != _TAGGER_PARAMETERS:
        raise refuse(PDF_ENGINE, "this release of weasyprint builds its structure in an unknown way")
    if not harfbuzz_subset:  # without it fonts are cut by a slower path whose output holds the time of day
        message = "the system library that cuts fonts to size (HarfBuzz subset) is not installed"
        raise refuse(PDF_ENGINE, message, install_command())

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        finish = getattr(document, "policykit_add_structure", None)
        if finish is None:
            original(pdf, document, pdf_version, page_streams)
        else:
            finish(pdf, document, page_streams)

    def add_facts(pdf: Any, document: Any, page_streams: Any, attachments: Any, compress: Any) -> None:  # noqa: ARG001
        document.policykit_add_facts(pdf)

    engine.add_tags = add_tags
    engine.VARIANTS[VARIANT] = (add_facts, {"pdf_version": "1.7", "pdf_identifier": True, "pdf_tags": True})


@dataclass(slots=True)
class Colours:
    """The sRGB profile that PDF/A asks for, byte for byte as WeasyPrint ships it.

    In place of WeasyPrint's own class of the same attributes, which writes another profile the second time.
    """

    content: bytes
    name: str = "sRGB2014"
    components: tuple[str, ...] = ("r", "g", "b")
    pdf_reference: bytes = b""


@cache
def read_colours() -> bytes:
    """Give the content of the sRGB profile."""
    return resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


@cache
def _fetcher_class() -> type[Any]:
    from weasyprint.urls import (  # type: ignore[import-untyped]
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class PackageFetcher(URLFetcher):  # type: ignore[misc]
        """Answers `data:` and our own fonts; whatever else a page asks for stops the rendering."""

        def __init__(self, fonts: FontSet) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)
            self.fonts = fonts
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            face = self.fonts.find_face(url)
            if face is None:
                self.refused.append(url)
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, face.data, {"Content-Type": "font/ttf"})

    return PackageFetcher


def make_fetcher(fonts: FontSet) -> Any:
    """Give the one way out of a page: `data:` addresses and the faces of `fonts`, nothing else."""
    load_engine()
    return _fetcher_class()(fonts)


def explain_refusal(url: str) -> Exception:
    """Give the exception for a page that asked for `url`."""
    shown = url if len(url) <= 80 else f"{url[:77]}..."
    message = f"the page asks for `{shown}`, and nothing outside the page is fetched"
    return refuse(PDF_FETCH, message, "put the picture or style into the page itself")
