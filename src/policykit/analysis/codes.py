"""What the analysis of one policy reports, as codes."""

from __future__ import annotations

from policykit.errors import Code, Severity

CONTRADICTION = Code(
    "rules-contradict",
    Severity.WARNING,
    "two rules apply together, and whatever the person who acts does, one of them is broken",
    "say which of the two gives way, or in which cases each applies",
    "must: mark it as a personal view · must not: mark it as a personal view, in the same case",
    "must: mark it on a personal account · must not: mark it on the council's account",
)
NEVER_APPLIES = Code(
    "rule-never-applies",
    Severity.WARNING,
    "no situation meets the conditions of a rule, so that it asks nothing of anyone",
    "correct its conditions, or who it binds",
    "when: [account_owner is council, account_owner is personal]",
    "when: account_owner is personal",
)
NEVER_BROKEN = Code(
    "rule-never-broken",
    Severity.WARNING,
    "nothing that could be done breaks a rule, so that it asks nothing of anyone",
    "correct what it asks, or when",
    "when: is_reviewed\nrequire: is_reviewed",
    "when: is_published\nrequire: is_reviewed",
)
NEVER_MET = Code(
    "rule-never-met",
    Severity.WARNING,
    "a rule is broken wherever it applies, whatever anyone does",
    "correct what it asks; or forbid the case itself",
    "when: not is_reviewed\nrequire: is_reviewed",
    "require: is_reviewed",
)
EXCEPTION_UNREACHED = Code(
    "exception-unreached",
    Severity.WARNING,
    "the exception of a rule never comes into play: it cannot hold where the rule applies, or spares nothing",
    "correct the exception, or leave it out",
    "when: account_owner is council\nunless: account_owner is personal",
    "when: account_owner is council\nunless: is_service_announcement",
)
COVERED = Code(
    "rule-covered",
    Severity.NOTE,
    "whatever breaks a rule breaks other rules of the policy too, so that it adds nothing",
    "nothing, if the text says it twice on purpose; otherwise correct the narrower rule",
    "must not: violate other policies · must not: harm the council, or violate other policies",
    "must not: violate other policies · must not: harm the council",
)
ADVICE_COVERED = Code(
    "advice-on-forbidden",
    Severity.NOTE,
    "a rule advises against what another one of the policy forbids, so that readers may take it for advice only",
    "make both say the same",
    "should not: disclose anything confidential · must not: disclose anything confidential",
    "must not: disclose anything confidential",
)
PERMITS_FORBIDDEN = Code(
    "permits-forbidden",
    Severity.NOTE,
    "a permission allows what another rule forbids, and the text does not say which of the two gives way",
    "say which gives way: `unless` on the prohibition, or `yields` on the permission",
    "may: publish announcements · must not: support a candidate, with nothing said of announcements that do",
    "may: publish announcements that support no candidate",
)

CODES = (
    CONTRADICTION,
    NEVER_APPLIES,
    NEVER_BROKEN,
    NEVER_MET,
    EXCEPTION_UNREACHED,
    COVERED,
    ADVICE_COVERED,
    PERMITS_FORBIDDEN,
)
