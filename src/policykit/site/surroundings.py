"""What pages of one policy say of others: the same text in another language, and councils that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policykit.site.holdings import HeldCouncil, HeldPolicy, Holdings
from policykit.site.pages.notices import is_past


@dataclass(frozen=True, slots=True)
class Twin:
    """The same text in another language."""

    version: str
    """The label of the version that it is the same text as."""
    address: str
    """The address of that version."""
    own: str
    """The same for the page of what is in force: the policy's where it shows that version."""
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around one policy."""

    council: HeldCouncil
    """Its council, without policies."""
    twins: tuple[Twin, ...]
    compared: tuple[tuple[str, str], ...]
    """The councils that it is compared with clause by clause: id and name."""
    overdue: tuple[str, ...]
    """The labels of versions whose review is overdue."""
    year: int
    """The year in which the site is made: pictures of time go to its end."""

    def find_twin(self, label: str) -> Twin | None:
        """Give the twin of a version."""
        return next((twin for twin in self.twins if twin.version == label), None)


class Neighbours:
    """Finds the surroundings of every policy."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._policies = {policy.name: policy for _, policy in holdings.walk_policies()}
        self._names = {council.id: council.name for council in holdings.councils}
        self._compared: dict[str, set[str]] = {}
        self._parallels: dict[tuple[str, str], tuple[str, str]] = {}
        for link in holdings.links:
            names = [name for name, _ in link.clauses]
            for one, other in (names, names[::-1]):
                self._compared.setdefault(one, set()).add(other.partition("/")[0])
        for policy in self._policies.values():
            for version in policy.versions:
                if version.parallel:
                    other, _, label = version.parallel.partition("@")
                    self._parallels[policy.name, version.label] = (other, label)
        for (name, label), target in list(self._parallels.items()):
            self._parallels.setdefault(target, (name, label))

    def find(self, council: HeldCouncil, policy: HeldPolicy) -> Surroundings:
        """Give the surroundings of one policy."""
        return Surroundings(
            replace(council, policies=()),
            tuple(self._list_twins(policy)),
            tuple((each, self._names[each]) for each in sorted(self._compared.get(policy.name, ()))),
            tuple(each.label for each in policy.versions if is_past(each.next_review, self._holdings.today)),
            self._holdings.today.year,
        )

    def _list_twins(self, policy: HeldPolicy) -> list[Twin]:
        twins = []
        for version in policy.versions:
            name, label = self._parallels.get((policy.name, version.label), ("", ""))
            other = self._policies.get(name)
            same = other.find(label) if other else None
            if other is not None and same is not None:
                address = f"{other.council}/{other.id}/"
                # The page of what is in force leads to its like; that of one version to the same version.
                own = address if other.shown.label == label else f"{address}{same.slug}/"
                twins.append(Twin(version.label, f"{address}{same.slug}/", own, same.language, same.title))
        return twins
