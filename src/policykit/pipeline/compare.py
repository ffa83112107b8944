"""`compare`: what changed between two versions of a policy, as a report, as data, or as a redline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policykit.analysis.impact import Impact
from policykit.compare.versions.changes import Changes
from policykit.compare.versions.compare import compare_documents
from policykit.compare.versions.redline import redline
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.errors import Code, Severity
from policykit.model.library import Library
from policykit.model.settings import PressName
from policykit.pipeline.codes import refuse
from policykit.pipeline.formats import REPORT_FORMATS
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.record import newest_draft
from policykit.render.formats import FORMATS, Printing

NOTHING_TO_COMPARE = Code(
    "nothing-to-compare",
    Severity.ERROR,
    "one policy was named, and it has no draft beside the version in force",
    "name two versions: `policykit compare congleton/social-media@1 congleton/social-media@2`",
    "policykit compare crewe/social-media, which has no draft",
    "policykit compare crewe/social-media@1 crewe/social-media@2",
)
NOT_ONE_POLICY = Code(
    "not-one-policy",
    Severity.ERROR,
    "two versions of different policies were named where two of one policy are wanted",
    "name two versions of one policy",
    "policykit amend congleton/social-media crewe/social-media",
    "policykit amend congleton/social-media@1 congleton/social-media@2",
)
CODES = (NOTHING_TO_COMPARE, NOT_ONE_POLICY)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one policy and what differs."""

    old: Document
    new: Document
    changes: Changes
    impact: Impact | None = None
    """What passing the new version in place of the old would change for people."""

    @property
    def redline(self) -> Document:
        """The new version with the changes marked in it."""
        return redline(self.old, self.new, self.changes)


def find_pair(library: Library, names: Sequence[str]) -> tuple[Named, Named]:
    """Give the old and the new version that one or two names mean.

    One name means the version in force against the newest draft. Raises PolicykitError for a name that does not exist
    and for a policy with nothing to compare.
    """
    if len(names) > 1:
        return find_version(library, names[0]), find_version(library, names[1])
    named = find_version(library, names[0])
    newest = newest_draft(named.policy)
    if newest is None or newest == named.label:
        message = f"`{named.policy.name}` has no draft beside `{named.label}`"
        raise refuse(NOTHING_TO_COMPARE, message)
    return named, Named(named.policy, newest)


def is_one_policy(old: Named, new: Named) -> bool:
    """Say whether two names mean versions of one policy, which alone can be compared as versions."""
    return old.policy.name == new.policy.name


def check_one_policy(old: Named, new: Named) -> None:
    """Raise PolicykitError (`not-one-policy`) where two names mean different policies."""
    if not is_one_policy(old, new):
        raise refuse(NOT_ONE_POLICY, f"`{old.name}` and `{new.name}` are not versions of one policy")


def compare_pair(library: Library, old: Named, new: Named, *, use_ids: bool = True) -> Comparison:
    """Compare two versions of one policy, without `use_ids` by their words alone.

    Raises PolicykitError (`not-one-policy`) for versions of different policies.
    """
    check_one_policy(old, new)
    before, after = (compile_document(find_edition(library, side.policy, side.label)) for side in (old, new))
    return Comparison(before, after, compare_documents(before, after, use_ids=use_ids))


def compare_with_impact(library: Library, old: Named, new: Named, *, use_ids: bool = True) -> Comparison:
    """Compare two versions of one policy, with what passing the new one would change for people, by their rules."""
    from policykit.pipeline.meaning import make_impact

    comparison = compare_pair(library, old, new, use_ids=use_ids)
    return replace(comparison, impact=make_impact(library, old, new, comparison.changes))


def render_comparison(
    comparison: Comparison,
    format: str,
    *,
    redline: bool = False,
    author: str | None = None,
    press: PressName | None = None,
) -> bytes:
    """Give the report in one format of `REPORT_FORMATS`, or the redline in one of `FORMATS`; text is UTF-8.

    `author` is who is said to have made the tracked changes of a redline in Word; by default the council. `press`
    makes PDFs.

    Raises PolicykitError (`unknown-format`) for a format that does not exist, or where a PDF cannot be made.
    """
    if redline:
        printing = replace(_describe_redline(comparison, author, format), press=press)
        return FORMATS.find(format).make(comparison.redline, printing)
    return REPORT_FORMATS.find(format).make(comparison, Printing(press=press))


def _describe_redline(comparison: Comparison, author: str | None, format: str) -> Printing:
    """Give whose the tracked changes are and, in Word, their day: the last one that the new version's life names."""
    imprint = comparison.new.imprint
    days = [event.date.exact for event in imprint.life if event.date is not None and event.date.exact is not None]
    dated = max(days, default=None) if format == "docx" else None
    return Printing(author=author or imprint.council, dated=dated)
