"""`amend` for a meeting: the motion as a paper, and the version that the carried amendments give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from policykit.compare.amendments.version import AmendmentList, apply_amendments
from policykit.compare.motions.carry import AMENDMENT_FELL, AMENDMENT_NUMBER, carry_items
from policykit.compare.motions.items import MotionPlan, plan_motion
from policykit.compare.motions.motion import Motion
from policykit.compare.motions.paper import make_paper
from policykit.compare.motions.write import write_motion
from policykit.document.compile import compile_document
from policykit.edition.edition import Edition
from policykit.errors import Code, Diagnostic, PolicykitError, Severity
from policykit.model.library import Library
from policykit.pipeline.amend import AmendedFile, VersionAmendments, list_amendments, read_amendments, write_amended
from policykit.pipeline.codes import refuse
from policykit.pipeline.names import find_version
from policykit.pipeline.rulesets import find_rule_faults, open_edition
from policykit.registry import UNKNOWN_FORMAT, Choice, Registry
from policykit.render.formats import FORMATS, Printing
from policykit.source.files import LayeredFolder, Root, file_label, open_folder
from policykit.source.library import read_library

if TYPE_CHECKING:
    from policykit.document.tree import Document
    from policykit.model.settings import PressName

AMENDMENT_UNSOUND = Code(
    "amendment-unsound",
    Severity.ERROR,
    "the amendments that were carried give, without the others, a version that has an error",
    "carry out also the amendments that are named, or put the file of the new version right by hand",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 2   # which takes out what a rule rests on",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 2,5",
)
CODES = (AMENDMENT_NUMBER, AMENDMENT_FELL, AMENDMENT_UNSOUND)
_ID = re.compile(r"\bid: *[\"']?([a-z0-9][a-z0-9._-]*)")


@dataclass(frozen=True)
class MotionPaper:
    """A motion to amend one version of a policy into another, and the list by which it is carried out."""

    amendments: VersionAmendments
    motion: Motion
    _old: Document

    @cached_property
    def document(self) -> Document:
        """The paper for the agenda."""
        return make_paper(self.motion, self._old)


def make_motion(library: Library, old: str, new: str) -> MotionPaper:
    """Give the motion that makes version `new` of version `old`.

    Raises PolicykitError for a name that does not exist, or two names of different policies.
    """
    amendments = list_amendments(library, old, new)
    before, after = (open_edition(library, find_version(library, name)) for name in (old, new))
    return MotionPaper(amendments, write_motion(before, after, amendments.listed), compile_document(before))


def carry_amendments(
    root: Root, library: Library, name: str, source: str | Path, carried: Collection[int]
) -> AmendedFile:
    """Carry out some amendments of a motion on a version, and give the new version and its YAML.

    `source` is the version that the motion was made from, or the file of the list. What prints no other words is done
    in any case. Raises PolicykitError where an amendment needs one that fell (`amendment-fell`), or the version that is
    left has an error (`amendment-unsound`), which names the amendments that touch the same place.
    """
    edition = open_edition(library, find_version(library, name))
    if isinstance(source, Path):
        listed = read_amendments(source, edition)
    else:
        listed = list_amendments(library, name, source).listed
    plan = plan_motion(edition.version, listed)
    part = carry_items(plan, carried)
    amended = apply_amendments(edition.version, _known(part, edition))
    made = write_amended(edition, amended, name)
    if faults := list(_find_faults(root, edition, made)):
        raise PolicykitError(*(_explain(fault, made, plan, carried) for fault in faults))
    return made


def _known(listed: AmendmentList, edition: Edition) -> AmendmentList:
    """Give a list without the fingerprint of the text that it was made for, where that is this very text."""
    return replace(listed, before="") if listed.before == edition.text_sha256 else listed


def _find_faults(root: Root, edition: Edition, made: AmendedFile) -> Iterator[Diagnostic]:
    """Give the errors of a version that is in no file yet, read with all that it would be read with."""
    folder = open_folder(root)
    path = f"{edition.policy.council}/{edition.policy.id}/v{file_label(made.version.version)}.yaml"
    reading = read_library(LayeredFolder(folder, {path: made.text}), only=(edition.policy.name,))
    for fault in (*reading.errors, *find_rule_faults(reading.library)):
        if fault.severity is Severity.ERROR and fault.span is not None and fault.span.file.endswith(path):
            yield fault


def _explain(fault: Diagnostic, made: AmendedFile, plan: MotionPlan, carried: Collection[int]) -> Diagnostic:
    """Say of an error which amendments have to do with its place, and whether each was carried."""
    above = made.text.split("\n")[: fault.span.line] if fault.span else []
    names = [found[1] for line in above if (found := _ID.search(line))]
    near = set(names[-1:]) | set(re.findall(r"`([^`]+)`", fault.message))
    touching = [item.number for item in plan.items if near & {*item.annex, plan_id(plan, item.key)}]
    told = [f"amendment {number}{'' if number in carried else ', which fell'}" for number in touching]
    where = f" (see {'; '.join(told)})" if told else ""
    message = f"without the amendments that fell the new version has an error: {fault.message}{where}"
    return AMENDMENT_UNSOUND.at(None, message, hint=AMENDMENT_UNSOUND.remedy)


def plan_id(plan: MotionPlan, key: str) -> str:
    """Give the id that the clause an item is about has in the new version; nothing where it is about several."""
    return next((name for name, place in plan.origins.items() if place == key), key.removeprefix("+"))


MotionFormat: TypeAlias = "Choice[[MotionPaper, Printing], bytes]"
"""A format of a motion: `format.make(paper, Printing())` gives the bytes of the file."""


def _print_as(name: str) -> MotionFormat:
    form = FORMATS[name]
    words = {"text": "the motion in plain text", "html": "one page", "docx": "the motion for Word and LibreOffice"}

    def make(paper: MotionPaper, printing: Printing) -> bytes:
        return form.make(paper.document, printing)

    return Choice(name, words.get(name, form.words), make, form.suffix, form.media_type)


def _print_list(paper: MotionPaper, _: Printing) -> bytes:
    return paper.amendments.write_text().encode("utf-8")


def _print_json(paper: MotionPaper, _: Printing) -> bytes:
    from policykit.pipeline.results.amending import describe_amendments
    from policykit.pipeline.results.write import write_result

    return write_result("amend", describe_amendments(paper.amendments, paper.motion)).encode("utf-8")


def check_version_format(formats: Collection[str] | None) -> None:
    """Raise PolicykitError (`unknown-format`) where a version is asked for as anything but YAML."""
    if formats:
        message = f"a version is not printed as {', '.join(formats)} here"
        raise refuse(UNKNOWN_FORMAT, message, "leave --format out: --apply and --carried give YAML")


def describe_paper(press: PressName | None) -> Printing:
    """Give how a motion is printed."""
    return Printing(press=press)


LIST = "list"
"""The format that `amend --apply` reads back."""
MOTION_FORMATS: Registry[MotionFormat] = Registry(
    "format",
    (
        *(_print_as(name) for name in ("text", "md", "html", "docx", "pdf")),
        Choice(LIST, "the list that `amend --apply` reads", _print_list, ".amendments.txt", "text/plain"),
        Choice("json", "motion and list as data, for other programs", _print_json, ".json", "application/json"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    of=" of a motion",
)
"""Every format of a motion by its name."""
