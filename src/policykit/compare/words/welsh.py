"""The words that carry force in a Welsh policy, with their mutations, numerals of both genders and plurals.

A verb comes first in Welsh, so that whom it binds comes after it: `Rhaid i’r Clerc gadw`, `Ni chaiff cynghorydd rannu`.
`Rhaid … beidio â` forbids, and `caiff … eu cadw` with a possessive is a passive that allows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policykit.compare.words.vocabulary import MarkerKind, Vocabulary, alternate
from policykit.model.force.welsh import WELSH

_SOFT = (
    *(("p", "b"), ("t", "d"), ("c", "g"), ("b", "f"), ("d", "dd"), ("g", ""), ("m", "f"), ("ll", "l"), ("rh", "r")),
)  # fmt: skip
_NASAL = (("p", "mh"), ("t", "nh"), ("c", "ngh"), ("b", "m"), ("d", "n"), ("g", "ng"))
_ASPIRATE = (("p", "ph"), ("t", "th"), ("c", "ch"))
_UNMUTATED = ("ch", "dd", "ff", "ng", "ph", "th", "ll", "rh")
"""Letters of two signs, which do not mutate as their first sign does."""
_NUMBERS = {
    "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "pum": 5, "chwech": 6,
    "chwe": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10, "deng": 10, "un ar ddeg": 11, "deuddeg": 12, "deuddeng": 12,
    "tri ar ddeg": 13, "tair ar ddeg": 13, "pedwar ar ddeg": 14, "pedair ar ddeg": 14, "pymtheg": 15, "pymtheng": 15,
    "un ar bymtheg": 16, "dau ar bymtheg": 17, "dwy ar bymtheg": 17, "deunaw": 18, "pedwar ar bymtheg": 19,
    "ugain": 20, "dau ddeg": 20, "deg ar hugain": 30, "tri deg": 30, "deugain": 40, "pedwar deg": 40,
    "hanner cant": 50, "pum deg": 50, "trigain": 60, "chwe deg": 60, "saith deg": 70, "pedwar ugain": 80,
    "wyth deg": 80, "naw deg": 90, "cant": 100, "mil": 1000,
}  # fmt: skip
_UNITS = {
    "munud": "minute", "munudau": "minute", "awr": "hour", "oriau": "hour", "diwrnod": "day", "diwrnodau": "day",
    "dydd": "day", "dyddiau": "day", "wythnos": "week", "wythnosau": "week", "pythefnos": "fortnight",
    "pythefnosau": "fortnight", "mis": "month", "misoedd": "month", "blwyddyn": "year", "blynedd": "year",
    "blynyddoedd": "year",
}  # fmt: skip
_KINDS_OF_DAY = {"gwaith": "working", "clir": "clear", "llawn": "full", "calendr": "calendar", "olynol": "consecutive"}
_MONTHS = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
_OFTEN = (
    "bob awr|bob dydd|bob wythnos|bob pythefnos|bob mis|bob chwarter|bob blwyddyn|yn ddyddiol|yn wythnosol|yn fisol|"
    "yn chwarterol|yn flynyddol|ar unwaith|heb oedi|yn ddi-oed|yn brydlon|yn syth|cyn gynted â phosibl|"
    "cyn gynted â phosib|cyn gynted ag y bo modd|cyn gynted ag y bo'n ymarferol|cyn gynted ag y bo'n bosibl"
)
_CONDITIONS = (
    "yn unig|dim ond|oni bai|ac eithrio|heblaw|heb|ar yr amod|yn ddarostyngedig i|yn amodol ar|lle bo'n bosibl|"
    "lle y bo'n bosibl|lle bynnag y bo'n bosibl|os yw'n bosibl|os oes modd|lle bo modd|lle bo'n briodol|"
    "lle y bo'n briodol|lle bo'n ymarferol|o leiaf|fan lleiaf|man lleiaf|ar y mwyaf|dim mwy na|heb fod yn fwy na|"
    "dim llai na|heb fod yn llai na|dim hwyrach na|heb fod yn hwyrach na|ddim hwyrach na|hyd at|mwy na|llai na|cyn|"
    "ar ôl|tan|hyd nes|yn ysgrifenedig|ysgrifenedig|mewn ysgrifen"
)
_NEGATIONS = "nid|nad|neb|byth|dim|ddim|nis|nas|pheidio"
_LINKS = {
    "a": "and", "ac": "and", "neu": "or", "pob": "all", "bob": "all", "phob": "all", "holl": "all", "unrhyw": "any",
    "rhai": "some", "y rhan fwyaf": "most", "y mwyafrif": "most",
}  # fmt: skip
_BEARERS = (
    "swyddog|swyddogion|cynghorydd|cynghorwyr|clerc|clercod|swyddog priodol|prif swyddog|clerc y dref|maer|"
    "dirprwy faer|cadeirydd|is-gadeirydd|aelod|aelodau|aelod cyfetholedig|cyflogai|cyflogeion|gweithiwr|"
    "gweithwyr|staff|gwirfoddolwr|gwirfoddolwyr|contractwr|contractwyr|pwyllgor|pwyllgorau|is-bwyllgor|cyngor|"
    "cyngor tref|cyngor cymuned|cyngor y dref|gweinyddwr|gweinyddwyr|rheolwr|rheolwyr|swyddog monitro|preswylydd|"
    "preswylwyr|defnyddiwr|defnyddwyr|llywodraethwr|llywodraethwyr|ymddiriedolwr|ymddiriedolwyr"
)
_PLURALS = {
    "swyddogion": "swyddog", "cynghorwyr": "cynghorydd", "clercod": "clerc", "aelodau": "aelod",
    "cyflogeion": "cyflogai", "gweithwyr": "gweithiwr", "gwirfoddolwyr": "gwirfoddolwr", "contractwyr": "contractwr",
    "pwyllgorau": "pwyllgor", "gweinyddwyr": "gweinyddwr", "rheolwyr": "rheolwr", "preswylwyr": "preswylydd",
    "defnyddwyr": "defnyddiwr", "llywodraethwyr": "llywodraethwr", "ymddiriedolwyr": "ymddiriedolwr",
}  # fmt: skip


def list_mutations(word: str) -> tuple[str, ...]:
    """Give a word and its soft, nasal and aspirate forms, and the one with h before a vowel."""
    return tuple(dict.fromkeys((word, *_mutate(word, (_SOFT, _NASAL, _ASPIRATE)), *_breathe(word))))


def _mutate(word: str, kinds: Sequence[Sequence[tuple[str, str]]]) -> Iterator[str]:
    lower = word[:2].lower()
    for changes in kinds:
        for first, other in changes:
            whole = lower.startswith(first) and (lower == first or lower not in _UNMUTATED)
            if whole:
                rest = word[len(first) :]
                yield (other + rest) if word[:1].islower() else (other + rest)[:1].upper() + (other + rest)[1:]
                break


def _breathe(word: str) -> Iterator[str]:
    if word[:1].lower() in "aeiouwyâêîôûŵŷ":
        yield f"h{word.lower()}" if word[:1].islower() else f"H{word.lower()}"


def _fold(words: Sequence[str]) -> dict[str, str]:
    """Give the plain form of each word and of each of its mutations, in small letters; plain forms come first."""
    folded = {word.lower(): word.lower() for word in words}
    for word in words:
        for form in list_mutations(word):
            folded.setdefault(form.lower(), word.lower())
    return folded


_NUMBER_FORMS = {
    form: plain for form, plain in _fold(list(_NUMBERS)).items() if form not in ("neg", "nau", "nwy", "ngant")
}
_UNIT_FORMS = _fold(list(_UNITS))
_MONTH_FORMS = _fold(_MONTHS)
_BEARER_FORMS = _fold(_BEARERS.split("|"))
_MODAL_FORMS = WELSH.every


def compile_markers(bearers: Sequence[str]) -> re.Pattern[str]:
    """Give the pattern that finds words of force; the name of the group that matched is the kind."""
    words = [form for form in _NUMBER_FORMS if _NUMBERS[_NUMBER_FORMS[form]] > 1]
    number = rf"(?:\d+(?:[.,]\d+)*|{alternate([*_NUMBER_FORMS, 'can', 'gan'])})"
    unit = rf"{alternate(list(_UNIT_FORMS))}(?:\s+(?:yn\s+)?{alternate(list(_KINDS_OF_DAY))})*"
    months = alternate(list(_MONTH_FORMS))
    day = r"\d{1,2}(?:af|ail|ydd|ed|eg|fed|il)?"
    date = rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{day}\s+(?:o\s+)?{months}(?:\s+\d{{4}})?|"
    date += rf"{months}\s+\d{{4}}|\d{{1,2}}(?:[:.]\d\d)?\s?(?:yb|yp|y\.b\.|y\.p\.|am|pm)|\d{{1,2}}:\d\d"
    passive = r"(?!\s+(?:(?:y|yr|pob|bob|unrhyw|pa)\s+)?[\w’'-]+\s+(?:ei|eu)\s)"
    fortnight = alternate([form for form, plain in _UNIT_FORMS.items() if plain == "pythefnos"])
    one = rf"(?:(?<=\bam )|(?<=\bfewn )|(?<=\bo )){unit}|{fortnight}"
    kinds = {
        "date": date,
        "duration": rf"{number}(?:\s+o)?[\s-]+{unit}|{one}|{alternate(_OFTEN.split('|'))}",
        "condition": alternate(_CONDITIONS.split("|")),
        "modal": rf"{alternate(list(_MODAL_FORMS))}(?<![cg]aiff)(?<!chaiff)|(?:(?:ni|na)\s+ch|c|g)aiff{passive}",
        "negation": rf"{alternate(_NEGATIONS.split('|'))}|(?<!\bi )(?<!\bâ )ni(?=\s+(?:ch|dd|th|ph|f|r|l|w|o|a|e|y)\w)",
        "number": rf"[£$€]?\d+(?:[.,]\d+)*\s?%?|{alternate(words)}",
        "bearer": alternate([form for form, plain in _BEARER_FORMS.items() if plain in _BEARERS.split("|")])
        if tuple(bearers) == WELSH_BEARERS
        else (alternate(list(_fold(list(bearers)))) or r"(?!)"),
        "link": alternate(list(_LINKS)),
    }
    pattern = "|".join(rf"(?P<{kind}>{words})" for kind, words in kinds.items())
    return re.compile(rf"(?<![\w’'-])(?=[\w£$€])(?:{pattern})(?![\w-])", re.IGNORECASE)


def read_plain(kind: MarkerKind, text: str) -> str:
    """Give the plain form of words of force: equal forms have equal force; amounts are given as in English."""
    plain = " ".join(text.lower().replace("’", "'").split())
    match kind:
        case "modal":
            return WELSH.spelt.get(plain, plain)
        case "bearer":
            word = _BEARER_FORMS.get(plain, plain)
            return _PLURALS.get(word, word)
        case "link":
            return _LINKS[plain]
        case "date":
            return " ".join(_MONTH_FORMS.get(word, word) for word in plain.split() if word != "o")
        case "number" | "duration":
            return _read_amount(plain)
        case _:
            return plain


def _read_amount(plain: str) -> str:
    number, unit, kinds = plain, "", []
    words = plain.split()
    for at, word in enumerate(words):
        if word in _UNIT_FORMS and words[0] != "bob":
            number, unit = " ".join(words[:at]).removesuffix(" o") or "1", _UNITS[_UNIT_FORMS[word]]
            kinds = [_KINDS_OF_DAY[each] for each in words[at + 1 :] if each in _KINDS_OF_DAY]
            break
    if number in ("can", "gan"):
        number = "cant"
    if number in _NUMBER_FORMS:
        number = str(_NUMBERS[_NUMBER_FORMS[number]])
    return " ".join(filter(None, [number.replace(",", ""), *kinds, unit]))


_REFRAIN = re.compile(r"(?:['’]r)?(?:\s+(?!(?:neu|a|ac)\s)[^\s.;:!?,]+){0,12}?\s+([bp]eidio)\b", re.IGNORECASE)
_NOT_AFTER = re.compile(r"(?:['’]r)?(?:\s+[^\s.;:!?,]+){0,4}?\s+(neb|ddim)\b", re.IGNORECASE)
_ARTICLE = r"(?:['’]r)?(?:\s+(?:i|iddo|iddi|y|yr|bob|pob|unrhyw|fod)(?:['’]r)?)*\s+"
_AND = r"(?:,|\s+(?:a|ac|neu|na|nac))"
_ANY_BEARER = alternate(list(_BEARER_FORMS))
_BINDS = re.compile(rf"\b(?:{alternate(list(_MODAL_FORMS))}|gan){_ARTICLE}$", re.IGNORECASE)
_LISTED = re.compile(rf"{_AND}{_ARTICLE}{_ANY_BEARER}\b", re.IGNORECASE)
_LISTING = re.compile(rf"{_ANY_BEARER}{_AND}{_ARTICLE}$", re.IGNORECASE)


def _find_negation(_before: str, after: str) -> str:
    """Give the word after a modal that turns it round: `rhaid i’r Clerc beidio`, `chaiff neb`."""
    found = _REFRAIN.match(after) or _NOT_AFTER.match(after)
    return found[1] if found else ""


def _is_bound(before: str, after: str) -> bool:
    """Tell whether a bearer follows a modal or `gan`, or is in a list of bearers."""
    return bool(_BINDS.search(before) or _LISTED.match(after) or _LISTING.search(before))


WELSH_BEARERS = tuple(_BEARERS.split("|"))
WELSH_VOCABULARY = Vocabulary(
    WELSH, WELSH_BEARERS, compile_markers, read_plain, _find_negation, _is_bound, turned=" peidio"
)
