"""What policykit knows of bodies that have policies, as data: their kinds, whose law applies, how laws are cited.

None of it is a closed list: a library adds its own kinds and schemes in library.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import StringConstraints

from policykit.model.base import Line, Model

BODIES: dict[str, str] = {
    "parish": "parish council",
    "town": "town council",
    "community": "community council",
    "city": "city council",
    "village": "village council",
    "neighbourhood": "neighbourhood council",
    "borough": "borough council",
    "district": "district council",
    "county": "county council",
    "combined-authority": "combined authority",
    "national-park": "national park authority",
    "police": "police and crime commissioner",
    "fire": "fire and rescue authority",
    "health": "health board or trust",
    "school": "school",
    "academy-trust": "academy trust",
    "nursery": "nursery",
    "college": "college",
    "university": "university",
    "students-union": "students’ union",
    "charity": "charity",
    "foundation": "foundation",
    "society": "society",
    "club": "club",
    "association": "association",
    "union": "trade union",
    "church": "church or faith body",
    "housing-association": "housing association",
    "co-operative": "co-operative",
    "company": "company",
    "community-interest-company": "community interest company",
    "government": "government department or agency",
    "municipality": "municipality",
    "committee": "committee of several bodies",
}
"""The kinds of body by the word that council.yaml has, and what each is called."""

NATIONS = ("england", "wales", "scotland", "northern-ireland")
"""The nations of the United Kingdom, whose bank holidays are known."""
_COUNTRIES = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca "
    "cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga "
    "gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp "
    "ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms "
    "mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs "
    "ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw "
    "tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw eu"
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2, and `eu`."""


def is_jurisdiction(name: str) -> bool:
    """Tell whether law is known to be made there: a nation of the UK, a country (`ie`) or a part of one (`us-ca`)."""
    return name in NATIONS or name.partition("-")[0] in COUNTRIES


class CitationScheme(Model):
    """How one body of law is identified on the web."""

    unprinted = "for those who keep the library"

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    """Its name here: `eli`."""
    name: Line
    """What it is of: `Irish Statute Book`."""
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    """The regular expression that its whole addresses match."""
    example: Line
    """One of its addresses."""


def _scheme(id: str, name: str, pattern: str, example: str) -> CitationScheme:
    return CitationScheme(id=id, name=name, pattern=pattern, example=example)


_REST = r"[A-Za-z0-9/._~%()&=?+-]+"
CITATION_SCHEMES: tuple[CitationScheme, ...] = (
    _scheme(
        "uk",
        "legislation.gov.uk",
        rf"https?://www\.legislation\.gov\.uk/(?:id/)?{_REST}",
        "http://www.legislation.gov.uk/id/ukpga/2018/12",
    ),
    _scheme(
        "eu",
        "European Union (ELI)",
        rf"https?://data\.europa\.eu/eli/{_REST}",
        "http://data.europa.eu/eli/reg/2016/679",
    ),
    _scheme(
        "ie",
        "Irish Statute Book (ELI)",
        rf"https?://www\.irishstatutebook\.ie/eli/{_REST}",
        "https://www.irishstatutebook.ie/eli/2014/act/38",
    ),
    _scheme(
        "fr",
        "Légifrance",
        rf"https?://www\.legifrance\.gouv\.fr/{_REST}",
        "https://www.legifrance.gouv.fr/eli/loi/2018/6/20",
    ),
    _scheme(
        "de",
        "Gesetze im Internet",
        rf"https?://www\.gesetze-im-internet\.de/{_REST}",
        "https://www.gesetze-im-internet.de/gg",
    ),
    _scheme("us", "United States Code", rf"https?://uscode\.house\.gov/{_REST}", "https://uscode.house.gov/view.xhtml"),
    _scheme(
        "us-gov",
        "govinfo",
        rf"https?://www\.govinfo\.gov/{_REST}",
        "https://www.govinfo.gov/app/details/PLAW-111publ148",
    ),
    _scheme(
        "ca",
        "Justice Laws",
        rf"https?://laws(?:-lois)?\.justice\.gc\.ca/{_REST}",
        "https://laws-lois.justice.gc.ca/eng/acts/P-21",
    ),
    _scheme(
        "au",
        "Federal Register of Legislation",
        rf"https?://www\.legislation\.gov\.au/{_REST}",
        "https://www.legislation.gov.au/C2004A03712",
    ),
    _scheme(
        "nz",
        "New Zealand Legislation",
        rf"https?://www\.legislation\.govt\.nz/{_REST}",
        "https://www.legislation.govt.nz/act/public/2020/0031",
    ),
    _scheme(
        "za",
        "South African Government",
        rf"https?://www\.gov\.za/documents/{_REST}",
        "https://www.gov.za/documents/acts/act-4-2013",
    ),
    _scheme(
        "in",
        "India Code",
        rf"https?://www\.indiacode\.nic\.in/{_REST}",
        "https://www.indiacode.nic.in/handle/123456789/2060",
    ),
    _scheme("akn", "Akoma Ntoso", rf"(?:https?://[A-Za-z0-9.-]+)?/akn/{_REST}", "/akn/za/act/2013/4"),
    _scheme("urn-lex", "URN:LEX", r"urn:lex:[A-Za-z0-9:;.@~$+-]+", "urn:lex:it:stato:legge:2016-05-06;76"),
)
"""The schemes that every library knows."""


def find_scheme(uri: str, schemes: Iterable[CitationScheme]) -> CitationScheme | None:
    """Give the scheme that an address belongs to; None for one that belongs to none."""
    return next((scheme for scheme in schemes if re.fullmatch(scheme.pattern, uri)), None)
