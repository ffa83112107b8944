"""Names as they are typed: `congleton/social-media`, `congleton/social-media@1`, or a path to a version file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from policykit.model.library import Library, Policy
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.wording.nearest import hint_nearest


@dataclass(frozen=True, slots=True)
class Named:
    """One version of one policy."""

    policy: Policy
    label: str

    @property
    def name(self) -> str:
        """The full name: `congleton/social-media@1`."""
        return f"{self.policy.name}@{self.label}"


def find_version(library: Library, name: str) -> Named:
    """Give the version that `name` means: the one named, else the one in force on the library's day, else the newest.

    Raises PolicykitError (`unknown-name`), with the nearest name, where there is none.
    """
    if name.endswith((".yaml", ".yml")):
        return _find_file(library, name)
    policy_name, at, label = name.partition("@")
    policy = library.policies.get(policy_name.strip("/"))
    if policy is None:
        known = ", ".join(library.names) or "none"
        hint = hint_nearest(policy_name, library.names, f"policies of this library: {known}")
        raise refuse(UNKNOWN_NAME, f"there is no policy `{policy_name}` in `{library.root}`", hint)
    if not at:
        return Named(policy, policy.current(library.today).value.version)
    if label not in policy.labels:
        hint = hint_nearest(label, policy.labels, f"versions: {', '.join(policy.labels)}")
        raise refuse(UNKNOWN_NAME, f"`{policy_name}` has no version `{label}`", hint)
    return Named(policy, label)


def find_versions(library: Library, names: tuple[str, ...]) -> tuple[Named, ...]:
    """Give the versions that `names` mean, every policy's current one without names. A council names all its policies.

    Raises PolicykitError as `find_version` does.
    """
    if not names:
        return tuple(Named(policy, policy.current(library.today).value.version) for policy in library.policies.values())
    found: list[Named] = []
    for name in names:
        own = [policy for policy in library.policies.values() if policy.council == name.strip("/")]
        found.extend([find_version(library, policy.name) for policy in own] or [find_version(library, name)])
    return tuple({named.name: named for named in found}.values())


def tell_standing(library: Library, named: Named, name: str) -> str:
    """Give a remark where a policy's name may mean another version than its reader thinks; else nothing.

    That is so where it means a draft though others were adopted: none of them is in force; or where a text was adopted
    that is in force from a later day only.
    """
    policy, states = named.policy, named.policy.states
    if names_one(name):
        return ""
    if not states[named.label].approval and any(state.approval for state in states.values()):
        return f"no version of `{policy.name}` is in force any more; `{named.label}` is a draft"
    pending = [state for state in policy.states_on(library.today).values() if state.pending] if library.today else []
    if not pending or pending[-1].approval is None or pending[-1].approval.begins is None:
        return ""
    begins = pending[-1].approval.begins.shown("long")
    label = pending[-1].version
    if label == named.label:
        return f"`{named.name}` is in force from {begins}, and no version of the policy is before that"
    return f"`{named.name}` is meant, which is in force; `{policy.name}@{label}` is in force from {begins}"


def tell_standings(library: Library, found: Iterable[Named], names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the remarks on all versions that `names` mean; a version that is named by its label gets none."""
    exact = {find_version(library, name).name for name in names if names_one(name)}
    remarks = (tell_standing(library, named, named.policy.name) for named in found if named.name not in exact)
    return tuple(remark for remark in remarks if remark)


def tell_names(library: Library, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the remarks on all versions that names mean. Raises PolicykitError as `find_version` does."""
    return tell_standings(library, find_versions(library, names), names)


def names_one(name: str) -> bool:
    """Say whether a name means one certain version, and not a policy's current one."""
    return "@" in name or name.endswith((".yaml", ".yml"))


def list_drafts(named: Named) -> tuple[Named, ...]:
    """Give the drafts of a policy that are newer than a version, in their order."""
    states, labels = named.policy.states, named.policy.labels
    newer = labels[labels.index(named.label) + 1 :]
    return tuple(Named(named.policy, label) for label in newer if states[label].status in ("draft", "recommended"))


def _find_file(library: Library, path: str) -> Named:
    wanted = PurePath(path).as_posix().removeprefix("./")
    files = {
        version.places.file.removeprefix("./"): Named(policy, version.value.version)
        for policy in library.policies.values()
        for version in policy.versions
    }
    if wanted in files:
        return files[wanted]
    ending = [named for file, named in files.items() if file.endswith(f"/{wanted}") or wanted.endswith(f"/{file}")]
    if len(ending) == 1:
        return ending[0]
    raise refuse(
        UNKNOWN_NAME, f"`{path}` is no version file of the library `{library.root}`", hint_nearest(wanted, files)
    )
