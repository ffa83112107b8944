"""The words of the page of a text in Welsh."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "About this clause": "Am y cymal hwn",
    "About this clause …": "Am y cymal hwn …",
    "Add a note": "Ychwanegu nodyn",
    "Advice": "Cyngor",
    "A slip in the words": "Llithriad yn y geiriau",
    "Changed in two places": "Wedi’i newid mewn dau le",
    "Close without changes": "Cau heb newid",
    "Column to the right": "Colofn i’r dde",
    "Done": "Wedi gorffen",
    "Editors’ notes": "Nodiadau golygyddion",
    "First column is headings": "Penawdau yw’r golofn gyntaf",
    "Footnote": "Troednodyn",
    "Go to it": "Mynd ato",
    "How the words are read": "Sut y darllenir y geiriau",
    "It advises something (should)": "Mae’n cynghori rhywbeth (dylid)",
    "It allows something (may)": "Mae’n caniatáu rhywbeth (caniateir)",
    "It asks for something (must)": "Mae’n gofyn am rywbeth (rhaid)",
    "It forbids something (must not)": "Mae’n gwahardd rhywbeth (ni chaniateir)",
    "It names a risk": "Mae’n enwi risg",
    "It says how things are": "Mae’n dweud sut mae pethau",
    "It says what a word means": "Mae’n dweud beth mae gair yn ei olygu",
    "Look for a number or words": "Chwilio am rif neu eiriau",
    "Meanwhile it was taken away elsewhere.": "Yn y cyfamser cafodd ei dynnu ymaith mewn man arall.",
    "Meanwhile these words were written elsewhere:": "Yn y cyfamser ysgrifennwyd y geiriau hyn mewn man arall:",
    "Move down": "Symud i lawr",
    "Move up": "Symud i fyny",
    "New section": "Adran newydd",
    "Not saved:": "Heb ei gadw:",
    "Not saved yet": "Heb ei gadw eto",
    "Not saved: the desk does not answer. Your words stay in this window.": (
        "Heb ei gadw: nid yw’r ddesg yn ateb. Mae eich geiriau’n aros yn y ffenestr hon."
    ),
    "Notes are no part of the adopted words, and are printed only where that is asked for.": (
        "Nid yw nodiadau’n rhan o’r geiriau a fabwysiadwyd, a dim ond lle gofynnir am hynny y cânt eu hargraffu."
    ),
    "Refer to …": "Cyfeirio at …",
    "Row below": "Rhes oddi tano",
    "Saved": "Wedi’i gadw",
    "Saved, but for what is empty: write in it, or take it away": (
        "Wedi’i gadw, heblaw am yr hyn sy’n wag: ysgrifennwch ynddo, neu tynnwch ef ymaith"
    ),
    "Saved, but for what is marked": "Wedi’i gadw, heblaw am yr hyn sydd wedi’i farcio",
    "Saving…": "Yn cadw…",
    "Table": "Tabl",
    "Take column away": "Tynnu colofn ymaith",
    "Take row away": "Tynnu rhes ymaith",
    "Take table away": "Tynnu tabl ymaith",
    "Take theirs": "Cymryd eu geiriau nhw",
    "Take this note away": "Tynnu’r nodyn hwn ymaith",
    "The note": "Y nodyn",
    "The term that it defines": "Y term y mae’n ei ddiffinio",
    "The words that it speaks of, exactly (may be left empty)": (
        "Y geiriau y mae’n sôn amdanynt, yn union (gellir ei adael yn wag)"
    ),
    "To be put right": "I’w gywiro",
    "To write in the text, this browser has to run the desk’s own script.": (
        "I ysgrifennu yn y testun, rhaid i’r porwr hwn redeg sgript y ddesg ei hun."
    ),
    "Tools for the text": "Offer ar gyfer y testun",
    "Version {label} was adopted, and its text never changes.": (
        "Mabwysiadwyd fersiwn {label}, ac nid yw ei destun byth yn newid."
    ),
    "What it does": "Beth mae’n ei wneud",
    "What the note is about": "Am beth mae’r nodyn",
    "What the table shows (may be left empty)": "Beth mae’r tabl yn ei ddangos (gellir ei adael yn wag)",
    "Where the words come from": "O ble y daw’r geiriau",
    "Write mine": "Ysgrifennu fy ngeiriau i",
    "its table, footnotes, notes, or what it does": "ei dabl, ei droednodiadau, ei nodiadau, neu’r hyn a wna",
    "the document": "y ddogfen",
}
"""Welsh by English, beside the furniture of all pages. Made with care, and not yet read by a translator."""
