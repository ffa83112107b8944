"""What can be wrong with a corpus, as codes."""

from __future__ import annotations

from policykit.errors import Code, Diagnostic, PolicykitError, Severity

_E = Severity.ERROR

CORPUS_EXTRA = Code(
    "missing-corpus",
    _E,
    "a corpus was asked for, and what it is kept with is not installed",
    'run `pip install "council-policykit[corpus]"`',
    "policykit corpus add policies, after pip install council-policykit",
    'policykit corpus add policies, after pip install "council-policykit[corpus]"',
)
NO_CORPUS = Code(
    "no-corpus",
    _E,
    "a folder holds no corpus",
    "make one with `policykit corpus add DIR`, or name its folder with --corpus",
    "policykit corpus families --corpus no-such-folder",
    "policykit corpus families --corpus corpus",
)
CORPUS_FOREIGN = Code(
    "corpus-foreign",
    _E,
    "a folder or file that is not one that policykit wrote for a corpus",
    "name an empty folder, or one that `policykit corpus add` made",
    "policykit corpus add policies --corpus photographs",
    "policykit corpus add policies --corpus corpus",
)
CORPUS_DAMAGED = Code(
    "corpus-damaged",
    _E,
    "a file of the corpus is missing, or is not as it was written",
    "put the folder back from a copy, or delete it and add everything again",
)
CORPUS_VERSION = Code(
    "corpus-version",
    _E,
    "the corpus was written by another version of policykit, which kept it in another form",
    "use that version, or delete the folder and add everything again",
)
CORPUS_BUSY = Code(
    "corpus-busy",
    _E,
    "another policykit is writing to the corpus, or has changed it while it was read",
    "wait until it has finished, and try again",
)
CORPUS_TWICE = Code(
    "corpus-twice",
    _E,
    "a policy is in the corpus from another folder",
    "add it from one folder only; to move it, remove the old folder with `policykit corpus remove DIR`",
    "two folders with a policy `crewe/social-media`, both added",
    "one folder with a policy `crewe/social-media`",
)
CORPUS_NAME = Code(
    "corpus-name",
    _E,
    "a question names what the corpus does not hold",
    "name a topic, a policy, a clause or a family that it holds",
    "policykit corpus who no-such/policy#clause",
    "policykit corpus who crewe/social-media#policy-statement.approach",
)
CORPUS_FOLDER = Code(
    "corpus-folder",
    _E,
    "a folder holds nothing that can be added to a corpus",
    "name a library, or a folder of Word, PDF, HTML, Markdown or text files",
    "policykit corpus add photographs",
    "policykit corpus add policies",
)
CORPUS_WRITE = Code(
    "corpus-write",
    _E,
    "a file or folder of the corpus cannot be written",
    "choose another folder with --corpus, or free the space or the permission",
)
CODES = (
    CORPUS_WRITE,
    CORPUS_EXTRA,
    NO_CORPUS,
    CORPUS_FOREIGN,
    CORPUS_DAMAGED,
    CORPUS_VERSION,
    CORPUS_BUSY,
    CORPUS_TWICE,
    CORPUS_NAME,
    CORPUS_FOLDER,
)


def refuse_corpus(code: Code, message: str, hint: str | None = None) -> PolicykitError:
    """Give the exception that says what is wrong and what to do."""
    return PolicykitError(make_fault(code, message, hint))


def make_fault(code: Code, message: str, hint: str | None = None) -> Diagnostic:
    """Give the diagnostic that says what is wrong and what to do."""
    return code.at(None, message, hint=hint or code.remedy)
