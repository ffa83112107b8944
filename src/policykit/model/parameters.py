"""The parameters that texts and house styles may name, and their values."""

from __future__ import annotations

from policykit.model.council import Council
from policykit.model.policy import Version

VERSION_PARAMETERS = (
    "version",
    "status",
    "created.date",
    "drafted.date",
    "recommended.date",
    "recommended.reference",
    "review.date",
    "review.reference",
    "approval.date",
    "approval.reference",
    "approval.body",
    "approval.in_force_from",
    "previous.version",
    "previous.approval.date",
    "previous.approval.reference",
    "next_review",
)
"""What a version block may name beside the council's data; `review.fap.date` names one committee's review."""


def council_parameters(council: Council) -> dict[str, str | None]:
    """Give every parameter that a council's file declares, with its value or None where the file leaves it out."""
    values: dict[str, str | None] = {
        "council.name": council.name,
        "council.strapline": council.strapline,
        "council.address": ", ".join(council.address) or None,
        "council.telephone": council.telephone,
        "council.email": council.email,
        "council.website": council.website,
    }
    for officer in council.officers:
        values[f"officers.{officer.role}.title"] = officer.title
        values[f"officers.{officer.role}.name"] = officer.name
    for committee in council.committees:
        values[f"committees.{committee.id}.label"] = committee.label
        values[f"committees.{committee.id}.name"] = committee.name
    for name, decision in council.decisions.items():
        values[f"decisions.{name}"] = _shown(decision.value)
    return values


def text_parameters(council: Council, version: Version) -> dict[str, str | None]:
    """Give every parameter that a clause's text may name."""
    return {**council_parameters(council), "policy.title": version.title, "policy.version": version.version}


def block_parameters(council: Council) -> list[str]:
    """Give the names that a council's version block and contact lines may use."""
    reviews = [f"review.{committee.id}.{part}" for committee in council.committees for part in ("date", "reference")]
    return [*VERSION_PARAMETERS, *reviews, *council_parameters(council)]


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(word).replace("_", " ") for word in value)
    return str(value)
