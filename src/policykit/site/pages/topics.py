"""Topics across councils: what each policy in force says on one topic, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from policykit.site.addresses import policy_address, topic_address
from policykit.site.holdings import HeldClause, HeldTopic, Holdings
from policykit.site.sheaf import Sheaf, SiteFile, SiteSettings, hash_inputs
from policykit.site.templating import make_page

ON_ONE_PAGE = 300
"""So many clauses on a topic are on one page; of more, each council has a page of its own."""


@dataclass(frozen=True, slots=True)
class TopicShare:
    """What one policy says on a topic."""

    policy: str
    """Its address."""
    title: str
    clauses: tuple[HeldClause, ...]
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class TopicCouncil:
    """What one council says on a topic."""

    id: str
    name: str
    shares: tuple[TopicShare, ...]

    @property
    def count(self) -> int:
        """The number of its clauses on the topic."""
        return sum(len(share.clauses) for share in self.shares)


Spoken = dict[str, tuple[TopicCouncil, ...]]
"""What councils say, by the id of the topic."""


def plan_topics(holdings: Holdings, settings: SiteSettings) -> Iterator[Sheaf]:
    """Give the sheaves of the topics that a policy in force speaks of, and of the list of them."""
    spoken = gather_topics(holdings)
    topics = [topic for topic in holdings.topics if topic.id in spoken]
    counts = [(topic, len(spoken[topic.id]), sum(each.count for each in spoken[topic.id])) for topic in topics]
    if not counts:
        return
    yield Sheaf("topics", hash_inputs(counts, settings), partial(_make_list, counts, settings))
    for topic in topics:
        councils = spoken[topic.id]
        if sum(each.count for each in councils) <= ON_ONE_PAGE:
            make = partial(_make_topic, topic, councils, settings)
            yield Sheaf(f"topic {topic.id}", hash_inputs(topic, councils, settings), make)
            continue
        brief = [(each.id, each.name, each.count) for each in councils]
        index = partial(_make_index, topic, brief, settings)
        yield Sheaf(f"topic {topic.id}", hash_inputs(topic, brief, settings), index)
        for each in councils:
            make = partial(_make_topic, topic, (each,), settings, each)
            yield Sheaf(f"topic {topic.id} {each.id}", hash_inputs(topic, each, settings), make)


def gather_topics(holdings: Holdings) -> Spoken:
    """Give what the policies in force say on each topic; where drafts are shown, those of new policies too."""
    found: dict[str, dict[str, tuple[str, list[TopicShare]]]] = {}
    for council, policy in holdings.walk_policies():
        now = policy.current or (policy.shown if policy.shown.is_draft else None)
        shares: dict[str, list[HeldClause]] = {}
        for clause in now.clauses if now is not None else ():
            for topic in clause.topics:
                shares.setdefault(topic, []).append(clause)
        for topic, clauses in shares.items():
            _, own = found.setdefault(topic, {}).setdefault(council.id, (council.name, []))
            own.append(TopicShare(policy_address(policy), policy.title, tuple(clauses), policy.shown.is_draft))
    return {
        topic: tuple(TopicCouncil(name, title, tuple(shares)) for name, (title, shares) in councils.items())
        for topic, councils in found.items()
    }


def _make_list(counts: list[tuple[HeldTopic, int, int]], settings: SiteSettings) -> Iterator[SiteFile]:
    values = {"counts": counts}
    yield make_page("topics/", "topics.html.j2", settings, values, title="Topics", trail=(("", settings.title),))


def _make_topic(
    topic: HeldTopic, councils: tuple[TopicCouncil, ...], settings: SiteSettings, one: TopicCouncil | None = None
) -> Iterator[SiteFile]:
    address = topic_address(topic.id)
    trail = (("", settings.title), ("topics/", "Topics"), *(((address, topic.title),) if one else ()))
    title = f"{topic.title}: {one.name}" if one else topic.title
    values = {"topic": topic, "councils": councils, "one": one}
    address += f"{one.id}/" if one else ""
    yield make_page(address, "topic.html.j2", settings, values, title=title, trail=trail)


def _make_index(topic: HeldTopic, councils: list[tuple[str, str, int]], settings: SiteSettings) -> Iterator[SiteFile]:
    values = {"topic": topic, "councils": councils, "address": topic_address(topic.id)}
    trail = (("", settings.title), ("topics/", "Topics"))
    yield make_page(topic_address(topic.id), "topic_councils.html.j2", settings, values, title=topic.title, trail=trail)
