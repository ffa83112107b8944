"""The furniture in Welsh, phrase by phrase. A phrase that is missing here is shown in English, and marked so."""

from __future__ import annotations

MONTHS = (
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
)

PHRASES: dict[str, str] = {
    "(optional)": "(dewisol)",
    "A committee recommended it": "Argymhellodd pwyllgor ef",
    "A new policy of {council}": "Polisi newydd i {council}",
    "A short name of the council in small letters, such as anytown": (
        "Enw byr y cyngor mewn llythrennau bach, megis anytown"
    ),
    "Adopt version {label}": "Mabwysiadu fersiwn {label}",
    "Adopted": "Mabwysiadwyd",
    "Adopted, in force from {day}": "Mabwysiadwyd, mewn grym o {day}",
    "Advice on the text": "Cyngor ar y testun",
    "Advice that is still open": "Cyngor sy’n dal yn agored",
    "Afterwards the words are frozen: a change begins with the next version.": (
        "Wedyn bydd y geiriau wedi’u rhewi: mae newid yn dechrau gyda’r fersiwn nesaf."
    ),
    "All policies": "Pob polisi",
    "As it is to be printed, such as Policy Committee or Council": (
        "Fel y caiff ei argraffu, megis Pwyllgor Polisi neu Cyngor"
    ),
    "As your council writes it, such as 796/21": "Fel y mae eich cyngor yn ei ysgrifennu, megis 796/21",
    "Ask about a case": "Holi am achos",
    "Ask about a case: may I do this?": "Holi am achos: a gaf i wneud hyn?",
    "Ask about another case": "Holi am achos arall",
    "Before": "Cynt",
    "Begin": "Dechrau",
    "Begin the next version": "Dechrau’r fersiwn nesaf",
    "Bold": "Trwm",
    "Bring in a Word file": "Dod â ffeil Word i mewn",
    "Bring it in": "Dod â hi i mewn",
    "Choose all that apply, or none.": "Dewiswch bob un sy’n berthnasol, neu ddim un.",
    "Clause": "Cymal",
    "Clauses": "Cymalau",
    "Close": "Cau",
    "Close the desk": "Cau’r ddesg",
    "Committee": "Pwyllgor",
    "Compare these": "Cymharu’r rhain",
    "Compared by": "Cymharwyd gan",
    "Council": "Cyngor",
    "Day": "Diwrnod",
    "Day of the meeting": "Diwrnod y cyfarfod",
    "Desk": "Y ddesg",
    "Do not bring it in": "Peidio â dod â hi i mewn",
    "Draft": "Drafft",
    "Enough: what does it say?": "Digon: beth mae’n ei ddweud?",
    "Every policy with its next step, the most pressing first": "Pob polisi gyda’i gam nesaf, y mwyaf brys yn gyntaf",
    "Everything in the file, in its order: {count} parts": "Popeth yn y ffeil, yn ei drefn: {count} rhan",
    "Everything is written. You can close this window.": "Mae popeth wedi’i ysgrifennu. Gallwch gau’r ffenestr hon.",
    "File": "Ffeil",
    "Files of this version are in this folder:": "Mae ffeiliau’r fersiwn hon yn y ffolder hon:",
    "For a record that never should have been made: what it says did not happen.": (
        "Ar gyfer cofnod na ddylai fod wedi’i wneud: ni ddigwyddodd yr hyn y mae’n ei ddweud."
    ),
    "For the council to decide:": "I’r cyngor benderfynu:",
    "For the printed history; several changes on a line each, with a dash before each": (
        "Ar gyfer yr hanes printiedig; sawl newid ar linell yr un, gyda chysylltnod o flaen pob un"
    ),
    "For whoever reads the register; it is not printed": (
        "Ar gyfer pwy bynnag sy’n darllen y gofrestr; ni chaiff ei argraffu"
    ),
    "Give what the minutes say. You then see which words are frozen, before anything is written.": (
        "Rhowch yr hyn y mae’r cofnodion yn ei ddweud. Yna gwelwch pa eiriau a gaiff eu rhewi, cyn i ddim "
        "gael ei ysgrifennu."
    ),
    "Go on": "Ymlaen",
    "Go on with the text": "Mynd ymlaen â’r testun",
    "Go on with version {label}": "Mynd ymlaen â fersiwn {label}",
    "History": "Hanes",
    "I do not know": "Dydw i ddim yn gwybod",
    "If nothing changes": "Os nad oes dim yn newid",
    "If one was planned": "Os trefnwyd un",
    "If something is to change": "Os oes rhywbeth i’w newid",
    "In force": "Mewn grym",
    "In force from": "Mewn grym o",
    "In small letters; it is never printed, and stays the same for ever": (
        "Mewn llythrennau bach; ni chaiff byth ei argraffu, ac mae’n aros yr un fath am byth"
    ),
    "In the file": "Yn y ffeil",
    "Indent": "Mewnoli",
    "Is this what the council adopted?": "Ai dyma a fabwysiadodd y cyngor?",
    "It applies when": "Mae’n berthnasol pan",
    "It becomes version {label} of the policy. This is what it changes:": (
        "Daw’n fersiwn {label} o’r polisi. Dyma y mae’n ei newid:"
    ),
    "It binds": "Mae’n rhwymo",
    "It counts from a later day, or was amended in the meeting": (
        "Mae’n cyfrif o ddiwrnod diweddarach, neu fe’i diwygiwyd yn y cyfarfod"
    ),
    "It goes on from the one above": "Mae’n parhau o’r un uchod",
    "It has nearly the same words.": "Mae ganddo bron yr un geiriau.",
    "It is a heading": "Pennawd ydyw",
    "It is about": "Mae’n ymwneud â",
    "It is an item of a list": "Eitem mewn rhestr ydyw",
    "It is no heading": "Nid pennawd ydyw",
    "It is on the same topic. Nobody has compared what the two ask.": (
        "Mae ar yr un pwnc. Nid oes neb wedi cymharu’r hyn y mae’r ddau yn ei ofyn."
    ),
    "It is the first version. Nothing may be missing:": "Dyma’r fersiwn gyntaf. Ni chaiff dim fod ar goll:",
    "It is the title": "Dyma’r teitl",
    "It replaces": "Mae’n disodli",
    "It rests on the words": "Mae’n seiliedig ar y geiriau",
    "It was amended before its adoption": "Fe’i diwygiwyd cyn ei fabwysiadu",
    "It was first written": "Fe’i hysgrifennwyd gyntaf",
    "It was recorded.": "Fe’i cofnodwyd.",
    "It was reviewed": "Fe’i hadolygwyd",
    "It was reviewed, and nothing changes": "Fe’i hadolygwyd, ac nid oes dim yn newid",
    "It was withdrawn": "Fe’i tynnwyd yn ôl",
    "Italic": "Italig",
    "Its clauses, their rules, and other councils on each": "Ei gymalau, eu rheolau, a chynghorau eraill ar bob un",
    "Its history, and which version counted on a day": "Ei hanes, a pha fersiwn a gyfrifai ar ddiwrnod",
    "Its rules": "Ei reolau",
    "Its words are those of version {label}.": "Geiriau fersiwn {label} yw ei eiriau.",
    "Leave it as it is": "Ei adael fel y mae",
    "Look at it": "Edrych arni",
    "Look at them": "Edrych arnynt",
    "Look at these first: {count}": "Edrychwch ar y rhain yn gyntaf: {count}",
    "Minute": "Cofnod",
    "Month": "Mis",
    "More must be known to say": "Rhaid gwybod mwy i ddweud",
    "New version": "Fersiwn newydd",
    "Next": "Nesaf",
    "Next review": "Adolygiad nesaf",
    "Next step": "Cam nesaf",
    "No": "Na",
    "No day is planned": "Dim diwrnod wedi’i drefnu",
    "No other council in this library says anything on it.": (
        "Nid oes cyngor arall yn y llyfrgell hon yn dweud dim amdano."
    ),
    "No rule rests on it.": "Nid oes rheol yn seiliedig arno.",
    "No: this breaks the policy": "Na: mae hyn yn torri’r polisi",
    "Not adopted yet": "Heb ei fabwysiadu eto",
    "Note": "Nodyn",
    "Nothing in it is doubtful.": "Nid oes dim yn amheus ynddi.",
    "Nothing to do": "Dim i’w wneud",
    "Nothing was ever adopted: this is the draft.": "Ni fabwysiadwyd dim erioed: dyma’r drafft.",
    "Nothing was published yet.": "Ni chyhoeddwyd dim eto.",
    "Nothing was recorded yet.": "Ni chofnodwyd dim eto.",
    "Nothing was written. Go back with the browser’s Back button: what you typed is still there.": (
        "Ni ysgrifennwyd dim. Ewch yn ôl gyda botwm Yn ôl y porwr: mae’r hyn a deipioch yno o hyd."
    ),
    "Now": "Nawr",
    "Old version": "Hen fersiwn",
    "On {day}, version {label} counted.": "Ar {day}, fersiwn {label} a gyfrifai.",
    "One back": "Un yn ôl",
    "Only if it is not the day of the meeting": "Dim ond os nad diwrnod y cyfarfod ydyw",
    "Opening": "Agoriad",
    "Opening the desk": "Agor y ddesg",
    "Or who else decided": "Neu bwy arall a benderfynodd",
    "Other councils on this": "Cynghorau eraill ar hyn",
    "Ours asks for less.": "Mae’n un ni yn gofyn am lai.",
    "Ours asks for more.": "Mae’n un ni yn gofyn am fwy.",
    "Ours covers less ground.": "Mae’n un ni yn cwmpasu llai.",
    "Ours covers more ground.": "Mae’n un ni yn cwmpasu mwy.",
    "Outdent": "Alloli",
    "PDF": "PDF",
    "Plan a review": "Trefnu adolygiad",
    "Policy": "Polisi",
    "Publish version {label}": "Cyhoeddi fersiwn {label}",
    "Published": "Cyhoeddi",
    "Published files": "Ffeiliau cyhoeddedig",
    "Put them on the council’s website. They need nothing else, and nobody can change them unseen.": (
        "Rhowch nhw ar wefan y cyngor. Nid oes angen dim arall arnynt, ac ni all neb eu newid heb i hynny gael ei weld."
    ),
    "Read as": "Darllenwyd fel",
    "Read by": "Darllenwyd gan",
    "Read the whole text as PDF": "Darllen y testun cyfan fel PDF",
    "Recommended, not adopted": "Argymhellwyd, heb ei fabwysiadu",
    "Record it": "Ei gofnodi",
    "Record something else that happened": "Cofnodi rhywbeth arall a ddigwyddodd",
    "Record the review": "Cofnodi’r adolygiad",
    "Record these: they are true of exactly this text": "Cofnodi’r rhain: maent yn wir am yr union destun hwn",
    "Record what happened": "Cofnodi’r hyn a ddigwyddodd",
    "Recorded by": "Cofnodwyd gan",
    "Redo": "Ail-wneud",
    "Replaced": "Disodlwyd",
    "Review": "Adolygiad",
    "Review it": "Ei adolygu",
    "Rule {number}": "Rheol {number}",
    "Rules": "Rheolau",
    "Short name of the policy": "Enw byr y polisi",
    "Show it as it is printed": "Ei ddangos fel y caiff ei argraffu",
    "Show it on a page of its own": "Ei ddangos ar dudalen ar ei phen ei hun",
    "Show the text of that day": "Dangos testun y diwrnod hwnnw",
    "Show what will be frozen": "Dangos beth gaiff ei rewi",
    "Situation": "Sefyllfa",
    "Size": "Maint",
    "Skip to the content": "Neidio i’r cynnwys",
    "Start the desk again, and it opens a window that works.": (
        "Dechreuwch y ddesg eto, a bydd yn agor ffenestr sy’n gweithio."
    ),
    "State": "Cyflwr",
    "Such as 27 3 2026": "Megis 27 3 2026",
    "Such as 27 3 2026. Where only the month or the year is known, leave the rest empty.": (
        "Megis 27 3 2026. Lle na wyddys ond y mis neu’r flwyddyn, gadewch y gweddill yn wag."
    ),
    "Take it back": "Ei dynnu’n ôl",
    "Take the last record back": "Tynnu’r cofnod olaf yn ôl",
    "Take this back": "Tynnu hyn yn ôl",
    "The committee recommended it": "Argymhellodd y pwyllgor ef",
    "The council adopted it": "Mabwysiadodd y cyngor ef",
    "The council adopted the same text again": "Mabwysiadodd y cyngor yr un testun eto",
    "The council’s adoption was recorded, and the text is frozen: nobody can change it by accident.": (
        "Cofnodwyd mabwysiadu’r cyngor, ac mae’r testun wedi’i rewi: ni all neb ei newid trwy ddamwain."
    ),
    "The desk": "Y ddesg",
    "The desk is closed": "Mae’r ddesg wedi’i chau",
    "The desk opens only by the link that it made when it was started, in the browser that opened it.": (
        "Dim ond trwy’r ddolen a wnaeth wrth gychwyn y mae’r ddesg yn agor, yn y porwr a’i hagorodd."
    ),
    "The file": "Y ffeil",
    "The files were written.": "Ysgrifennwyd y ffeiliau.",
    (
        "The frozen copy of the text is deleted with it, and a PDF that was published of this adoption no "
        "longer verifies."
    ): (
        "Caiff copi rhewedig y testun ei ddileu gydag ef, ac ni fydd modd gwirio PDF a gyhoeddwyd o’r "
        "mabwysiadu hwn mwyach."
    ),
    "The history as a picture": "Yr hanes fel llun",
    "The last record was taken back.": "Tynnwyd y cofnod olaf yn ôl.",
    "The month and year are enough, if one was planned": "Mae’r mis a’r flwyddyn yn ddigon, os trefnwyd un",
    "The new text in Word, with the changes tracked": "Y testun newydd yn Word, gyda’r newidiadau wedi’u tracio",
    "The next version begins with the text of the last one.": (
        "Mae’r fersiwn nesaf yn dechrau gyda thestun yr un ddiwethaf."
    ),
    "The next version of {title}, {council}": "Fersiwn nesaf {title}, {council}",
    "The plainest case": "Yr achos symlaf",
    "The policy comes in word for word. You see what each paragraph was taken for before anything is written.": (
        "Daw’r polisi i mewn air am air. Gwelwch sut y deallwyd pob paragraff cyn i ddim gael ei ysgrifennu."
    ),
    "The policy was brought in. Nothing of it is adopted yet.": (
        "Daethpwyd â’r polisi i mewn. Nid oes dim ohono wedi’i fabwysiadu eto."
    ),
    "The policy’s rules do not cover this": "Nid yw rheolau’r polisi yn cwmpasu hyn",
    "The review was recorded.": "Cofnodwyd yr adolygiad.",
    "The rule is": "Mae’r rheol",
    "The same as PDF, for the committee": "Yr un peth fel PDF, ar gyfer y pwyllgor",
    "The text of version {label}": "Testun fersiwn {label}",
    "The text was amended in the meeting, and the text here is the amended one": (
        "Diwygiwyd y testun yn y cyfarfod, a’r testun yma yw’r un diwygiedig"
    ),
    "The versions on a line of time, with the same days as in the table above": (
        "Y fersiynau ar linell amser, gyda’r un dyddiau ag yn y tabl uchod"
    ),
    "The way of version {label}": "Taith fersiwn {label}",
    "There is no policy yet.": "Nid oes polisi eto.",
    "There is no such page": "Nid oes tudalen o’r fath",
    "These words will be frozen": "Caiff y geiriau hyn eu rhewi",
    "They conflict: one allows what the other forbids.": (
        "Maent yn gwrthdaro: mae un yn caniatáu’r hyn y mae’r llall yn ei wahardd."
    ),
    "They say different things.": "Maent yn dweud pethau gwahanol.",
    "They say the same.": "Maent yn dweud yr un peth.",
    "This cannot be done yet": "Ni ellir gwneud hyn eto",
    "This keeps to the rules, but not to a recommendation": "Mae hyn yn cadw at y rheolau, ond nid at argymhelliad",
    "This reading of the words has not been confirmed by a second reader.": (
        "Nid yw’r darlleniad hwn o’r geiriau wedi’i gadarnhau gan ail ddarllenydd."
    ),
    "This version has no rules, so nothing can be asked of it. Read its text.": (
        "Nid oes gan y fersiwn hon reolau, felly ni ellir holi dim ohoni. Darllenwch ei thestun."
    ),
    "This version is not in force: the answer says what it would ask.": (
        "Nid yw’r fersiwn hon mewn grym: mae’r ateb yn dweud beth fyddai’n ei ofyn."
    ),
    "This way in is closed": "Mae’r ffordd hon i mewn ar gau",
    "Topics:": "Pynciau:",
    "Under way": "Ar y gweill",
    "Undo": "Dadwneud",
    "Version": "Fersiwn",
    "Version {label}": "Fersiwn {label}",
    "Versions": "Fersiynau",
    "Web page": "Tudalen we",
    "What allows it": "Beth sy’n ei ganiatáu",
    "What changed": "Beth newidiodd",
    "What changed between versions": "Beth newidiodd rhwng fersiynau",
    "What differs from version {label}": "Beth sy’n wahanol i fersiwn {label}",
    "What happened": "Beth ddigwyddodd",
    "What happened?": "Beth ddigwyddodd?",
    "What is in no clause: {count} places": "Beth sydd heb fod mewn cymal: {count} lle",
    "What is it about?": "Am beth mae?",
    "What is it to be?": "Beth fydd hi?",
    "What it breaks": "Beth mae’n ei dorri",
    "What it keeps to": "At beth mae’n cadw",
    "What more must be known": "Beth arall sydd angen ei wybod",
    "What the file says has happened": "Beth mae’r ffeil yn dweud a ddigwyddodd",
    "What to do next": "Beth i’w wneud nesaf",
    "What was answered": "Beth a atebwyd",
    "What you said of it": "Beth ddywedoch chi amdani",
    "When?": "Pryd?",
    "Where it is": "Ble mae hi",
    "Which version counted on a day?": "Pa fersiwn a gyfrifai ar ddiwrnod?",
    "Who decided": "Pwy a benderfynodd",
    "Who said so?": "Pwy ddywedodd hynny?",
    "Whose policy is it?": "Polisi pwy ydyw?",
    "Withdrawn": "Tynnwyd yn ôl",
    "Word file": "Ffeil Word",
    "Word is best. These can be read too:": "Word sydd orau. Gellir darllen y rhain hefyd:",
    "Words": "Geiriau",
    "Write the files again": "Ysgrifennu’r ffeiliau eto",
    "Writing": "Ysgrifennu",
    "Year": "Blwyddyn",
    "Yes": "Ie",
    "Yes: the council adopted exactly these words": "Ie: mabwysiadodd y cyngor yr union eiriau hyn",
    "Yes: the policy allows this": "Ie: mae’r polisi yn caniatáu hyn",
    "Yes: this keeps to the policy": "Ie: mae hyn yn cadw at y polisi",
    "You are here": "Rydych chi yma",
    "Your name or post": "Eich enw neu’ch swydd",
    "all of these:": "pob un o’r rhain:",
    "allowed": "yn caniatáu",
    "broken": "wedi’i thorri",
    "but not when": "ond nid pan",
    "confirmed by somebody with authority": "cadarnhawyd gan rywun ag awdurdod",
    "does not apply": "ddim yn berthnasol",
    "done": "wedi’i wneud",
    "due {day}": "i’w gynnal {day}",
    "in force from {day}": "mewn grym o {day}",
    "kept": "wedi’i chadw",
    "later": "yn nes ymlaen",
    "minute {reference}": "cofnod {reference}",
    "more must be known": "angen gwybod mwy",
    "no day recorded": "dim diwrnod wedi’i gofnodi",
    "not known": "ddim yn hysbys",
    "not recorded": "heb ei gofnodi",
    "not so:": "nid felly:",
    "now": "nawr",
    "number {number}": "rhif {number}",
    "one of these at least:": "o leiaf un o’r rhain:",
    "one reader’s view": "barn un darllenydd",
    "readers differ": "mae darllenwyr yn anghytuno",
    "recorded by {name}": "cofnodwyd gan {name}",
    "since {day}": "ers {day}",
    "the words hold a slip, and the rule says what was meant": (
        "mae llithriad yn y geiriau, a’r rheol yn dweud beth a olygwyd"
    ),
    "two readers agree; the council has not confirmed it": (
        "mae dau ddarllenydd yn cytuno; nid yw’r cyngor wedi’i gadarnhau"
    ),
    "version {label}": "fersiwn {label}",
    "version {old} beside version {new}": "fersiwn {old} ochr yn ochr â fersiwn {new}",
    "was due {day}": "i fod wedi’i gynnal {day}",
    "{count} clauses, {words} words": "{count} cymal, {words} gair",
    "{count} situations that try it": "{count} sefyllfa sy’n ei phrofi",
    "{count} words, none lost": "{count} gair, dim un ar goll",
}
"""Welsh by English. Made with care, and not yet read by a translator."""
