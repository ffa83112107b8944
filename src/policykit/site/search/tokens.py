"""Words as search knows them: folded, parted, without those that say nothing; the same as `static/find.js` does it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from policykit.site.search.stems import stem_word

LONGEST = 30
"""The most letters of a word that count."""

_STOP = """
a an the and or but if of to in on at by for with from as into onto upon about it its this that these those there
here is are was were be been being am do does did doing done has have had having i you he she we they me him her us
them my your his our their mine yours ours theirs who whom whose which what when where why how will would shall
should can could may might must not no nor so than then too very just also any all each every some such only own
same other ought let get got whenever long often many much one someone somebody anyone anybody s t don isn aren
doesn cannot cant dont isnt arent doesnt wont y yr yn ir ar ac fel ei eu mae sydd bod pan sut pwy pa beth ble
pryd ydy yw oes neu gan wrth hyn hwn hon
"""
STOP_WORDS = frozenset(_STOP.split())
"""Words that nearly every clause has, and those that only make a question."""

_LIGHT = """
take taken took taking make made making know known knows see seen saw look looking use used using uses go goes going
gone went put puts find found want wants wanted work works thing things new good well way ways day days time times
first last two three give given gave say says said mean means need needs ask asked asks come keep kept kind sort
council councils policy policies right rule rules free before after during under against between without within through
"""
LIGHT_WORDS = frozenset(_LIGHT.split())
"""Words that go with every subject: in a question they count less than its other words."""

_JOINED = re.compile(r"\b(co|sub|e|re|by|bye|on|off|web|non|over|under)-(?=[a-z])")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_POSSESSIVE = re.compile(r"['’‘`](?:s\b)?")
_WORD = re.compile(r"[^\W_]+")

_CLASSES = (
    ("ngh", "c"), ("ng", "c"), ("ch", "c"), ("c", "c"), ("g", "c"), ("mh", "p"), ("ph", "p"), ("p", "p"), ("b", "p"),
    ("ff", "ff"), ("f", "p"), ("m", "p"), ("nh", "t"), ("th", "t"), ("dd", "t"), ("t", "t"), ("d", "t"), ("n", "t"),
    ("ll", "l"), ("l", "l"), ("rh", "r"), ("r", "r"),
)  # fmt: skip
"""How the beginning of a Welsh word is written, whatever mutation it has; the first that fits counts."""
_ENDINGS = ("iadau", "oedd", "iau", "ydd", "ion", "au", "on")
"""The endings of Welsh plurals, the longest first."""
WELSH = "~"
"""What a Welsh word begins with in the index, which keeps it from the English ones."""


_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", **dict.fromkeys("“”–—£•…", " ")})
"""Signs that words never hold, as such that ASCII has: what is left is mostly ASCII, which is folded fast."""


def fold_text(text: str) -> str:
    """Give a text in small letters without accents, with the parts of words such as `e-mail` joined."""
    text = text.lower().translate(_PLAIN)
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in plain if unicodedata.category(character)[0] != "M").lower()
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    if "-" in text:
        text = _JOINED.sub(r"\1", text)
    return _THOUSANDS.sub("", text) if "," in text else text


def split_words(text: str) -> list[str]:
    """Give the words of a text that say something, folded, in order."""
    return [word[:LONGEST] for word in _WORD.findall(fold_text(text)) if word not in STOP_WORDS]


def list_terms(text: str, *, welsh: bool = False) -> list[str]:
    """Give what the index holds of a text: the stem of each word, or in a Welsh text what is left of all its forms."""
    return stem_words(split_words(text), welsh=welsh)


def stem_words(words: list[str], *, welsh: bool = False) -> list[str]:
    """Give the terms of words that are parted already."""
    if not welsh:
        return [stem_word(word) for word in words]
    return [key for word in words for key in list_welsh_keys(word)]


@lru_cache(maxsize=8192)
def list_welsh_keys(word: str) -> tuple[str, ...]:
    """Give the keys of a Welsh word: one for all its mutations; two for one with `g`, which a mutation takes away."""
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 3), "")
    word = word.removesuffix(ending)
    start, known = next(((start, known) for start, known in _CLASSES if word.startswith(start)), ("", ""))
    own = f"{WELSH}{known}{word[len(start) :]}"
    return (own, f"{WELSH}{word[1:]}") if start == "g" else (own,)


def give_token_tables() -> dict[str, object]:
    """Give the lists above as the browser's script reads them."""
    return {
        "stop": sorted(STOP_WORDS),
        "light": sorted(LIGHT_WORDS),
        "classes": [list(pair) for pair in _CLASSES],
        "endings": list(_ENDINGS),
    }
