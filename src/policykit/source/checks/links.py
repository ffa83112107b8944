"""Checks of what links across councils, and of the library's settings."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.library import Library
from policykit.model.policy import BINDING_KINDS, ClauseKind
from policykit.source import codes
from policykit.wording.nearest import hint_nearest


def check_counterparts(library: Library) -> Iterator[Diagnostic]:
    """Find links to clauses that no version of the policy they name has, and stances that these cannot have."""
    if not library.counterparts:
        return
    places = library.shared["counterparts.yaml"]
    yield from _check_link_facts(library)
    known: dict[str, dict[str, ClauseKind]] = {
        name: {clause.id: clause.kind for version in policy.versions for _, clause in version.value.walk_clauses()}
        for name, policy in library.policies.items()
    }
    for position, link in enumerate(library.counterparts):
        kinds = [known.get(policy, {}).get(clause) for policy, _, clause in (a.partition("#") for a in link.clauses)]
        if link.stance in ("stronger", "weaker") and BINDING_KINDS.isdisjoint(kinds) and None not in kinds:
            span = places.span(("counterparts", position, "stance"))
            message = f"`{link.stance}` says that one clause asks more than the other, and neither asks anything"
            yield places.fault(codes.STANCE_WITHOUT_FORCE, span, message)
        for side, address in enumerate(link.clauses):
            policy, _, clause = address.partition("#")
            if library.has_unread(policy) or (policy in library.names and policy not in known):
                continue
            span = places.span(("counterparts", position, "clauses", side))
            if policy not in known:
                yield places.fault(
                    codes.UNKNOWN_CLAUSE,
                    span,
                    f"there is no policy `{policy}`",
                    hint_nearest(policy, library.names, f"policies: {', '.join(library.names)}"),
                )
            elif clause not in known[policy]:
                yield places.fault(
                    codes.UNKNOWN_CLAUSE,
                    span,
                    f"`{policy}` has no clause `{clause}`",
                    hint_nearest(clause, known[policy], "its file lists the ids"),
                )


def _check_link_facts(library: Library) -> Iterator[Diagnostic]:
    """Find facts of a link that the vocabulary does not have."""
    if library.facts is None:
        return
    places = library.shared["counterparts.yaml"]
    known = {name for record in library.facts.value.records.values() for name in record.facts}
    for position, link in enumerate(library.counterparts):
        for place, name in enumerate(link.facts):
            if name not in known:
                span = places.span(("counterparts", position, "facts", place))
                hint = hint_nearest(name, sorted(known), "facts.yaml lists the facts")
                yield places.fault(codes.UNKNOWN_FACT, span, f"there is no fact called `{name}`", hint)


def check_settings(library: Library) -> Iterator[Diagnostic]:
    """Find switches for councils and policies that do not exist."""
    names = [*library.names, *library.councils]
    for position, switch in enumerate(library.settings.lints_off):
        if library.part_of is not None and switch.policy is not None and "/" not in switch.policy:
            continue  # of a part, not every council was looked at
        if switch.policy is not None and switch.policy not in names and not library.has_unread(switch.policy):
            places = library.shared["library.yaml"]
            span = places.span(("lints_off", position, "policy"))
            yield places.fault(
                codes.UNKNOWN_CLAUSE,
                span,
                f"there is no council or policy `{switch.policy}`",
                hint_nearest(switch.policy, names, "name a folder: `crewe` or `crewe/social-media`"),
            )
