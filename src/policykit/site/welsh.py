"""The words around a text in Welsh, phrase by phrase.

A phrase that is missing here is shown in English, and marked so.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "Adopted": "Mabwysiadwyd",
    "Adopted, and not yet in force": "Mabwysiadwyd, ond heb ddod i rym eto",
    "All versions": "Pob fersiwn",
    "An earlier version had these clauses, and this one has none of that name. Links to them lead here.": (
        "Roedd y cymalau hyn mewn fersiwn cynharach, ac nid oes rhai o’r enw hwnnw yn hwn. "
        "Mae dolenni atynt yn arwain yma."
    ),
    "Catalogue of data (DCAT)": "Catalog data (DCAT)",
    "Compare with {council}": "Cymharu â {council}",
    "Compared with other councils": "Wedi’i gymharu â chynghorau eraill",
    "Contents": "Cynnwys",
    "Download": "Lawrlwytho",
    "Download version {label}": "Lawrlwytho fersiwn {label}",
    "Draft: not adopted": "Drafft: heb ei fabwysiadu",
    "Draft: recommended, not adopted": "Drafft: argymhellwyd, heb ei fabwysiadu",
    "Drafts: not adopted": "Drafftiau: heb eu mabwysiadu",
    "Fingerprint of the text (SHA-256)": "Ôl bys y testun (SHA-256)",
    "History": "Hanes",
    "In force": "Mewn grym",
    "In force since": "Mewn grym ers",
    "It is in force from {day}.": "Mae mewn grym o {day}.",
    "It was in force from {first} until {last}, when it was withdrawn.": (
        "Roedd mewn grym o {first} hyd {last}, pan dynnwyd ef yn ôl."
    ),
    "It was in force from {first} until {last}, when version {label} took its place.": (
        "Roedd mewn grym o {first} hyd {last}, pan ddaeth fersiwn {label} yn ei le."
    ),
    "It was in force from {first}.": "Roedd mewn grym o {first}.",
    "It was in force until {last}.": "Roedd mewn grym hyd {last}.",
    "List of policies (JSON)": "Rhestr o bolisïau (JSON)",
    "Minute": "Cofnod",
    "Next review": "Adolygiad nesaf",
    "No longer in force": "Nid yw mewn grym mwyach",
    "No longer in force: a later version took its place": "Nid yw mewn grym mwyach: daeth fersiwn diweddarach yn ei le",
    "No policy of this council is in force.": "Nid oes polisi gan y cyngor hwn mewn grym.",
    "No version of this policy is in force.": "Nid oes fersiwn o’r polisi hwn mewn grym.",
    "Plain text": "Testun plaen",
    "Policies in force": "Polisïau mewn grym",
    "Policy": "Polisi",
    "Read version {label}, which is in force": "Darllen fersiwn {label}, sydd mewn grym",
    "Rules of this version for programs": "Rheolau’r fersiwn hwn ar gyfer rhaglenni",
    "Search": "Chwilio",
    "Search the policies": "Chwilio’r polisïau",
    "Its history as data (JSON)": "Ei hanes fel data (JSON)",
    "Planned reviews (calendar)": "Adolygiadau a gynlluniwyd (calendr)",
    "Show": "Dangos",
    "Skip to the text": "Neidio i’r testun",
    "These pages are copies for reading. What counts is the text that the council adopted, as its minutes record it.": (
        "Copïau i’w darllen yw’r tudalennau hyn. "
        "Y testun a fabwysiadodd y cyngor, fel y mae ei gofnodion yn ei gofnodi, sy’n cyfrif."
    ),
    "To follow and to reuse": "I’w ddilyn ac i’w ailddefnyddio",
    "This policy as data (JSON)": "Y polisi hwn fel data (JSON)",
    "Version": "Fersiwn",
    "Version {label}": "Fersiwn {label}",
    "Version {label} takes its place on {day}": "Daw fersiwn {label} yn ei le ar {day}",
    "What changed since version {label}": "Beth a newidiodd ers fersiwn {label}",
    "What happened (Atom feed)": "Beth a ddigwyddodd (porthiant Atom)",
    "Where earlier clauses are": "Ble mae cymalau cynharach",
    "Where you are": "Ble rydych chi",
    "Which version was in force on": "Pa fersiwn oedd mewn grym ar",
    "Withdrawn: no longer in force": "Tynnwyd yn ôl: nid yw mewn grym mwyach",
    "date not recorded": "dyddiad heb ei gofnodi",
    "not recorded": "heb ei gofnodi",
    "overdue": "yn hwyr",
    "since a date that was not recorded": "ers dyddiad nas cofnodwyd",
    "since {day}": "ers {day}",
    "version {label}": "fersiwn {label}",
}
