"""What can be wrong with a call that concerns a policy's life, as codes."""

from __future__ import annotations

from policykit.errors import Code, Severity

_E = Severity.ERROR

LIBRARY_BUSY = Code(
    "library-busy",
    _E,
    "another policykit is writing to the same library",
    "wait until it is done, then call again",
    "two colleagues adopt policies of one library at the same moment",
    "one after the other",
)
ALREADY_ADOPTED = Code(
    "already-adopted",
    _E,
    "a version that is to be adopted was adopted before",
    "draft a new version with `policykit draft`; for a review that changed nothing, record `readopted`",
    "policykit adopt crewe/social-media@1, which is in force",
    "policykit adopt crewe/social-media@2, a draft",
)
TEXT_MOVED_ON = Code(
    "text-moved-on",
    _E,
    "a text that is to be adopted is not the one that was shown before",
    "look at it once more (--dry-run), and give the fingerprint that is shown then",
    "policykit adopt NAME --seen FINGERPRINT, after a clause was changed",
    "policykit adopt NAME --seen FINGERPRINT, as the dry run showed it",
)
ADOPTION_LACKS = Code(
    "adoption-lacks",
    _E,
    "an adoption without its date or its minute reference",
    "give both as the minutes do: --date 2026-03-02 --reference 796/21",
    "policykit adopt congleton/social-media --date 2026-03-02",
    "policykit adopt congleton/social-media --date 2026-03-02 --reference 796/21",
)
NEEDS_DATE = Code(
    "needs-date",
    _E,
    "an event is to be recorded without its date",
    "give --date as exactly as it is known: 2026-03-02, 2026-03 or 2026",
    "policykit record NAME reviewed",
    "policykit record NAME reviewed --date 2026-03-02",
)
FUTURE_DATE = Code(
    "date-in-future",
    _E,
    "something is recorded for a day that is still to come",
    "give the day on which it happened; what is planned is recorded afterwards",
    "policykit record NAME reviewed --date 2062-03-02",
    "policykit record NAME reviewed --date 2026-03-02",
)
WHICH_VERSION = Code(
    "which-version",
    _E,
    "more than one version can be meant",
    "name the version: council/policy@LABEL",
    "policykit record congleton/social-media reviewed, with version 1 in force and version 2 a draft",
    "policykit record congleton/social-media@2 reviewed",
)
OWN_VERB = Code(
    "own-verb",
    _E,
    "an event that has a command of its own, which does more than write the event",
    "use that command",
    "policykit record NAME adopted",
    "policykit adopt NAME",
)
DRAFT_EXISTS = Code(
    "draft-exists",
    _E,
    "a new version cannot be drafted because one is there",
    "edit the draft that there is, or give the new one another label: --version LABEL",
    "policykit draft congleton/social-media, with v2.yaml a draft",
    "policykit draft congleton/social-media@2 --version 3",
)
NEEDS_LABEL = Code(
    "needs-label",
    _E,
    "the next version's label does not follow from the last one's",
    "give it: --version LABEL",
    "policykit draft NAME, after version `REV A`",
    "policykit draft NAME --version 'REV B'",
)
NEEDS_NOTE = Code(
    "needs-note",
    _E,
    "a text is sealed again without a word why",
    "say why: --note WHY",
    "policykit record NAME@1 sealed",
    "policykit record NAME@1 sealed --note 'a rule was corrected'",
)
BAD_SUBSTITUTE = Code(
    "bad-substitute",
    _E,
    "what is to be printed in place of a character does not do",
    "name one character that the fonts lack and short words that they have: --print-as '📞=Tel.'",
    "policykit record NAME@1 sealed --note WHY --print-as '📞=☎️'",
    "policykit record NAME@1 sealed --note WHY --print-as '📞=Tel.'",
)
NOT_ITSELF = Code(
    "not-as-recorded",
    _E,
    "the text or register to be added to is not as it was recorded",
    "`policykit verify NAME` says where; put it right first",
    "policykit record NAME reviewed, after a date in register.yaml was changed by hand",
    "the same, with the date as it was recorded",
)
LAYOUT = Code(
    "register-layout",
    _E,
    "a register.yaml is laid out so that an event cannot be added without touching the rest",
    "write the events as a list, each beginning with a hyphen on a line of its own",
    "events: *others",
    'events:\n  - version: "1"\n    event: created',
)
RECORDED_TWICE = Code(
    "recorded-twice",
    _E,
    "an event that is to be recorded is in the register already",
    "if it did happen twice, add --again; a wrong entry is put right with `policykit record NAME corrected`",
    "policykit record NAME reviewed --date 2026-03-02, twice",
    "policykit record NAME reviewed --date 2026-03-02 --again, for a second review on that day",
)
WHICH_EVENT = Code(
    "which-event",
    _E,
    "a correction that names no event, or one that the register does not have",
    "name it by its kind or by its number in the register: --of adopted, --of 3",
    "policykit record NAME@1 corrected --reference 796/22",
    "policykit record NAME@1 corrected --of adopted --reference 796/22",
)
NOTHING_WRONG = Code(
    "nothing-to-correct",
    _E,
    "a correction that changes nothing",
    "give the right values as you would have recorded them: --date, --reference, --body, …",
    "policykit record NAME@1 corrected --of adopted",
    "policykit record NAME@1 corrected --of adopted --date 2026-03-02",
)
NOTHING_TO_UNDO = Code(
    "nothing-to-undo",
    _E,
    "there is no last event that can be taken back",
    "put a wrong entry right with `policykit record NAME corrected`",
    "policykit undo NAME, after a seal that replaced another",
    "policykit undo NAME, after a review that was recorded by mistake",
)
NOTHING_TO_SIGN = Code(
    "nothing-to-sign",
    _E,
    "a register is to be signed that no adoption has sealed",
    "adopt a version first, or seal an adoption that was written by hand: `policykit record NAME sealed --note WHY`",
    "policykit sign crewe/social-media --key clerk.p12, with version 1 a draft",
    "policykit sign crewe/social-media --key clerk.p12, with version 1 adopted",
)
SIGNATURE_IN_THE_WAY = Code(
    "signature-in-the-way",
    _E,
    "a register is to be signed, and the signature beside it fits none of its states",
    "find out why (`policykit verify NAME`), and move register.yaml.p7s elsewhere before you sign again",
    "policykit sign NAME --key FILE, with a register.yaml.p7s of another policy",
    "policykit sign NAME --key FILE, with a register.yaml.p7s from before the last event",
)
SIGNED_EVENT = Code(
    "event-signed",
    _E,
    "an event is to be taken back that somebody has signed",
    "put it right with `policykit record NAME corrected`; if it never happened, delete register.yaml.p7s first",
    "policykit undo NAME, after policykit sign NAME",
    "policykit undo NAME, of an event that was recorded after it was signed",
)
WHICH_HEAD = Code(
    "which-head",
    _E,
    "the head of one register is to be checked, and not one policy is named",
    "name the policy: policykit verify crewe/social-media --head 9f2c…",
    "policykit verify --head 9f2c04e1aa57",
    "policykit verify crewe/social-media --head 9f2c04e1aa57",
)
NOT_A_PUBLICATION = Code(
    "not-a-publication",
    _E,
    "a PDF does not say which version of which policy it is",
    "only a PDF that policykit built can be verified",
    "policykit verify minutes.pdf",
    "policykit verify build/crewe/social-media/v1.pdf",
)
CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
