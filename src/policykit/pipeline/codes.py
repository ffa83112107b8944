"""What can be wrong with a call, as codes."""

from __future__ import annotations

from policykit.errors import Code, PolicykitError, Severity

_E = Severity.ERROR

UNKNOWN_NAME = Code(
    "unknown-name",
    _E,
    "the name of a policy, version or council that the library does not have",
    "name it as `council/policy`, or `council/policy@version`; `policykit check` lists what there is",
    "policykit build congletn/social-media",
    "policykit build congleton/social-media",
)
NOT_WRITABLE = Code(
    "not-writable",
    _E,
    "a file or folder cannot be written",
    "choose another folder with --out, or free the space or the permission",
)
NO_FACTS = Code(
    "no-facts",
    _E,
    "the library has no facts.yaml, without which no rule can be decided",
    "write facts.yaml: the records, and the facts that each holds",
    "policykit test, in a library without facts.yaml",
    "policykit test, in a library with facts.yaml",
)
BAD_RECORDS = Code(
    "bad-records",
    _E,
    "a file of records cannot be read",
    "check the name of the file, and that it is JSON, JSON lines or YAML in UTF-8",
    "policykit decide crewe/social-media posts.xls",
    "policykit decide crewe/social-media posts.json",
)
NO_RULES = Code(
    "no-rules",
    _E,
    "this version has no rules, so nothing can be decided",
    "name a version that has rules, or write some: see the developer's guide",
    "policykit decide anytown/leave records.yaml, a policy of words alone",
    "policykit decide anytown/social-media records.yaml",
)
NO_SCENARIOS = Code(
    "no-scenarios",
    _E,
    "a version has no file of scenarios, so that its rules cannot be tested",
    "write `v1.scenarios.yaml` beside `v1.yaml`",
    "policykit test anytown/leave, with v1.yaml alone",
    "policykit test anytown/leave, with v1.yaml and v1.scenarios.yaml",
)
BAD_START = Code(
    "bad-start",
    _E,
    "a new library cannot be begun there or so",
    "name a folder that does not exist yet, in lower-case letters, digits and hyphens",
    "policykit init policies",
    "policykit init anytown",
)
DESK_EXTRA = Code(
    "missing-desk",
    _E,
    "the desk was asked for, and what it is made with is not installed",
    'run `pip install "council-policykit[desk]"`',
    "policykit desk, after pip install council-policykit",
    'policykit desk, after pip install "council-policykit[desk]"',
)
SERVE_EXTRA = Code(
    "missing-serve",
    _E,
    "the decision service was asked for, and what it is made with is not installed",
    'run `pip install "council-policykit[serve]"`',
    "policykit serve crewe/social-media, after pip install council-policykit",
    'policykit serve crewe/social-media, after pip install "council-policykit[serve]"',
)
SERVICE_ADDRESS = Code(
    "service-address",
    _E,
    "the decision service cannot listen at an address",
    "choose another port with --port, or 0 for one that is free",
    "policykit serve crewe/social-media --port 80",
    "policykit serve crewe/social-media --port 8470",
)
CODES = (
    BAD_START,
    DESK_EXTRA,
    SERVE_EXTRA,
    SERVICE_ADDRESS,
    UNKNOWN_NAME,
    NOT_WRITABLE,
    NO_FACTS,
    BAD_RECORDS,
    NO_RULES,
    NO_SCENARIOS,
)


def refuse(code: Code, message: str, hint: str | None = None) -> PolicykitError:
    """Give the exception that says `message` of a call."""
    return PolicykitError(code.at(None, message, hint=hint or code.remedy))
