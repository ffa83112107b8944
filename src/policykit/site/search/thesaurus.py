"""Words that readers use for what policies call otherwise, as data: each line is one idea.

These are words to search by and not to read by: `boss` finds clauses on the line manager, and does not mean the same.
They were gathered from what residents, staff and councillors ask on the websites of councils, by subject.
"""

from __future__ import annotations

from functools import cache

from policykit.site.search.tokens import list_terms

_PUBLISHING = """
post | publish | put online | upload | put up | tweet | release | put out | issue | broadcast | make public | write
share | repost | reshare | re-share | retweet | forward | pass on | re-post | circulate | spread
comment | reply | respond | answer | remark | commentary | response
photo | photograph | picture | image | snap | selfie | video | film | footage | filming | camera
site | website | web page | webpage | homepage | platform | channel | web
facebook | fb | twitter | instagram | tiktok | linkedin | youtube | social media | social network |
  social networking | socials
whatsapp | messaging | chat | group chat | messenger | messaging group | text message | instant message |
  messenger group
blog | diary | journal | vlog | forum
account | profile | page | handle | login
logo | crest | emblem | badge | branding | coat of arms | brand
password | passcode | passphrase | log in | login credential | credentials
hack | hacked | compromise | takeover | identity theft | impersonation | breach security | cyber | hijack
virus | malware | phishing | scam | spam
privacy | private | privacy settings
advert | advertise | advertisement | publicity | promote | promotion | marketing | campaign
press | media | journalist | reporter | newspaper | news
link | hyperlink | url | web address
like | follow | friend | endorse | endorsement | thumbs up
delete | remove | take down | erase | wipe
true | accurate | accuracy | fact | correct | verify | check | truth | factual
false | fake | misleading | untrue | misinformation | inaccurate | lie | rumour
"""

_CONDUCT = """
rude | derogatory | offensive | abusive | insulting | disrespectful | nasty | insult | abuse | impolite | obscene
respect | courteous | polite | civil | courtesy | manners
bully | bullying | harass | harassment | intimidate | victimise | trolling | cyber-bullying | threaten
slander | libel | defame | defamation | defamatory | libellous
racist | discriminate | discrimination | discriminatory | sexist | prejudice | equality | homophobic
criticise | criticism | critical | disparage | attack | run down | bad-mouth | badmouth | slag off | complain about
opinion | view | viewpoint | belief | think | position
personal | private | own | home | individual | outside work | spare time
secret | confidential | confidentiality | sensitive | private information | leak | exempt | behind closed doors
disclose | reveal | divulge | give away | give out | leak | tell | make known
reputation | credibility | good name | image | disrepute | standing
discipline | disciplinary | sanction | punish | punishment | penalty | consequence | dismiss | dismissal | sack | fire
breach | break | violate | infringe | contravene | contravention | fail to comply | misuse | disobey |
  infringement | ignore
illegal | unlawful | against the law | crime | criminal | offence | law | lawful | legal
responsible | liable | accountable | liability | answerable | blame | responsibility | accountability
careful | caution | cautious | care | sensible | sensibly | wary | beware
disclaimer | make clear | make plain | clear
honest | open | transparent | transparency | integrity | openness
gift | hospitality | present | bribe
conflict of interest | interest | declare | declaration | pecuniary
politics | political | party | election | electoral | candidate | purdah | vote | pre-election | poll
complaint | complain | grievance | concern | dispute | report
copyright | plagiarism | intellectual property | licence | copy
"""

_PEOPLE = """
staff | employee | officer | worker | personnel | colleague | team
councillor | member | elected member | cllr | elected representative
clerk | chief officer | proper officer | town clerk | parish clerk
chair | chairman | mayor | chairperson | leader
boss | manager | line manager | supervisor
resident | public | citizen | parishioner | local people | community | neighbour | people | person | local resident
child | children | kid | minor | young person | young people | youth | pupil | youngster | under 18 | under-18 |
  teenager
vulnerable | at risk | safeguarding | safeguard | adult at risk
parent | guardian | mum | mother | father | dad | carer | family
volunteer | helper
tenant | plot holder | plotholder | allotment holder | renter
contractor | supplier | company | firm
applicant | candidate | bidder
user | customer | client | service user
administrator | admin | group admin | moderator | owner
"""

_DATA = """
gdpr | data protection | personal data | personal information | personal details | privacy notice |
  contact details | home address | phone number | telephone number
foi | freedom of information | information request | disclosure | access to information
record | document | file | paper | papers | archive
keep | retain | retention | store | hold | preserve | hang on to | storage | how long
destroy | shred | dispose | disposal | throw away | get rid of | bin | delete | burn | pulp
lost | lose | loss | missing | stolen | theft | misplaced
backup | back-up | copy | duplicate
ai | artificial intelligence | chatgpt | chatbot | copilot | generative | machine | automated | robot | gemini | llm
tool | software | app | application | program | system
computer | laptop | device | it | equipment | pc | tablet
phone | telephone | mobile | smartphone
email | electronic mail | mail | message
consent | permission | approval | agreement | permit | allow | okay | authorise | authorisation | approve |
  authorised | allowed | sign off | agree | go-ahead
"""

