"""A sentence as it counts for what it asks: its words in a plain form, without what asks nothing.

Two sentences with equal plain words ask the same. What is dropped or levelled: articles, forms of “be”, spelling and
inflection, other words of one force, synonyms, how a number is written; and what only says where to write, when a text
was adopted, or which number another paragraph has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policykit.compare.words.proof.synonyms import FORCE, IRREGULAR, PHRASES, SPELLINGS
from policykit.compare.words.vocabulary import NUMBER_WORDS
from policykit.wording.forms import fold_form

CONTACT, REFERENCE, PAST, FACT = "‹contact›", "‹place›", "‹past date›", "‹fact›"
"""What stands for words of which it does not matter which they are."""

FORBIDDEN = "forbid"
"""The plain form of “forbidden”, “not permitted”, “banned”."""
FORMS_OF_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am"))
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|"
    r"\d{4}-\d\d-\d\d|(?:19|20)\d\d)"
)
_STREET = "Road|Street|Lane|Avenue|Square|Close|Way|Drive|Place|Crescent|Terrace|Court|Row|Hill|Green|Gardens|Park"
_CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+[\w/]|(?:\+44[ ]?|\b0)\d(?:[ -]?\d){7,10}\b|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|"
    rf"\b\d+[A-Za-z]? (?:[A-Z][\w'’-]+ ){{1,3}}?(?:{_STREET})\b"
)
_LABEL = r"(?:\d+[A-Za-z]?(?:\.\d+[a-z]?)*(?:\(\w{1,4}\))*|\(\w{1,4}\)|[A-H](?![\w'’])|[IVX]+(?![\w'’]))"
_KINDS = (
    "sections?|paragraphs?|clauses?|appendix|appendices|schedules?|annex(?:es)?|parts?|articles?|standing orders?|"
    "financial regulations?|items?|chapters?|tables?|figures?|rules?|pages?"
)
_REFERENCES = re.compile(
    rf"\b((?i:{_KINDS})) {_LABEL}(?:(?:,| and| or| to|–|-) ?{_LABEL})*(?!\w)"
    r"(?! of [^.;]{0,80}?\b(?:Act|Acts|Regulations?|Order|Rules|Bill|Code|Convention)\b)"
)
"""A place in a policy of the council's own; a section of an Act is not one of these, and another one is another law."""
_ADOPTED = re.compile(
    r"((?:\b(?:was|were|has been|have been|last|first) (?:\w+ )?|^)(?:adopted|approved|agreed|reviewed|revised|"
    rf"amended|ratified|updated|issued|published)(?: by [^,.;]{{1,40}}?)?) (?:on|in|at) (?:a meeting on )?{_DATE}",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(this is (?:the )?(?:version|edition|issue|revision)) \d+(?:\.\d+)*\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(has|had|have) (about|approximately|around|roughly|some) \d[\d,.]*", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b\d[\d,.]*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:may|(?i:must|shall|should|can|cannot|will|never|is|are|only|unless|if|has to|have to|needs?|ought|do|does|"
    r"not))\b"
)
"""“May” is a month."""
_WAS = re.compile(
    r"(?<!who )(?<!which )(?<!that )\b(?:was|were) (?:built|opened|formed|founded|established|"
    r"created|completed)\b",
    re.IGNORECASE,
)
"""A sentence that tells of the past alone."""
_LASTS = re.compile(r"\b(?:until|till|by|within|before|after|who|which|and|but)\b", re.IGNORECASE)
"""What ties a date of the past to something that is asked now."""
_CONTRACTED = {"won't": "will not", "can't": "can not", "shan't": "shall not", "mustn't": "must not"}
_NEGATED = re.compile(r"\b(\w+)n't\b")
_PROVIDED = re.compile(
    r"\b(?:on condition that|as long as|so long as|providing that|"
    r"(?<!is )(?<!are )(?<!be )(?<!was )(?<!were )provided(?: that|(?= (?:the|they|their|it|he|she|a|an|no)\b)))"
)
"""Ways to say “if”; “provided” is one where it is no verb."""
_TOKEN = re.compile(r"‹[^›]+›|£?\d+(?:[.,]\d+)*%?(?:st|nd|rd|th|[a-z]+)?|[^\W\d_](?:[\w]|['-](?=\w))*|[,;:()]")
_THOUSANDS = re.compile(r"£?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?")
_DROPPED = frozenset(
    (*("a", "an", "the", "that", "of", "there", "do", "does", "did"), *FORMS_OF_BE, *(",", ";", ":", "(", ")"))
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")


def split_sentences(text: str) -> list[str]:
    """Give the sentences of a text."""
    return [sentence for sentence in _SENTENCE.split(" ".join(text.split())) if sentence]


@lru_cache(maxsize=4096)
def read_tokens(sentence: str) -> tuple[str, ...]:
    """Give the plain words of one sentence in order, with its commas, colons and brackets."""
    words = _level_phrases(_level_signs(sentence))
    return tuple(read_plain_word(token) for token in _TOKEN.findall(words))


def drop_idle(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what asks nothing by itself: articles, forms of “be” and “do”, commas; “accepts no” is “not accept”."""
    kept = [token for token in tokens if token not in _DROPPED]
    if "not" in kept:
        kept = [word for word in kept if word != "any"]  # “gives no advice” and “does not give any advice”
    for place in range(1, len(kept)):
        if kept[place] == "no" and "not" not in kept:
            kept[place - 1 : place + 1] = ["not", kept[place - 1]]
    return tuple(kept)


_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069]+")


def drop_unseen(text: str) -> str:
    """Give a text without soft hyphens, joiners and marks of direction."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def is_same_plainly(old: str, new: str) -> bool:
    """Say whether two phrases are the same plain words in the same order."""
    return drop_idle(read_tokens(old)) == drop_idle(read_tokens(new))


def mask_idle(text: str) -> str:
    """Give a text with a stand-in for each contact, place in a text, and date or number that only tells of the past.

    Which ones they are asks nothing of anybody.
    """
    return " ".join(map(_mask_sentence, split_sentences(text)))


def _mask_sentence(sentence: str) -> str:
    text = _CONTACTS.sub(CONTACT, sentence)
    text = _REFERENCES.sub(lambda found: f"{found[1].rstrip('s')} {REFERENCE}", text)
    if not _ASKS.search(text):
        text = _ADOPTED.sub(lambda found: f"{found[1]} {PAST}", text)
        if _WAS.search(text) and not _LASTS.search(text):
            text = _NUMBER.sub(FACT, text)
    text = _EDITION.sub(lambda found: f"{found[1]} {PAST}", text)
    return _ABOUT.sub(lambda found: f"{found[1]} {FACT}", text)


def _level_signs(sentence: str) -> str:
    """Give a sentence in lower case, with one form of each sign, and stand-ins for contacts, places and past dates."""
    text = mask_idle(fold_form(" ".join(drop_unseen(sentence).split()))).casefold()
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("‑", "-")
    text = re.sub(r"(\d)\s?%", r"\1 per cent", text)
    for drawn, plain in _CONTRACTED.items():
        text = text.replace(drawn, plain)
    return _PROVIDED.sub("if", _NEGATED.sub(r"\1 not", text))


def _level_phrases(text: str) -> str:
    pattern, first = _load_phrases()
    for _ in range(2):  # what one phrase becomes may be part of another
        text = pattern.sub(lambda found: first[found[0]], text)
    return text


@lru_cache(maxsize=1)
def _load_phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    first: dict[str, str] = {}
    for phrases in _list_phrases(FORCE + PHRASES + SPELLINGS):
        for phrase in phrases[1:]:
            first.setdefault(phrase, first.get(phrases[0], phrases[0]))
            first.setdefault(f"{phrase}s", first.get(phrases[0], phrases[0]))
    longest = sorted(first, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest))})(?![\w'-])"), first


def _list_phrases(data: str) -> list[list[str]]:
    return [[phrase.strip() for phrase in line.split("|")] for line in data.strip().splitlines() if line.strip()]


@lru_cache(maxsize=8192)
def read_plain_word(token: str) -> str:
    """Give a word without its inflection, a number in figures."""
    if token[0] == "‹":
        return token
    if token in _NUMBERS:
        return _NUMBERS[token]
    if token[-1].isdigit() or token[-1] == "%":
        return (token.replace(",", "") if _THOUSANDS.fullmatch(token) else token).removesuffix(".00")
    word = token.removesuffix("'s").removesuffix("'")
    stem = _stem(_ROOTS.get(word, word))
    return _load_stems().get(stem, stem)


@lru_cache(maxsize=1)
def _load_stems() -> dict[str, str]:
    """Give what the stem of each single word that has a synonym is read as."""
    stems: dict[str, str] = {}
    for phrases in _list_phrases(PHRASES + SPELLINGS):
        if " " not in phrases[0]:
            root = stems.get(_stem(phrases[0]), _stem(phrases[0]))
            stems.update({_stem(phrase): root for phrase in phrases[1:] if " " not in phrase})
    return stems


_NUMBERS = {word: str(value) for word, value in NUMBER_WORDS.items()}
_ROOTS = {form: root for entry in IRREGULAR.split() for root, forms in [entry.split(":")] for form in forms.split(",")}
_VOWEL = re.compile("[aeiouy]")


def _stem(word: str) -> str:
    """Take off the endings of plurals and verbs; crude, but alike for all forms of one word."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ied", "ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and _VOWEL.search(root):
            word = root + "y" if ending == "ied" else root
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
