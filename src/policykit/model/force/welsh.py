"""The modal words of Welsh, as statutes and councils use them, with persons, mutations and the negative particles.

`Rhaid i` lays a duty, `ni chaiff` and `ni chaniateir` forbid, `caiff` and `caniateir` allow, `dylai` advises; `ni raid`
and `nid oes rhaid` say that there is no duty.
"""

from __future__ import annotations

from policykit.model.force.kinds import Force, ForceWords

_BE = "mae|mae'n|y mae|y mae'n|bydd|bydd yn|byddai|byddai'n|bu|bu'n"
_NOT_BE = "nid oes|nad oes|does dim|nid oedd|ni fydd|na fydd"
_NO = ("ni", "na")
_MODALS: tuple[tuple[Force, str, str], ...] = (
    ("duty", "rhaid", "raid"),
    ("duty", "yn ofynnol", "mae'n ofynnol|y mae'n ofynnol|bydd yn ofynnol|byddai'n ofynnol|gofynnir|ofynnir"),
    ("duty", "dyletswydd ar", "ddyletswydd ar|o dan ddyletswydd|mae dyletswydd ar|bydd dyletswydd ar|yn rhwymedig"),
    ("duty", "mae angen i", "bydd angen i|y mae angen i|mae gofyn i|bydd gofyn i|mae'n angenrheidiol"),
    ("permission", "ni raid", "na raid"),
    ("permission", "nid yw'n ofynnol", "nid yw yn ofynnol|nid yw'n rhaid|nad yw'n ofynnol|ni ofynnir|na ofynnir"),
    ("permission", "caiff", "gaiff|cânt|gânt|cewch|gewch|cawn|gawn"),
    ("permission", "caniateir", "ganiateir|a ganiateir|mae hawl gan"),
    ("permission", "gall", "all|gallant|allant|gallwch|allwch|gallwn|allwn|gellir|ellir"),
    ("prohibition", "gwaherddir", "waherddir|yn waharddedig|wedi'i wahardd|wedi'i gwahardd|wedi'u gwahardd"),
    ("prohibition", "wedi ei wahardd", "wedi ei gwahardd|wedi eu gwahardd"),
    ("prohibition", "peidiwch", "paid|peidied|peidier"),
    ("recommendation", "dylai", "ddylai|dylid|ddylid|dylent|ddylent|dylech|ddylech|dylem|ddylem|dylen|ddylen"),
    ("recommendation", "argymhellir", "hargymhellir|anogir|hanogir|cynghorir|gynghorir|mae'n ddoeth"),
    ("recommendation against", "nid argymhellir", "nad argymhellir|ni chynghorir|na chynghorir"),
    ("commitment", "bydd", "fydd|byddant|fyddant|byddwn|fyddwn|byddwch|fyddwch|byddir|fyddir"),
)  # fmt: skip
"""Each force, the plain form of a word, and its other forms."""
_NEGATIVE: tuple[tuple[Force, str, str], ...] = (
    ("prohibition", "ni chaiff", "chaiff|chânt|chewch|chawn|cheir"),
    ("prohibition", "ni chaniateir", "chaniateir"),
    ("prohibition", "ni all", "all|allant|allwch|allwn|ellir|allai|ellid"),
    ("recommendation against", "ni ddylai", "ddylai|ddylid|ddylent|ddylech|ddylem|ddylen|ddylwn"),
    ("commitment not to", "ni fydd", "fydd|fyddant|fyddwn|fyddwch|fyddir"),
)
"""What a verb comes to after a negative particle: its force, its plain form, and the forms that follow the particle."""
_FREE = "rhaid|raid|angen i|gofyn i|dyletswydd ar"
"""What is no duty after `nid oes`."""
_UNFREE = "hawl gan|hawl i"
"""What is forbidden after `nid oes`."""


def _list_forces() -> tuple[dict[str, Force], dict[str, str]]:
    forces: dict[str, Force] = {}
    spelt: dict[str, str] = {}
    for force, plain, forms in _MODALS:
        forces[plain] = force
        spelt |= dict.fromkeys(forms.split("|"), plain)
    for force, plain, verbs in _NEGATIVE:
        forces[plain] = force
        spelt |= {f"{no} {verb}": plain for no in _NO for verb in verbs.split("|")}
    forces |= {"nid oes rhaid": "permission", "nid oes hawl": "prohibition"}
    for be in _NOT_BE.split("|"):
        spelt |= {f"{be} {word}": "nid oes rhaid" for word in _FREE.split("|")}
        spelt |= {f"{be} {word}": "nid oes hawl" for word in _UNFREE.split("|")}
    spelt |= {f"{be} {word}": "rhaid" for be in _BE.split("|") for word in ("rhaid", "raid")}
    return forces, {form: plain for form, plain in spelt.items() if form not in forces}


WELSH = ForceWords("cy", *_list_forces())
