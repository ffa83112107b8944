"""Policy to document: numbered, resolved, with cover and end, and still free of any medium."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from policykit.document.front import (
    Values,
    block_values,
    build_contents,
    build_history,
    build_parts,
    build_version_block,
    name_substitutes,
    status_line,
)
from policykit.document.tree import ClauseNode, Document, Imprint, LifeEvent, Part, SectionNode, TableNode
from policykit.edition.numbers import Numbered, number_version
from policykit.model.council import Council
from policykit.model.fingerprint import fingerprint
from policykit.model.frozen import Frozen, make_printable
from policykit.model.library import Library, Policy
from policykit.model.model_clause import ModelClause
from policykit.model.parameters import text_parameters
from policykit.model.policy import Clause, Section, Table, Version
from policykit.model.register import Register, VersionState, derive_states
from policykit.model.text import Inline, Link, Parameter, Reference, Text, parse_text, replace_leaves


@dataclass(frozen=True, slots=True)
class Compilation:
    """A document in the making; each pass gives a copy that knows more."""

    policy: Policy
    council: Council
    models: Mapping[str, ModelClause]
    version: Version
    states: tuple[VersionState, ...]
    """The states as this version sees them, oldest first, itself last."""
    text_sha256: str
    numbers: dict[str, Numbered] = field(default_factory=dict)
    sections: tuple[SectionNode, ...] = ()
    values: Values = field(default_factory=dict)
    cover: tuple[Part, ...] = ()
    end: tuple[Part, ...] = ()

    @property
    def state(self) -> VersionState:
        """The state of the version that is compiled."""
        return self.states[-1]


def compile_document(library: Library, policy: Policy, label: str | None = None) -> Document:
    """Compile one version of a policy: that of `label`, else the one in force, else the newest.

    The library must be free of errors (`load_library` sees to that). Raises KeyError when the policy has no
    version of that label. The document of a version depends on nothing that happens to later versions, and that
    of an adopted one on nothing that changes in the council's data, the model clauses or the numbering: it is made
    from its frozen copy.
    """
    version = (policy.version(label) if label is not None else policy.current()).value
    label = version.version
    states = states_as_seen(policy.register.value, policy.labels, label)
    frozen = policy.frozen.get(label)
    if frozen is None:
        work = Compilation(
            policy, library.council_of(policy), library.models, version, states, text_sha256=fingerprint(version)
        )
    else:
        frozen = make_printable(frozen)
        council = _keep_committees(frozen.council, library.council_of(policy))
        seal = policy.seals[label]
        work = Compilation(policy, council, frozen.models, frozen.version, states, seal, _frozen_numbers(frozen))
    for make in PASSES:
        work = make(work)
    if frozen is not None:
        work = replace(work, end=(*work.end, *name_substitutes(frozen.print_as)))
    return _finish(work)


def states_as_seen(register: Register, labels: tuple[str, ...], label: str) -> tuple[VersionState, ...]:
    """Give the states of the versions up to `label`, from the events up to a later version's adoption.

    What happens afterwards is no part of this version's document, so that an old version always renders alike.
    """
    upto = labels[: labels.index(label) + 1]
    seen: list[object] = []
    adopted = False
    for event in register.settled:
        adopted = adopted or (event.version == label and event.event == "adopted")
        if adopted and event.version not in upto and event.event == "adopted":
            break
        if event.version in upto and not (event.version == label and event.event == "superseded"):
            seen.append(event)
    states = derive_states(register.model_copy(update={"events": tuple(seen)}), upto)
    return tuple(states[name] for name in upto)


def _keep_committees(frozen: Council, current: Council) -> Council:
    """Give the council as it was, with the committees that came later: they may review what was adopted before them."""
    known = {committee.id for committee in frozen.committees}
    later = tuple(committee for committee in current.committees if committee.id not in known)
    return frozen.model_copy(update={"committees": (*frozen.committees, *later)}) if later else frozen


def _frozen_numbers(frozen: Frozen) -> dict[str, Numbered]:
    return {
        name: Numbered(number.number, number.style, number.citation, number.label)
        for name, number in frozen.numbers.items()
    }


def _number(work: Compilation) -> Compilation:
    return work if work.numbers else replace(work, numbers=number_version(work.version))


def _build_sections(work: Compilation) -> Compilation:
    return replace(work, sections=_SectionBuilder(work).build(work.version.sections, level=1))


def _build_values(work: Compilation) -> Compilation:
    return replace(work, values=block_values(work.state, work.council))


def _build_front(work: Compilation) -> Compilation:
    style = work.council.house_style
    blocks: dict[str, Callable[[], tuple[Part, ...]]] = {
        "version_block": lambda: build_version_block(work.council, work.values),
        "history": lambda: (build_history(work.council, work.states),),
        "contents": lambda: (build_contents(work.sections, style.contents_heading, style.contents_levels),),
    }
    cover = build_parts(style.cover, work.version, work.council, work.values, blocks)
    end = build_parts(style.end, work.version, work.council, work.values, blocks)
    return replace(work, cover=cover, end=end)


PASSES: tuple[Callable[[Compilation], Compilation], ...] = (
    _number,  # first: references print numbers
    _build_sections,
    _build_values,
    _build_front,  # last: the contents list the sections
)


def _finish(work: Compilation) -> Document:
    version, council = work.version, work.council
    approval = work.state.approval
    imprint = Imprint(
        council_id=council.id,
        council=council.name,
        policy=work.policy.name,
        version=version.version,
        title=version.title,
        subtitle=version.subtitle,
        kind=version.kind,
        language=version.language or council.language,
        status=work.state.status,
        status_line=status_line(work.state, council),
        accent=council.brand.accent,
        link=council.brand.link,
        applies_to=tuple(version.applies_to),
        approval_reference=approval.reference if approval else None,
        adopted=approval.date if approval else None,
        next_review=work.state.next_review,
        life=tuple(LifeEvent(each.event, each.date, each.body, each.reference) for each in work.state.events),
        text_sha256=work.text_sha256,
    )
    return Document(imprint, work.cover, work.sections, work.end, version.notes)


class _SectionBuilder:
    """Turns sections and clauses into nodes, with every reference and parameter resolved."""

    def __init__(self, work: Compilation) -> None:
        self.numbers = work.numbers
        self.models = work.models
        self.parameters = text_parameters(work.council, work.version)

    def build(self, sections: tuple[Section, ...], level: int) -> tuple[SectionNode, ...]:
        return tuple(self._section(section, level) for section in sections)

    def _section(self, section: Section, level: int) -> SectionNode:
        numbered = self.numbers[section.id]
        return SectionNode(
            id=section.id,
            number=numbered.number,
            heading=self.resolve(section.heading) if section.heading else (),
            level=level,
            citation=numbered.citation,
            clauses=self._clauses(section.clauses),
            sections=self.build(section.sections, level + 1),
            notes=section.notes,
            appendix=section.appendix,
        )

    def _clauses(self, clauses: tuple[Clause, ...]) -> tuple[ClauseNode, ...]:
        return tuple(self._clause(clause) for clause in clauses)

    def _clause(self, clause: Clause) -> ClauseNode:
        numbered = self.numbers[clause.id]
        model = self.models[clause.model] if clause.model else None
        return ClauseNode(
            id=clause.id,
            kind=clause.kind,
            number=numbered.number,
            style=numbered.style,
            citation=numbered.citation,
            words=self._words(clause, model),
            term=clause.term,
            topic=clause.topic,
            also_topics=tuple(clause.also_topics),
            table=self._table(clause.table) if clause.table else None,
            notes=clause.notes,
            model=clause.model,
            clauses=self._clauses(clause.clauses),
        )

    def _words(self, clause: Clause, model: ModelClause | None) -> tuple[Inline, ...]:
        if clause.text is not None:
            return self.resolve(clause.text)
        return self.resolve(model.text, clause.with_) if model is not None else ()

    def _table(self, table: Table) -> TableNode:
        return TableNode(
            columns=tuple(self.resolve(column) for column in table.columns),
            rows=tuple(tuple(self.resolve(cell) for cell in row) for row in table.rows),
            caption=table.caption,
            row_headers=table.row_headers,
        )

    def resolve(self, text: str, given: dict[str, str] | None = None) -> tuple[Inline, ...]:
        """Read a text and put numbers for its references and values for its parameters."""
        inlines = parse_text(text).inlines
        if "{" not in text:
            return inlines

        def change(node: Reference | Parameter) -> Inline:
            if isinstance(node, Reference):
                return Link(f"#{node.target}", (Text(self.numbers[node.target].label),))
            value = (given or {}).get(node.name) or self.parameters[node.name]
            assert value is not None, "the checks of texts refuse a parameter without value"
            return Text(value)

        return replace_leaves(inlines, change)
