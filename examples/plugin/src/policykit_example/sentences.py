"""The lint `long-sentence`: sentences that few readers hold in their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint import Lint, Subject

LIMIT = 60
"""Words in a sentence; plain-language guides advise 25."""

LONG_SENTENCE = Code(
    "long-sentence",
    Severity.NOTE,
    f"a sentence has more than {LIMIT} words",
    "make two of it, or a list",
    "one sentence over half a page",
    "two sentences",
)


def find_long_sentences(subject: Subject) -> Iterator[Diagnostic]:
    """Give every sentence of the clauses that has more than `LIMIT` words."""
    for words in subject.body():
        for sentence in re.finditer(r"[^.!?]+", words.text):
            count = len(sentence[0].split())
            if count > LIMIT:
                start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                yield words.fault(LONG_SENTENCE, start, sentence.end(), f"this sentence has {count} words")


LONG_SENTENCES = Lint(LONG_SENTENCE, find_long_sentences)
