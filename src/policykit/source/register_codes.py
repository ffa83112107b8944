"""Every kind of fault in a policy's life: impossible histories, and texts that are not as they were adopted."""

from __future__ import annotations

from policykit.errors import Code, Severity

_E = Severity.ERROR

BACKWARDS = Code(
    "dates-run-backwards",
    _E,
    "an event is dated before one above it, or names a review or a first day in force before its own date",
    "correct the date, or move the event: events are listed in the order in which they happened",
    "date: 2022-03, below an event of 2022-04-01",
    "date: 2022-04, below an event of 2022-04-01",
)
ADOPTED_FIRST = Code(
    "adopted-before-created",
    _E,
    "a version is created or drafted below its own adoption",
    "move the event above the adoption, or name the version it belongs to",
    'event: drafted, version: "1", below the adoption of "1"',
    'event: drafted, version: "2", below the adoption of "1"',
)
TWO_IN_FORCE = Code(
    "two-in-force",
    _E,
    "two versions of one policy would be in force at once",
    "a version that another has replaced is adopted again, as a version of its own",
    'event: readopted, version: "1", below the adoption of "2"',
    'event: readopted, version: "2"',
)
SUPERSEDED_BY_NOTHING = Code(
    "superseded-by-nothing",
    _E,
    "a version is superseded, and no other was adopted that could have taken its place",
    "record the adoption of the newer version, or say `withdrawn`",
    'event: superseded, version: "1", and no other version adopted',
    'event: withdrawn, version: "1"',
)
NEVER_ADOPTED = Code(
    "never-adopted",
    _E,
    "a version is adopted again, superseded or sealed that was never adopted",
    "record its adoption first",
    'event: readopted, version: "2", a draft',
    'event: adopted, version: "2"',
)
ADOPTED_TWICE = Code(
    "adopted-twice",
    _E,
    "a version that is in force is adopted a second time",
    "write `readopted` for a review that changed nothing; a changed text is a new version",
    'event: adopted, version: "1", twice',
    'event: readopted, version: "1"',
)
AFTER_WITHDRAWAL = Code(
    "after-withdrawal",
    _E,
    "something happens to a version after it was withdrawn",
    "draft a new version, or delete the withdrawal if it never was",
    'event: reviewed, version: "1", below its withdrawal',
    'event: drafted, version: "2"',
)
CORRECTS_NOTHING = Code(
    "corrects-nothing",
    _E,
    "a correction names no event of its own version above it that can be corrected",
    "count the events of this register from 1, and correct the event itself rather than an earlier correction",
    "corrects: 9, in a register of three events",
    "corrects: 3",
)
TEXT_CHANGED = Code(
    "adopted-text-changed",
    _E,
    "the words of an adopted version are not those that were adopted",
    "put the adopted words back, and change them in a new version: `policykit draft`",
    "a word changed in v1.yaml after its adoption",
    "the change made in v2.yaml",
)
EDITS_UNSEALED = Code(
    "edits-not-sealed",
    Severity.WARNING,
    "notes, rules, topics or comments of an adopted version were changed after it was sealed; its words were not",
    "seal it again: `policykit record NAME@VERSION sealed --note WHY`",
    "a note added to v1.yaml after its adoption",
    "the same, followed by an event `sealed`",
)
OTHER_FORM = Code(
    "characters-in-another-form",
    Severity.NOTE,
    "an editor wrote the file of a sealed version with other characters for the same words, such as `ŵ` as one sign",
    "nothing needs to be done: documents are made from the sealed copy, which has the adopted characters",
    "v1.yaml saved with `w` and an accent apart where it was sealed with `ŵ`",
    "v1.yaml as it was sealed",
)
FROZEN_CHANGED = Code(
    "frozen-copy-changed",
    _E,
    "the frozen copy of an adopted text is missing, or is not the one whose fingerprint the register names",
    "bring the file back from a backup; nothing else holds the text with all it was compiled with",
    "adopted/v1.json edited by hand",
    "adopted/v1.json as policykit wrote it",
)
FROZEN_FORMAT = Code(
    "frozen-copy-format",
    _E,
    "a frozen copy is intact, and of a format that this release of policykit does not know",
    "install the release that wrote it, or a newer one; the copy's `made_with` names it",
    "a copy of format 2, read by a release that knows format 1",
    "a copy of format 1",
)
CHAIN_BROKEN = Code(
    "event-chain-broken",
    _E,
    "events of a sealed register were changed, added or removed by hand",
    "put the events back; to keep a correction made on purpose: `policykit record NAME@VERSION sealed --note WHY`",
    "reference: CTC/22/5/1, changed to CTC/22/5/2 after it was recorded",
    "the event as `policykit adopt` wrote it",
)
NOT_SEALED = Code(
    "adoption-not-sealed",
    Severity.NOTE,
    "a version is adopted, and neither fingerprint nor frozen copy guards its text",
    "seal it: `policykit record NAME@VERSION sealed --note WHY`",
    "event: adopted, written by hand",
    "event: adopted, text_sha256: …",
)
FROZEN_UNUSED = Code(
    "frozen-copy-unused",
    Severity.WARNING,
    "a frozen copy that no event of the register names, as an interrupted adoption leaves it",
    "adopt the version again with the same date and reference, or delete the copy",
    "adopted/v2.json, and no adoption of version 2",
    "adopted/v2.json, named by the adoption of version 2",
)
CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
