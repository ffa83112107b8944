"""From the rules on the clauses of one version to a `Ruleset`, and every fault found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span, with_article
from policykit.model.fact import FactVocabulary, RecordType
from policykit.model.policy import Path
from policykit.model.rule import (
    Decision,
    Modality,
    NumberDecision,
    ReadingStatus,
    RequiredReading,
    Rule,
    SettledDecision,
    WordsDecision,
    YesNoDecision,
)
from policykit.rules.conditions import ConditionFault
from policykit.rules.ir import (
    FALSE,
    TRUE,
    All,
    Condition,
    In,
    LoweredDecision,
    LoweredRule,
    Open,
    RecordFacts,
    Ruleset,
    atom_facts,
    walk_atoms,
)
from policykit.rules.lower import Scope, lower_condition
from policykit.rules.questions import list_tests
from policykit.rules.records import of_what
from policykit.wording.nearest import hint_nearest

CONDITION = Code(
    "rule-condition",
    Severity.ERROR,
    "a condition of a rule cannot be read, names something unknown, or tests a fact in a way its type does not allow",
    "write the condition as the reference of the condition language shows",
    "when: account_owner == personal",
    "when: account_owner is personal",
)
NAME = Code(
    "rule-name",
    Severity.ERROR,
    "a rule names a record, role, rule or decision that does not exist or does not fit",
    "use a name that the vocabulary, the policy or the rule declares",
    "record: posting",
    "record: post",
)
DECISION = Code(
    "decision-value",
    Severity.ERROR,
    "what a council settled does not answer the question that a rule asks",
    "give yes or no, a number within the bounds, or a list of the values of the fact, as the question asks",
    "decisions:\n  one_approver_is_enough: {value: 1, minute: TC/26/043}",
    "decisions:\n  one_approver_is_enough: {value: yes, minute: TC/26/043}",
)
DECISION_UNASKED = Code(
    "decision-unasked",
    Severity.WARNING,
    "a council settled something that no rule of this policy asks",
    "remove the entry, or correct its name",
    "decisions:\n  one_aprover_is_enough: {value: yes, minute: TC/26/043}",
    "decisions:\n  one_approver_is_enough: {value: yes, minute: TC/26/043}",
)
DECISION_UNSEALED = Code(
    "decision-unsealed",
    Severity.WARNING,
    "a council settled a point, or settled it otherwise, after the text whose rules ask it was sealed",
    "seal the text again, so that its rules read it: `policykit record crewe/social-media@1 sealed --note WHY`",
    "decisions:\n  one_approver_is_enough: {value: yes, minute: TC/26/043}  # the text was sealed without it",
    "decisions:\n  one_approver_is_enough: {value: yes, minute: TC/26/043}  # the text was sealed with it",
)
FACT_TWICE = Code(
    "rule-fact-twice",
    Severity.NOTE,
    "a rule reads one fact in two places, so it may say `cannot tell` where a cleverer reader could tell",
    "nothing, if the text asks for it; otherwise test the fact once",
    "when: account_owner is council\nunless: account_owner is personal",
    "when: account_owner is council",
)

"""Keys and positions that lead to a value inside a file or a rule."""


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """A rule and the clause it is in. `citation` is how a person cites the clause: `clause 9.1`.

    `leads` are the words that lead to the clause if it is an item of a list (`You must not:`): they are quoted before
    its own, which say little without them. `applies_to` are the roles that its section binds, where those differ from
    the whole policy's.
    """

    clause: str
    citation: str
    text: str
    rule: Rule
    leads: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyIdentity:
    """Which text the rules belong to; `text_sha256` is the fingerprint of the version's text."""

    council: str
    policy: str
    version: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A fault of a rule.

    `path` leads to the value inside the rule (`("when", 0)`), or inside the council's `decisions` when `rule` is
    empty; `start` and `end` count characters within that value, if the fault is only part of it.
    """

    code: Code
    clause: str
    rule: str
    path: Path
    message: str
    hint: str | None = None
    start: int | None = None
    end: int | None = None


def check_rules(
    clause_rules: Iterable[ClauseRule],
    vocabulary: FactVocabulary,
    decisions: Mapping[str, SettledDecision],
    applies_to: Sequence[str],
) -> tuple[RuleFault, ...]:
    """Give every fault of the rules of one version, in the order of the text."""
    return _Lowering(tuple(clause_rules), vocabulary, decisions, applies_to).faults


def lower_rules(
    clause_rules: Iterable[ClauseRule],
    vocabulary: FactVocabulary,
    decisions: Mapping[str, SettledDecision],
    applies_to: Sequence[str],
    identity: PolicyIdentity,
    require: RequiredReading = "reviewed",
) -> Ruleset:
    """Give the meaning of the rules of one version.

    `decisions` is what the council settled; `applies_to` the roles that the policy binds; `require` how far a reading
    has to be agreed for a breach to weigh more than a note. Raises `PolicykitError` with every error that
    `check_rules` finds.
    """
    lowering = _Lowering(tuple(clause_rules), vocabulary, decisions, applies_to, require)
    errors = [f for f in lowering.faults if f.code.severity is Severity.ERROR]
    if errors:
        raise PolicykitError(*(to_diagnostic(fault, lambda _: None) for fault in errors))
    records = {
        name: RecordFacts(record.label, record.actor, record.facts)
        for name, record in vocabulary.records.items()
        if any(rule.record == name for rule in lowering.rules)
    }
    return Ruleset(
        identity.council,
        identity.policy,
        identity.version,
        identity.text_sha256,
        tuple(vocabulary.roles),
        records,
        tuple(lowering.rules),
        lowering.lowered_decisions(),
    )


def to_diagnostic(fault: RuleFault, locate: Callable[[RuleFault], Span | None]) -> Diagnostic:
    """Give the diagnostic of a fault; `locate` knows the place in the file of the value that its path leads to."""
    where = f"rule `{fault.rule}`: " if fault.rule else ""
    return fault.code.at(locate(fault), f"{where}{fault.message}", hint=fault.hint)


class _Lowering:
    """One pass over the rules of a version; `rules` and `faults` are its results."""

    def __init__(
        self,
        clause_rules: tuple[ClauseRule, ...],
        vocabulary: FactVocabulary,
        settled: Mapping[str, SettledDecision],
        applies_to: Sequence[str],
        require: RequiredReading = "reviewed",
    ) -> None:
        self.vocabulary = vocabulary
        self.require = require
        self.settled = settled
        self.roles = {name: (name, *role.includes) for name, role in vocabulary.roles.items()}
        self.applies_to = applies_to
        self.declared: dict[str, Decision] = {}
        self.collected: list[RuleFault] = []
        self.rules: list[LoweredRule] = []
        self.prohibitions = {c.rule.id: c.rule.record for c in clause_rules if c.rule.forbid}
        for clause_rule in clause_rules:
            self.declare_decisions(clause_rule)
        self.check_settled(clause_rules)
        for clause_rule in clause_rules:
            self.lower(clause_rule)

    @property
    def faults(self) -> tuple[RuleFault, ...]:
        return tuple(self.collected)

    def fault(self, at: ClauseRule, code: Code, path: Path, message: str, hint: str | None = None) -> None:
        self.collected.append(RuleFault(code, at.clause, at.rule.id, path, message, hint))

    def declare_decisions(self, at: ClauseRule) -> None:
        for name, decision in at.rule.decisions.items():
            if name in self.declared:
                message = f"decision `{name}` is declared by another rule of this policy too"
                hint = "declare it once; every rule of the policy may use it"
                self.fault(at, NAME, ("decisions", name), message, hint)
            self.declared.setdefault(name, decision)

    def check_settled(self, clause_rules: tuple[ClauseRule, ...]) -> None:
        for name, settled in self.settled.items():
            if name not in self.declared:
                hint = hint_nearest(name, self.declared)
                message = f"no rule of this policy asks for a decision called `{name}`"
                self.collected.append(RuleFault(DECISION_UNASKED, "", "", (name,), message, hint))
                continue
            asker = next(c.rule for c in clause_rules if name in c.rule.decisions)
            problem = self.judge_settled(self.declared[name], settled.value, self.vocabulary.records.get(asker.record))
            if problem:
                message = f"decision `{name}` {problem}"
                hint = f"the question is: {self.declared[name].question}"
                self.collected.append(RuleFault(DECISION, "", "", (name, "value"), message, hint))

    def judge_settled(self, decision: Decision, value: object, record: RecordType | None) -> str | None:
        match decision:
            case YesNoDecision():
                return None if isinstance(value, bool) else "is settled by yes or no"
            case NumberDecision(minimum=low, maximum=high):
                if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                    return f"is settled by a whole number{of_what(decision.unit)} from {low} to {high}"
            case WordsDecision():
                fact = record.facts.get(decision.of) if record else None
                allowed = (Scope("", {}, self.roles, {}, {}).words_of(fact) if fact else None) or ()
                if not isinstance(value, tuple) or not set(value) <= set(allowed):
                    return f"is settled by a list of values of `{decision.of}`: {', '.join(allowed)}"
        return None

    def lower(self, at: ClauseRule) -> None:
        rule = at.rule
        if any(rule.id == other.id for other in self.rules):
            self.fault(at, NAME, ("id",), f"another rule of this policy is called `{rule.id}` too")
        record = self.vocabulary.records.get(rule.record)
        if record is None:
            hint = hint_nearest(rule.record, self.vocabulary.records)
            self.fault(at, NAME, ("record",), f"there is no kind of record called `{rule.record}`", hint)
            return
        bearer, scope = self.bind(at, record)
        names = Scope(rule.record, record.facts, self.roles, self.declared, self.settled)
        when = self.lower_lines(at, "when", rule.when, names)
        unless = FALSE if rule.unless is None else self.lower_lines(at, "unless", rule.unless, names)
        effect = "require" if rule.require else "forbid" if rule.forbid else "permit"
        test = self.lower_lines(at, effect, rule.require or rule.forbid or rule.permit, names)
        stands_against = self.find_rivals(at)
        whole = All((when, unless, test))
        read = [record.actor] if scope != TRUE else []
        read += [name for atom in walk_atoms(whole) if not isinstance(atom, Open) for name in atom_facts(atom)]
        self.note_fact_twice(at, whole)
        self.rules.append(
            LoweredRule(
                id=rule.id,
                record=rule.record,
                modality=rule.modality,
                severity=rule_severity(rule, self.require),
                clause=at.clause,
                citation=at.citation,
                quotes=(*at.leads, *rule.rests_on),
                status=rule.reading.status,
                interpretation=rule.reading.interpretation,
                bearer=bearer,
                scope=scope,
                when=when,
                unless=unless,
                effect=effect,  # type: ignore[arg-type]
                test=test,
                stands_against=stands_against,
                facts=tuple(name for name in record.facts if name in read),
                decisions=tuple(sorted({a.decision for a in walk_atoms(whole) if isinstance(a, Open)})),
            )
        )

    def bind(self, at: ClauseRule, record: RecordType) -> tuple[tuple[str, ...], Condition]:
        """Give the roles a rule binds, and the condition that the one who acts has one of them."""
        rule = at.rule
        if rule.bearer == ("council",):
            return (), TRUE
        if record.actor is None:
            message = f"no one acts in {with_article(rule.record)}, so only the council as a body can be bound"
            self.fault(at, NAME, ("bearer",), message, "write `bearer: [council]`")
            return (), TRUE
        bound = frozenset(
            narrow for role in at.applies_to or self.applies_to for narrow in self.roles.get(role, (role,))
        )
        for index, role in enumerate(rule.bearer):
            if role not in self.roles:
                hint = hint_nearest(role, self.roles)
                self.fault(at, NAME, ("bearer", index), f"there is no role called `{role}`", hint)
            elif not bound.issuperset(self.roles[role]):
                what = "section" if at.applies_to else "policy"
                self.fault(at, NAME, ("bearer", index), f"the {what} does not apply to the role `{role}`")
        bearer = {narrow for role in rule.bearer for narrow in self.roles.get(role, ())} or bound
        widened = tuple(sorted(bearer))
        return widened, In("in", record.actor, widened) if widened else FALSE

    def lower_lines(self, at: ClauseRule, key: str, lines: Sequence[str] | None, names: Scope) -> Condition:
        parts: list[Condition] = []
        for index, line in enumerate(lines or ()):
            lowered = lower_condition(line, names)
            if isinstance(lowered, ConditionFault):
                start, end = lowered.offset_start, lowered.offset_end
                fault = RuleFault(
                    CONDITION, at.clause, at.rule.id, (key, index), lowered.message, lowered.hint, start, end
                )
                self.collected.append(fault)
            else:
                parts.append(lowered)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def find_rivals(self, at: ClauseRule) -> tuple[str, ...]:
        """Give the prohibitions that a permission stands against."""
        rule = at.rule
        if rule.modality is not Modality.MAY or rule.yields:
            return ()
        rivals = tuple(name for name, record in self.prohibitions.items() if record == rule.record)
        for index, other in enumerate(rule.notwithstanding):
            if other not in rivals:
                message = f"no prohibition on {with_article(rule.record)} is called `{other}`"
                self.fault(at, NAME, ("notwithstanding", index), message, hint_nearest(other, rivals))
        return rule.notwithstanding or rivals

    def note_fact_twice(self, at: ClauseRule, whole: Condition) -> None:
        counted = Counter(name for names in list_tests(whole) for name in names)
        for name, times in counted.items():
            if times > 1 and not name.startswith("{"):
                self.fault(at, FACT_TWICE, (), f"fact `{name}` is read in two places")

    def lowered_decisions(self) -> dict[str, LoweredDecision]:
        found = {}
        for name, decision in self.declared.items():
            settled = self.settled.get(name)
            value = settled.value if settled else None
            found[name] = LoweredDecision(decision.question, value, settled.minute if settled else None)
        return found


def rule_severity(rule: Rule, require: RequiredReading = "reviewed") -> Severity:
    """Give what a breach weighs: by modality, and no more than a note where the reading is not agreed enough."""
    weighs = {ReadingStatus.CONFIRMED, ReadingStatus(require)}
    if rule.reading.status not in weighs or rule.modality is Modality.MAY:
        return Severity.NOTE
    return Severity.ERROR if rule.modality in (Modality.MUST, Modality.MUST_NOT) else Severity.WARNING
