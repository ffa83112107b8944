"""The page of one policy: where its versions are on their way, and everything that can be done."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.overview import PolicyLife, Stage, describe_life, find_names, find_place

STAGE_WORDS: dict[Stage, str] = {
    "writing": "Writing",
    "committee": "Committee",
    "council": "Council",
    "published": "Published",
    "review": "Review",
}
DONE_WORDS = {
    "imported": "The policy was brought in. Nothing of it is adopted yet.",
    "recorded": "It was recorded.",
    "adopted": "The council’s adoption was recorded, and the text is frozen: nobody can change it by accident.",
    "published": "The files were written.",
    "begun": "The next version begins with the text of the last one.",
    "reviewed": "The review was recorded.",
    "undone": "The last record was taken back.",
}
"""What a page says after something was done, by the word in its address."""


def find_life(visit: Visit) -> PolicyLife:
    """Give the life of the policy that the address names; raises NotThereError where the library has none such."""
    if visit.policy not in find_names(visit.desk.root):
        raise NotThereError
    return describe_life(visit.desk.root, visit.policy, visit.today, visit.desk.out)


def find_label(visit: Visit, life: PolicyLife) -> str:
    """Give the version that `?version=` names, else what is under way, else what is in force, else the newest.

    Raises NotThereError for a version that the policy does not have.
    """
    wanted = visit.form.get("version") or visit.query.get("version")
    if wanted is None:
        return life.overview.under_way or life.overview.in_force or life.versions[0].label
    if life.find(wanted) is None:
        raise NotThereError
    return wanted


def show_policy(visit: Visit) -> Response:
    """Show one policy."""
    life = find_life(visit)
    label = find_label(visit, life)
    published = find_place(visit.desk.out, visit.policy, label)
    return visit.show(
        "policy.html.j2",
        life=life,
        line=life.overview,
        chosen=life.find(label),
        published=published,
        stages=STAGE_WORDS,
        dones=DONE_WORDS,
        done=visit.query.get("done", ""),
    )


SCREENS = (Screen("/policies/{council}/{policy}", show_policy),)
