"""Languages: the three letters of ISO 639-2 (T) that Akoma Ntoso names them by, and the tags of BCP 47."""

from __future__ import annotations

from policykit.model.force.kinds import read_primary

_CODES = (
    "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bhbih bibis bmbam "
    "bnben bobod brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe "
    "elell eneng eoepo esspa etest eueus fafas ffful fifin fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj "
    "gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl "
    "itita iuiku jajpn jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor "
    "kykir lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa "
    "mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs "
    "papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag shhbs sisin "
    "skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk "
    "tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho "
    "yiyid yoyor zazha zhzho zuzul "
)
_THREE = {code[:2]: code[2:] for code in _CODES.split()}
_TWO = {three: two for two, three in _THREE.items()}
_BIBLIOGRAPHIC = {
    "wel": "cy",
    "fre": "fr",
    "ger": "de",
    "dut": "nl",
    "gre": "el",
    "cze": "cs",
    "ice": "is",
    "rum": "ro",
}
"""The older codes of libraries, which some files have."""
UNDETERMINED = "und"
MULTIPLE = "mul"
"""What an address has in place of a language where a text is in several."""


def name_three(language: str) -> str:
    """Give the code of three letters for a language (BCP 47): `eng` for `en-GB`; `und` where there is none."""
    primary = read_primary(language)
    return primary if len(primary) == 3 else _THREE.get(primary, UNDETERMINED)


def name_tag(code: str) -> str:
    """Give the tag (BCP 47) of a language that a file names by two or three letters; empty where none is known."""
    primary = read_primary(code)
    if len(primary) == 2:
        return primary
    return _TWO.get(primary) or _BIBLIOGRAPHIC.get(primary, "")
