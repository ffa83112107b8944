"""The words of single screens in Welsh: files that come back, readings that are agreed, the public site."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "Every policy that was adopted, with its versions, their changes, and a search. Drafts are not on it.": (
        "Pob polisi a fabwysiadwyd, gyda’i fersiynau, eu newidiadau, a chwiliad. Nid yw drafftiau arno."
    ),
    "It is in this folder. Open “index.html” in it to look, and copy the whole folder to the council’s web space:": (
        "Mae yn y ffolder hon. Agorwch “index.html” ynddi i’w weld, a chopïwch y ffolder gyfan i ofod gwe’r cyngor:"
    ),
    "Make the site": "Gwneud y safle",
    "Make the site again": "Gwneud y safle eto",
    "Or make a site of all policies": "Neu wneud safle o’r holl bolisïau",
    "Somebody changed this file, so it stays, although the site does not need it any more:": (
        "Newidiodd rhywun y ffeil hon, felly mae’n aros, er nad oes ei hangen ar y safle mwyach:"
    ),
    "The first time takes a minute or more; after that, only what changed is made.": (
        "Mae’r tro cyntaf yn cymryd munud neu fwy; wedi hynny, dim ond yr hyn a newidiodd a wneir."
    ),
    "The public site": "Y safle cyhoeddus",
    "The site was made. Policies on it: {count}; pages and files: {files}.": (
        "Gwnaed y safle. Polisïau arno: {count}; tudalennau a ffeiliau: {files}."
    ),
    "Accept all": "Derbyn pob un",
    "Accept it after all": "Ei dderbyn wedi’r cyfan",
    "Each counts until you reject it.": "Mae pob un yn cyfrif nes i chi ei wrthod.",
    "How you read it": "Sut rydych chi’n ei ddarllen",
    "I am a second reader, and read it the same way": "Rwy’n ail ddarllenydd, ac yn ei ddarllen yr un modd",
    "I confirm it for the council": "Rwy’n ei gadarnhau ar ran y cyngor",
    "I read it anew": "Rwy’n ei ddarllen o’r newydd",
    "I read it differently": "Rwy’n ei ddarllen yn wahanol",
    "Needed to confirm it: “Town Clerk, TC/26/043”": "Ei angen i’w gadarnhau: “Clerc y Dref, TC/26/043”",
    "Needed where you read it differently": "Ei angen lle rydych yn ei ddarllen yn wahanol",
    "Reject all": "Gwrthod pob un",
    "Reject it": "Ei wrthod",
    "Rejected": "Wedi’i wrthod",
    "Say how far this reading is agreed": "Dweud i ba raddau y cytunir ar y darlleniad hwn",
    "Tracked changes in the file: {count}": "Newidiadau wedi’u tracio yn y ffeil: {count}",
    "What you said of the reading was recorded.": "Cofnodwyd yr hyn a ddywedasoch am y darlleniad.",
    "Why": "Pam",
    "Your name": "Eich enw",
    "Your office, or the minute": "Eich swydd, neu’r cofnod",
    "becomes:": "yn dod yn:",
    "comes in:": "yn dod i mewn:",
    "goes:": "yn mynd:",
    "was:": "yr oedd:",
}
"""Welsh by English. Made with care, and not yet read by a translator."""
