"""Small documents for a corpus, from a few words, so that many texts are nearly alike."""

from __future__ import annotations

from policykit.corpus.document import CorpusClause, CorpusDocument

SENTENCES = (
    "the council must not publish any photograph of a child without the consent of a parent in writing",
    "the council must never publish any photograph of a child without the consent of a parent in writing",
    "the council must not publish a photograph of any child without the consent of its parent in writing",
    "officers should answer each comment within two working days and pass complaints to the clerk",
    "officers should answer every comment within three working days and pass complaints to the clerk",
    "officers must answer each comment within two days and pass a complaint to the clerk of the council",
    "passwords are changed when an officer leaves and are never shared by message or on paper with others",
    "a password is changed when an officer leaves and is never shared by message or on paper with others",
    "translating content",
    "members may use their own accounts but must say that the views are their own and not of the council",
)


def make_document(
    council: int, texts: tuple[int, ...], *, policy: str = "media", version: str = "1", current: bool = True
) -> CorpusDocument:
    """Give a policy with some of `SENTENCES`, by their numbers."""
    clauses = tuple(
        CorpusClause(f"c{at}", f"s.{at + 1}", "obligation", ("media",), None, SENTENCES[text])
        for at, text in enumerate(texts)
    )
    return CorpusDocument(
        policy=f"c{council}/{policy}",
        version=version,
        kind="policy",
        council=f"c{council}",
        name=f"C{council} Council",
        county="Kent",
        title="Media",
        current=current,
        place="/library",
        names=(),
        clauses=clauses,
    )
