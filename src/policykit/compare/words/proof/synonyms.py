"""English phrases that ask the same, as data: each line's phrases are read as its first one.

A phrase is entered only if a council could put one for the other without asking more, less or otherwise of anybody.
Sources: the plain English guides of GOV.UK and of the drafting offices, and the words in which policies are revised.
"""

from __future__ import annotations

FORCE = """
must not | shall not | may not | can not | cannot | are not to | is not to | must never | shall never
must not | must refrain from
must not | are required not to | is required not to | has not to | have not to
must | shall | is required to | are required to | has to | have to | needs to | need to | is to | are to
must | is obliged to | are obliged to
forbidden | not permitted | not allowed | prohibited | banned | barred | disallowed
should not | ought not to
should | ought to | is expected to | are expected to
may | can | is permitted to | are permitted to | is allowed to | are allowed to | is entitled to | are entitled to
"""
"""Words of force: other words of one force."""

PHRASES = """
before | prior to | in advance of | previous to
after | subsequent to
if | in the event that | in the event of | should it happen that | in the case that
unless | except if | except when | except where | except in cases where | save where | save when | save if
because | due to the fact that | in view of the fact that | owing to the fact that | since it is the case that
because of | due to | owing to | as a result of | by reason of
about | regarding | concerning | with regard to | in regard to | with respect to | in relation to
about | relating to | as regards
for | in respect of | for the purpose of | for the purposes of
to | in order to | so as to | with a view to
by | by means of | by way of
under | in accordance with | in line with | according to | in compliance with | pursuant to
under | in conformity with | as set out in
during | in the course of | throughout the duration of
when | upon receipt of | on receipt of | at the time when | at such time as
always | at all times
now | at present | at the present time | currently
often | on a frequent basis | frequently
regularly | on a regular basis | at regular intervals
at once | immediately | forthwith | without delay | straight away | straightaway
soon | in the near future
each year | annually | yearly | every year | once a year | per annum | per year | every 12 months
each month | monthly | every month | once a month | per month
each week | weekly | every week | once a week | per week
each day | daily | every day | once a day | per day
each quarter | quarterly | every quarter | once a quarter
each | every
end | terminate | conclude | cease
end | conclusion | termination
start | commence | begin | initiate
start | commencement | beginning | outset
use | utilise | make use of | employ
buy | purchase | procure
get | obtain | acquire
give | provide | supply | furnish
help | assist | render assistance to | assistance
tell | inform | notify | advise
ask | enquire | inquire | request
send | forward | transmit
show | demonstrate | exhibit
leave | vacate | depart from
live | reside
try | endeavour | attempt
need | require
keep | retain
stop | discontinue | desist from
turn off | switch off | extinguish
carry out | conduct | undertake | perform | execute
set up | establish
find out | ascertain
look at | examine
make sure | ensure | ensure that | make certain | see to it that
explain | elucidate | clarify
speed up | expedite | accelerate
enough | sufficient | adequate
more | additional | further | extra
whole | entire
same | identical
about | approximately | roughly | circa
get in touch with | contact
set out | contain | lay down
must always | must at all times
premises | building and grounds
form | pro forma
person | individual
everyone | everybody | all persons | all people | any person who is | all those
nobody | no one | no-one | no person
anyone | anybody | any person
somebody | someone
staff | employees | members of staff | personnel
staff | employee | member of staff
chair | chairman | chairperson | chairwoman
vice-chair | vice-chairman | vice chairman | vice chair | vice-chairperson
councillor | councilor | council member
complainant | person who complained | person making the complaint | person complaining
applicant | person applying
hirer | person hiring
full council | full town council | full parish council
telephone | phone
mobile | mobile phone | mobile telephone | cell phone
email | e-mail | electronic mail | e mail
website | web site | web-site
online | on-line | on line
internet | inter-net
policy | policy document
minutes | minute book
toilet | lavatory | wc
dustbin | bin | refuse bin
rubbish | refuse | litter
child | minor
lease | tenancy agreement
fire drill | fire practice
first aider | first-aider
co-operate | cooperate
co-ordinate | coordinate
sub-committee | subcommittee
per cent | percent
and so on | etc | et cetera
that is | i.e. | ie
"""

SPELLINGS = """
organise | organize
recognise | recognize
authorise | authorize
publicise | publicize
minimise | minimize
emphasise | emphasize
prioritise | prioritize
finalise | finalize
summarise | summarize
apologise | apologize
licence | license
programme | program
centre | center
colour | color
behaviour | behavior
favour | favor
honour | honor
labour | labor
neighbour | neighbor
enrol | enroll
fulfil | fulfill
judgment | judgement
grey | gray
cheque | check book
organisation | organization
authorisation | authorization
"""

IRREGULAR = (
    "keep:kept give:gave,given hold:held send:sent pay:paid write:wrote,written take:took,taken make:made meet:met "
    "know:knew,known do:does,did,done choose:chose,chosen draw:drew,drawn show:showed,shown leave:left "
    "say:said tell:told "
    "buy:bought bring:brought put:put hear:heard find:found lose:lost set:set see:saw,seen speak:spoke,spoken "
    "go:goes,gone "
    "get:got build:built sell:sold seek:sought teach:taught stand:stood sit:sat rise:risen fall:fallen begin:begun "
    "have:has,had lend:lent spend:spent lead:led read:read cut:cut let:let shut:shut run:ran wear:wore,worn "
    "forbid:forbade,forbidden break:broke,broken bear:borne person:people child:children man:men woman:women"
)
"""A word and the forms of it that no ending gives."""