_BUSINESS = """
meeting | session | committee | gathering | assembly
minute | minutes | notes of meeting
agenda | summons | order of business
decide | decision | resolve | resolution | determine
review | revise | update | look again | amend | revisit | up to date | refresh
buy | purchase | procure | procurement | order | tender | quote | quotation
money | fund | finance | financial | budget | cost | payment | pay | spend | expenditure | cash
rent | fee | charge | price | subscription | cost | how much | expensive
contract | agreement | lease | tenancy
audit | inspect | inspection | examine | examination
train | training | course | learn | teach
notice | noticeboard | announcement | warning | notice board | poster | board
deadline | time limit | within | by when | days | period
year | annual | annually | yearly | twelve months
month | monthly
week | weekly | fortnight
begin | start | commence | set up | create | open | establish | join
end | stop | finish | terminate | cease | close | leave | quit | expire
need | require | requirement | necessary | must have
help | assist | support | assistance
use | utilise | usage | employ
inform | notify | tell | let know | advise | alert
contact | get in touch | reach | call | write to
approve | sign off | authorise | sanction | endorse | clear
policy | rules | guideline | guidance | protocol | procedure | code
aim | purpose | objective | goal | reason | intention
risk | danger | hazard | pitfall | threat | downside
benefit | advantage | opportunity | upside
name | title | called
limit | maximum | max | cap | at most
biggest | largest | size | number of | how big
office | town hall | council offices | building
language | welsh | english | bilingual | translation | translate
definition | define | mean | meaning | term | count as | counts as | called
"""

_PLACES = """
allotment | plot | garden | growing
hen | chicken | poultry | rabbit | livestock | animal | pet | dog
shed | greenhouse | hut | building | structure | polytunnel
bonfire | fire | burn | burning
rubbish | waste | litter | refuse | trash
water | hose | hosepipe | tap | watering
path | track | road | way | footpath
tree | hedge | shrub | bush | weed
pond | pool
fence | boundary | wall | gate
grave | burial | cemetery | churchyard
hall | room | venue | hire | booking
park | play area | playground | recreation ground | open space
"""

_DOING = """
sue | sued | legal action | court | taken to court | claim | damages | prosecute | lawsuit | civil action |
  criminal action
indemnity | compensation | insurance | insured | reimburse | pay
take back | withdraw | retract | undo | control | recall | delete | unpublish
apply | cover | scope | bound | binding | affect
household | family | home | house
human | person | manual | oversight | by hand
check | review | verify | proofread | edit | inspect
tell | say so | be open | transparent | own up
see | view | read | look at | access | visible | watch
due | payable | deadline | owed
angry | anger | inflame | row | argument | heated | temper | quarrel
fast | quick | immediate | instantaneous | hasty | prompt | rush | instant | soon | straight away
audience | reach | follower | exposure | viewer
secure | safe | security | protect | protection | safety
write | draft | compose | wording | prepare | text
picture | visual | graphic | design | artwork | illustration
join | add | sign up | enrol | include | invite
alone | one-to-one | one to one | 1:1 | private message | direct message | dm
suitable | appropriate | age-appropriate | fit | proper
queue | waiting list | wait
tidy | clean | neat | overgrown | untidy | messy | weeds
evict | eviction | let again | lose | notice to quit
give up | surrender | hand back | quit | vacate
sound | audio | recording | tape | record
for ever | forever | permanently | indefinitely | always
newsletter | bulletin | magazine | leaflet | flyer
partner | organisation | body | club | charity | group | association
conduct | behaviour | behave | act | standards
professional | work | official | business | job | working
disabled | disability | accessible | accessibility | blind | screen reader | impairment
involve | engagement | participate | take part | have a say | feedback | consult | consultation
everyone | world | anyone | everybody | public
leader | in charge | charge | owner | lead | designated
impersonate | pretend | pose as | imitate | deepfake
late | overdue | arrears | unpaid
hurt | harm | damage | adverse | adversely affect
"""

_THESAURUS = _DOING + _PUBLISHING + _CONDUCT + _PEOPLE + _DATA + _BUSINESS + _PLACES


@cache
def read_groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Give the groups, each with the stems of its words and phrases; phrases are of several stems."""
    groups = []
    for line in _THESAURUS.replace(" |\n  ", " | ").splitlines():
        if line:
            phrases = (tuple(list_terms(phrase)) for phrase in line.split(" | "))
            groups.append(tuple(dict.fromkeys(phrase for phrase in phrases if phrase)))
    return tuple(groups)


@cache
def read_phrases() -> dict[str, tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]]:
    """Give the phrases by their first stem, the longest first, each with the numbers of its groups."""
    found: dict[tuple[str, ...], list[int]] = {}
    for number, group in enumerate(read_groups()):
        for phrase in group:
            found.setdefault(phrase, []).append(number)
    first: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
    for phrase, numbers in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        first.setdefault(phrase[0], []).append((phrase, tuple(numbers)))
    return {stem: tuple(phrases) for stem, phrases in first.items()}


def find_ideas(stems: list[str]) -> list[int]:
    """Give the numbers of the ideas that a row of stems speaks of, each as often as it is spoken of."""
    known = read_phrases()
    ideas: list[int] = []
    for place, stem in enumerate(stems):
        for phrase, numbers in known.get(stem, ()):
            if len(phrase) == 1 or tuple(stems[place : place + len(phrase)]) == phrase:
                ideas += numbers
    return ideas


def give_thesaurus_tables() -> dict[str, object]:
    """Give the phrases as the browser's script reads them: the numbers of the groups, by the stems with spaces."""
    phrases = [pair for pairs in read_phrases().values() for pair in pairs]
    return {"ideas": {" ".join(phrase): list(numbers) for phrase, numbers in phrases}}
