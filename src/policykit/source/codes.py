"""Every kind of fault that reading a library can find, with an example that has it and one that has not."""

from __future__ import annotations

from policykit.errors import Code, Severity

_E = Severity.ERROR

FILE_UNREADABLE = Code(
    "file-unreadable", _E, "a file or folder cannot be read", "check that it exists and that you may read it"
)
FILE_TOO_LARGE = Code(
    "file-too-large", _E, "a file is larger than 16 MB", "split the policy, or remove what does not belong"
)
FILE_OUTSIDE = Code(
    "file-outside-library", _E, "a link leads out of the library's folder", "copy the file into the library"
)
FILE_NAME = Code(
    "file-name",
    _E,
    "the name of a file or folder does not fit what is in it",
    "rename the file, or correct the id or label inside",
    'v2.yaml holding `version: "1"`',
    'v1.yaml holding `version: "1"`',
)
UNEXPECTED_FILE = Code(
    "unexpected-file",
    Severity.WARNING,
    "this file is not recognised and was ignored",
    "rename it to what policykit reads, or move it elsewhere",
    "policies/leek/social-media/v1.yml",
    "policies/leek/social-media/v1.yaml",
)
BAD_ENCODING = Code(
    "bad-encoding", _E, "a file is not UTF-8 text", "save it as UTF-8", "Caf\\xe9 in Latin-1", "Café in UTF-8"
)
BAD_CHARACTER = Code(
    "bad-character",
    _E,
    "a character that is not allowed in a text file, such as NUL",
    "delete it",
    "a NUL byte in a text",
    "no control characters",
)
BAD_YAML = Code(
    "bad-yaml",
    _E,
    "the file is not well-formed YAML",
    "correct the line that is shown",
    "title: Policy: general",
    'title: "Policy: general"',
)
MERGE_CONFLICT = Code(
    "merge-conflict",
    _E,
    "two versions of the same lines, which Git could not merge",
    "keep the lines that count, and delete the others with the lines <<<<<<<, ======= and >>>>>>>",
    "<<<<<<< HEAD\ntitle: Notices\n=======\ntitle: Notice boards\n>>>>>>> theirs",
    "title: Notice boards",
)
MERGE_CONFLICT_REGISTER = (
    "if both happened, keep both events, the earlier first, and delete the lines <<<<<<<, ======= and >>>>>>>; then "
    "`policykit record NAME sealed --note WHY` seals them together"
)
DUPLICATE_KEY = Code(
    "duplicate-key", _E, "a key appears twice in one mapping", "delete one of the two", "title: A\ntitle: B", "title: A"
)
TOO_DEEP = Code(
    "nested-too-deep",
    _E,
    "values are nested more than 100 levels deep",
    "bring the nesting down",
    "500 nested clauses",
    "up to 40 nested clauses",
)
ALIAS_BOMB = Code(
    "too-many-aliases",
    _E,
    "aliases expand the file beyond the limit",
    "write the values out",
    "a: &a [*b, *b, *b, …]",
    "a: [1, 2]",
)
ALIAS_CYCLE = Code("alias-cycle", _E, "an alias contains itself", "write the value out", "a: &a [*a]", "a: [1]")
UNKNOWN_TAG = Code(
    "unknown-tag",
    _E,
    "a YAML tag such as `!name`, which policykit does not use",
    "delete the tag",
    "title: !x A",
    "title: A",
)
EMPTY_FILE = Code("empty-file", _E, "the file holds nothing", "fill it, or delete it", "# only this", "format: 1")
UNKNOWN_KEY = Code(
    "unknown-key",
    _E,
    "a key that does not belong here",
    "correct the spelling, or delete it",
    "topik: scope",
    "topic: scope",
)
MISSING_KEY = Code(
    "missing-key",
    _E,
    "a key that must be there is missing",
    "add it",
    "- id: a\n  text: …",
    "- id: a\n  kind: statement\n  text: …",
)
WRONG_TYPE = Code(
    "wrong-type", _E, "a value of the wrong type", "write the value as the hint shows", "version: 1", 'version: "1"'
)
UNKNOWN_VALUE = Code(
    "unknown-value",
    _E,
    "a value that is not one of those allowed",
    "choose one of those listed",
    "kind: duty",
    "kind: obligation",
)
BAD_VALUE = Code(
    "bad-value",
    _E,
    "a value that is not written as it must be",
    "write it as the hint shows",
    "id: My Clause",
    "id: my-clause",
)
BAD_DATE = Code(
    "bad-date",
    _E,
    "a date that is not in the calendar or not written as one",
    "write 2019-01-26, 2019-01 or 2019",
    "date: 26/01/2019",
    "date: 2019-01-26",
)
BAD_CLAUSE = Code(
    "bad-clause",
    _E,
    "the keys of a clause or event do not fit together",
    "see the reference of YAML keys for what goes together",
    "with: {a: b} without model",
    "model: file/clause\nwith: {a: b}",
)
DUPLICATE_ID = Code(
    "duplicate-id", _E, "two things have the same id", "rename one of them", "- id: a\n- id: a", "- id: a\n- id: b"
)
UNKNOWN_TOPIC = Code(
    "unknown-topic",
    _E,
    "a topic that topics.yaml does not have",
    "choose one of topics.yaml, or add it there",
    "topic: mesaging",
    "topic: messaging",
)
UNKNOWN_ROLE = Code(
    "unknown-role",
    _E,
    "a policy or section applies to a role that facts.yaml does not have, so that its rules would bind no one",
    "choose one of the roles of facts.yaml, or add it there",
    "applies_to: [councillors]",
    "applies_to: [councillor]",
)
DANGLING_REFERENCE = Code(
    "dangling-reference",
    _E,
    "a reference to a clause or section that does not exist",
    "correct the id",
    "{ref: messaging.consnt}",
    "{ref: messaging.consent}",
)
FOOTNOTE_MARK = Code(
    "footnote-mark",
    _E,
    "a footnote and its mark do not belong to each other",
    "put `[^name]` where the note belongs, and its words under `footnotes:` of the same clause",
    "text: Kept for six years[^lease].",
    "text: Kept for six years[^lease].\nfootnotes: {lease: Longer for a lease under seal.}",
)
UNKNOWN_PARAMETER = Code(
    "unknown-parameter",
    _E,
    "a parameter that nothing declares",
    "choose one of those listed",
    "{council.nmae}",
    "{council.name}",
)
EMPTY_PARAMETER = Code(
    "empty-parameter",
    _E,
    "a parameter for which the council's file gives no value",
    "add it to council.yaml",
    "{council.email} without `email`",
    "email: clerk@example.org",
)
UNKNOWN_MODEL = Code(
    "unknown-model",
    _E,
    "a model clause that does not exist",
    "correct the name",
    "model: social-media/purpos",
    "model: social-media/purpose",
)
MODEL_VALUES = Code(
    "model-values",
    _E,
    "the values under `with` do not fit the model clause",
    "give each parameter of the model a value it allows",
    "with: {documnt: Policy}",
    "with: {document: Policy}",
)
UNKNOWN_BODY = Code(
    "unknown-body",
    _E,
    "a kind of body that neither policykit nor the library knows",
    "choose one of those listed, or add it to library.yaml under `bodies:`",
    "kind: charrity",
    "kind: charity",
)
UNKNOWN_JURISDICTION = Code(
    "unknown-jurisdiction",
    _E,
    "a place whose law applies is neither a nation of the UK nor a country",
    "write `england`, `wales`, `scotland`, `northern-ireland`, or a country by its two letters: `ie`, `us-ca`",
    "jurisdiction: walles",
    "jurisdiction: wales",
)
UNKNOWN_SCHEME = Code(
    "unknown-scheme",
    _E,
    "the address of a law belongs to no scheme that policykit or the library knows",
    "write the address as the body that publishes the law has it, or add a scheme to library.yaml",
    "uri: https://example.org/law",
    "uri: http://www.legislation.gov.uk/id/ukpga/2018/12",
)
BAD_SCHEME = Code(
    "bad-scheme",
    _E,
    "a scheme of citations in library.yaml whose pattern cannot be read, or does not match its own example",
    "correct `pattern:`, a regular expression that whole addresses match",
    "pattern: (, example: https://law.example/1",
    "pattern: https://law\\.example/\\d+, example: https://law.example/1",
)
UNKNOWN_PARALLEL = Code(
    "unknown-parallel",
    _E,
    "the version that is said to be the same text in another language does not exist",
    "name a policy of the same council and its version",
    "parallel: recrods@2",
    "parallel: records@2",
)
PARALLEL_LANGUAGE = Code(
    "parallel-language",
    _E,
    "two versions are said to be one text in two languages, and both are in the same one",
    "set `language:` of each",
    "parallel: records@2, both with language: en-GB",
    "language: cy here, and language: en-GB there",
)
PARALLEL_GAP = Code(
    "parallel-gap",
    Severity.WARNING,
    "a section or clause is in one language only",
    "write it in both, with the same id",
    "a clause `keeping.maps` in the English text alone",
    "a clause `keeping.maps` in both texts",
)
PARALLEL_DIFFERS = Code(
    "parallel-differs",
    Severity.WARNING,
    "a section or clause is at another place, of another kind, or has another table, than in the other language",
    "make both texts alike",
    "kind: obligation here, and kind: permission there",
    "the same kind in both texts",
)
UNKNOWN_COMMITTEE = Code(
    "unknown-committee",
    _E,
    "a committee that council.yaml does not have",
    "add it there, or correct the id",
    "committee: fpa",
    "committee: fap",
)
UNKNOWN_VERSION = Code(
    "unknown-version",
    _E,
    "a version for which there is no file",
    "correct the label, or add the file",
    'version: "9"',
    'version: "1"',
)
QUOTE_NOT_FOUND = Code(
    "quote-not-found",
    _E,
    "quoted words that are not in the text",
    "copy the words exactly from the text",
    "quote: must alway",
    "quote: must always",
)
UNKNOWN_LINT = Code(
    "unknown-lint",
    _E,
    "a lint that policykit does not have",
    "correct the code",
    "code: vague-trem",
    "code: vague-term",
)
UNKNOWN_FACT = Code(
    "unknown-fact",
    _E,
    "a link between two councils turns on a fact that facts.yaml does not have",
    "correct the name, or add the fact to facts.yaml",
    "facts: [is_defamtory]",
    "facts: [is_defamatory]",
)
UNKNOWN_CLAUSE = Code(
    "unknown-clause",
    _E,
    "an address of a clause that does not exist",
    "correct council, policy or clause",
    "congleton/social-media#purpos",
    "congleton/social-media#purpose.aim",
)
STANCE_WITHOUT_FORCE = Code(
    "stance-without-force",
    Severity.WARNING,
    "a link that calls one clause stronger than another, where neither asks anything of anybody",
    "say `same`, `broader`, `narrower` or `differs`: an aim and a listed risk bind nobody",
    "stance: stronger",
    "stance: differs",
)
REMARK_IN_TEXT = Code(
    "remark-in-text",
    _E,
    "words after ` #`, beside a text that is printed: YAML takes them for a remark, and they are not printed",
    "put the whole text between straight quotation marks; or, if it is a remark, put it on a line of its own",
    "text: See item #4 of the list.",
    'text: "See item #4 of the list."',
)
LOST_CHARACTERS = Code(
    "lost-characters",
    _E,
    "characters that are in a text and would not be printed: YAML or Markdown takes them for marks",
    "write them as the hint shows",
    "text: 2*3*4 copies",
    "text: 2\\*3\\*4 copies",
)
MOJIBAKE = Code(
    "mojibake",
    _E,
    "letters that a program has read in the wrong encoding, such as â€™ for an apostrophe",
    "type the right character in their place",
    "text: the Councilâ€™s records",
    "text: the Council’s records",
)
RAW_HTML = Code(
    "raw-html", _E, "raw HTML in a text", "write plain words, *emphasis* or **strong**", "<b>must</b>", "**must**"
)
UNSAFE_LINK = Code(
    "unsafe-link",
    _E,
    "a link that leads to neither web, e-mail nor telephone",
    "use https://…, mailto:… or tel:…",
    "[x](javascript:alert)",
    "[x](https://example.org)",
)
IMAGE_IN_TEXT = Code(
    "image-in-text",
    _E,
    "an image in a text",
    "write it as `picture:` of the clause, with words for those who do not see it",
    "![The site](plan.png)",
    "picture: {file: plan.png, alt: The gate is at the north end.}",
)
PARAGRAPHS = Code(
    "paragraphs-in-text",
    _E,
    "more than one paragraph in a text",
    "make each paragraph a clause",
    "text: |\n  One.\n\n  Two.",
    "two clauses",
)
MISSING_GLYPH = Code(
    "missing-glyph", _E, "a character that the document's fonts cannot print", "use another character", "🔒", "(locked)"
)
LOW_CONTRAST = Code(
    "low-contrast",
    _E,
    "a colour too pale to be read on white (WCAG 2.2, 1.4.3 asks for 4.5:1)",
    "choose a darker colour",
    'accent: "#ffcc00"',
    'accent: "#1d3c5a"',
)

TEXT_CODES = {code.name: code for code in (RAW_HTML, UNSAFE_LINK, IMAGE_IN_TEXT, PARAGRAPHS, LOST_CHARACTERS)}
CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
