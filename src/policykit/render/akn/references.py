"""What the metadata and the text refer to (`references`), and under which topics a text is found (`classification`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policykit.document.tree import Document
from policykit.edition.edition import Edition
from policykit.intake.akn.names import AGENT, BODY, COMMITTEE, COUNCIL, EVENT, LAW, MODEL, OWNER, ROLE, TERM, TOPIC
from policykit.render.akn.identification import Address
from policykit.render.akn.life import Life
from policykit.render.akn.xml import nest, write_address, write_empty


@dataclass(frozen=True, slots=True)
class Referrer:
    """Writes what one document refers to, once its text and life are written."""

    document: Document
    address: Address
    life: Life
    terms: list[str]
    models: list[str]

    def write_classification(self) -> list[str]:
        """Give every topic of the text as a keyword, in the order in which the text comes to it."""
        keywords = [
            write_empty("keyword", value=topic, showAs=self._name_topic(topic), refersTo=f"#{TOPIC}{topic}",
                        dictionary="#topics")
            for topic in self._list_topics()
        ]  # fmt: skip
        return nest("classification", keywords, source=f"#{COUNCIL}") if keywords else []

    def write(self) -> list[str]:
        """Give `references`."""
        return nest("references", self._list(), source=f"#{AGENT}")

    def _list(self) -> Iterator[str]:
        imprint, edition = self.document.imprint, self.document.edition
        yield _refer("TLCOrganization", AGENT, "organization/policykit", "policykit")
        yield _refer(
            "TLCOrganization",
            COUNCIL,
            f"organization/{self.address.country}/{imprint.council_id}",
            imprint.council,
            xml_lang=edition.council.language if edition else imprint.council_language,
        )
        yield _refer("TLCRole", "editor", "role/editor", "Editor")
        if edition:
            yield from self._list_people(edition)
        sections = edition.version.walk_sections() if edition else ()
        roles = dict.fromkeys([*imprint.applies_to, *(role for _, each in sections for role in each.applies_to)])
        for role in roles:
            yield _refer("TLCRole", f"{ROLE}{role}", f"role/{role}", self._name_role(role))
        for number, body in enumerate(self.life.bodies, start=1):
            yield _refer("TLCOrganization", f"{BODY}{number}", f"organization/{imprint.council_id}/body-{number}", body)
        yield from self._list_happenings()
        yield from self._list_concepts()
        if edition:
            yield from self._list_sources(edition)

    def _list_people(self, edition: Edition) -> Iterator[str]:
        version, council = edition.version, edition.council
        names = {committee.id: committee.name or committee.label for committee in council.committees}
        wanted = [version.committee, *(getattr(event, "committee", None) for event in self.life.events)]
        for committee in dict.fromkeys(name for name in wanted if name):
            href = f"organization/{council.id}/{committee}"
            yield _refer("TLCOrganization", f"{COMMITTEE}{committee}", href, names.get(committee, committee))
        if version.owner:
            yield _refer("TLCPerson", OWNER, f"person/{council.id}/owner", version.owner)

    def _list_happenings(self) -> Iterator[str]:
        for number, minute in enumerate(self.life.minutes, start=1):
            yield _refer("TLCReference", f"minute-{number}", f"minute/{number}", minute, name="minute")
        kinds = list(dict.fromkeys(event.event for event in self.life.events))
        for kind in kinds:
            yield _refer("TLCEvent", f"{EVENT}{kind}", f"event/{kind}", kind)
        if "adopted" in kinds:
            yield _refer("TLCConcept", "in-force", "concept/in-force", "In force")

    def _list_concepts(self) -> Iterator[str]:
        topics = self._list_topics()
        for topic in topics:
            yield _refer("TLCConcept", f"{TOPIC}{topic}", f"concept/topic/{topic}", self._name_topic(topic))
        if topics:
            yield _refer("TLCReference", "topics", "topics", "Topics", name="dictionary")
        for number, term in enumerate(self.terms, start=1):
            yield _refer("TLCTerm", f"{TERM}-{number}", f"term/{number}", term)
        for number, model in enumerate(self.models, start=1):
            yield _refer("TLCReference", f"{MODEL}{number}", f"model/{model}", model, name="model")

    def _list_sources(self, edition: Edition) -> Iterator[str]:
        version = edition.version
        for number, law in enumerate(version.legislation, start=1):
            href = write_address(law.uri) if law.uri else None
            title, short = (law.title, law.as_written) if law.title else (law.as_written, None)
            yield _refer("TLCReference", f"{LAW}{number}", f"legislation/{number}", title, href, short, "legislation")
        for number, title in enumerate(version.related, start=1):
            yield _refer("TLCReference", f"related-{number}", f"related/{number}", title, name="related")
        if version.template_source:
            yield _refer("TLCReference", "template", "template", version.template_source, name="template")
        if version.parallel:
            href = f"parallel/{write_address(version.parallel)}"
            yield _refer("TLCReference", "parallel", href, version.parallel, name="parallel")

    def _list_topics(self) -> list[str]:
        found = (topic for clause in self.document.walk_clauses() for topic in (clause.topic, *clause.also_topics))
        return list(dict.fromkeys(topic for topic in found if topic))

    def _name_role(self, role: str) -> str:
        facts = self.document.edition.facts if self.document.edition else None
        return facts.roles[role].label if facts and role in facts.roles else role.replace("_", " ")

    def _name_topic(self, topic: str) -> str:
        topics = self.document.edition.topics if self.document.edition else {}
        return next((each.title for name, each in topics.items() if name == topic), topic)


def _refer(
    tag: str,
    own: str,
    path: str,
    shown: str,
    href: str | None = None,
    short: str | None = None,
    name: str | None = None,
    xml_lang: str | None = None,
) -> str:
    """Give a reference: by its own address, or by a path of the ontology that policykit keeps for it."""
    target = href or f"/akn/ontology/{path}"
    return write_empty(tag, eId=own, href=target, showAs=shown, shortForm=short, name=name, xml_lang=xml_lang)
