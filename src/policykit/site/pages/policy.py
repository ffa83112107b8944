"""The pages of one policy: the version in force, and each version by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from markupsafe import Markup

from policykit.document.tree import Document
from policykit.render.formats import FORMATS, Printing
from policykit.render.html.page import write_contents, write_end, write_page, write_text
from policykit.site.addresses import file_address, policy_address, version_address
from policykit.site.holdings import HeldVersion, OpenPolicy
from policykit.site.pages.notices import make_notice
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.templating import make_page


def make_policy(opened: OpenPolicy, today: date, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give every page and file of one policy."""
    texts = {label: write_text(document) for label, document in opened.documents.items()}
    shown = opened.held.shown
    yield _make_text_page(opened, shown, policy_address(opened.held), texts[shown.label], today, settings)
    for version in opened.held.versions:
        address = version_address(opened.held, version)
        yield _make_text_page(opened, version, address, texts[version.label], today, settings)
        yield from _make_files(opened, version, texts[version.label], settings)


def _make_text_page(
    opened: OpenPolicy, version: HeldVersion, address: str, text: Markup, today: date, settings: SiteSettings
) -> SiteFile:
    document = opened.documents[version.label]
    own = address == policy_address(opened.held)
    values: dict[str, Any] = {
        "policy": opened.held,
        "version": version,
        "notice": make_notice(opened.held, version, today),
        "text": text,
        "contents": write_contents(document),
        "end": write_end(document),
        "imprint": document.imprint,
        "is_own": own,
        "files": [(name, file_address(opened.held, version, FORMATS[name].suffix)) for name in settings.formats],
    }
    trail = (("", settings.title), (f"{opened.held.council}/", opened.council.name))
    return make_page(
        address,
        "policy.html.j2",
        settings,
        values,
        title=version.title,
        language=version.language,
        council=opened.council,
        trail=trail if own else (*trail, (policy_address(opened.held), opened.held.title)),
    )


def _make_files(opened: OpenPolicy, version: HeldVersion, text: Markup, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the files of a version, exactly as `build` makes them."""
    document = opened.documents[version.label]
    printing = _describe_printing(opened, version, settings)
    for name in settings.formats:
        path = file_address(opened.held, version, FORMATS[name].suffix)
        yield SiteFile(path, _print_as(name, document, printing, text))


def _print_as(name: str, document: Document, printing: Printing, text: Markup) -> bytes:
    if name == "html":
        return write_page(document, text).encode("utf-8")
    return FORMATS[name].make(document, printing)


def _describe_printing(opened: OpenPolicy, version: HeldVersion, settings: SiteSettings) -> Printing:
    approval = opened.policy.states[version.label].approval
    dated = approval.date.first_day if approval and approval.date else None
    press = settings.press or opened.library.settings.press
    return Printing(source=opened.policy.source_text(version.label), dated=dated, press=press)
