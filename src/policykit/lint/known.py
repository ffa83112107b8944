"""Words and abbreviations that need no definition in a council's policy."""

from __future__ import annotations

_WORDS = """
a act acts annual assembly association authority bank board borough british bylaw bylaws chair chairman chairmen
chairperson charter chief city clerk code committee committees community co-opted constitution council councillor
councillors councils county court crown data deputy director district electoral english equality executive
financial freedom full general government guidance guidelines health home information instrument internet irish
justice language leader local manager mayor mayoral meeting member members minister ministers monitoring
neighbourhood northern of officer officers ombudsman order orders parish parliament plan police policies policy
practice president principal procedure procedures proper protection protocol protocols public regulation
regulations resident residents responsible rfo safety schedule scheme scottish section secretary service state
standing statute sub-committee terms the town trust trustee tribunal united vice village ward web welsh working
young christmas easter bible god europe european england wales scotland ireland britain kingdom union
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december facebook twitter youtube instagram linkedin whatsapp tiktok pinterest snapchat
messenger telegram signal zoom teams microsoft google apple windows android wikipedia x conduct
"""
_ABBREVIATIONS = """
AGM AI AM BBC BST CCTV CD CPR DVD EEA EU FAQ GB GDPR GMT GPS HM HMRC HQ ICT ID IP ISBN ISO IT ITV MP MPs NHS NI
OK PC PDF PIN PIR PM QR RSS SI SIM SMS TV UK URL URLs US USA USB VAT VE VPN WC WIFI XML DNA ITIL OBE MBE CBE QC KC
"""

KNOWN_WORDS = frozenset(_WORDS.split())
"""Words, in small letters, that councils write with capitals: offices, bodies, months, services."""
KNOWN_ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Abbreviations that every reader knows."""
