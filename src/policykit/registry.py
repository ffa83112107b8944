"""What a user chooses by name (formats, targets, lints): one table for each kind, which installed plug-ins add to.

A plug-in is a package with an entry point in one of the groups `policykit.formats`, `policykit.targets` and
`policykit.lints`. Nothing of it is imported before its name is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar

from policykit.errors import Code, PolicykitError, Severity
from policykit.wording.nearest import hint_nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

UNKNOWN_FORMAT = Code(
    "unknown-format",
    Severity.ERROR,
    "a format that policykit does not write",
    "choose one of those listed",
    "--format docs",
    "--format html,pdf",
)
UNKNOWN_TARGET = Code(
    "unknown-target",
    Severity.ERROR,
    "a target that rules are not exported to",
    "choose one of those listed",
    "--to opa",
    "--to rego",
)
PLUGIN_FAULT = Code(
    "plugin-fault",
    Severity.ERROR,
    "an installed plug-in cannot be loaded, or does not work",
    "ask those who make the plug-in for a newer release, or uninstall it with pip",
    "policykit build --format braille, where the package that adds `braille` lacks a library",
    "policykit build --format braille, where the package that adds `braille` is whole",
)
PLUGIN_CLASH = Code(
    "plugin-clash",
    Severity.ERROR,
    "an installed plug-in uses a name that is taken",
    "uninstall one of the packages with pip",
    "a plug-in that calls its format `html`",
    "a plug-in that calls its format `html-small`",
)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[P, T]):
    """One thing that a user can choose by name, such as the format `html`."""

    name: str
    """What the command line calls it: `html`."""
    words: str
    """What it is, in one line."""
    make: Callable[P, T]
    """What makes it; whatever it needs is imported when it is called."""
    suffix: str = ""
    """The ending of its files, if it makes single files: `.html`."""
    media_type: str = ""
    """Their media type (IANA): `text/html`."""


class HasName(Protocol):
    """What a registry holds: something with a name."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        ...


N = TypeVar("N", bound=HasName)


class Registry(Mapping[str, N]):
    """Everything of one kind that can be chosen, by name: policykit's own in their order, then those of plug-ins.

    Args:
        noun: what one is called in messages: `format`.
        own: policykit's own.
        kind: the class of each; a plug-in that gives anything else is refused.
        unknown: the code for a name that does not exist.
        gives: takes what a plug-in has made, and gives it checked; raises TypeError for what it should not be.
        group: the group of entry points that plug-ins use; without one there are no plug-ins.
        function: the field of `kind` that holds the function.
        of: what messages say after the name, such as ` of a comparison`.
    """

    def __init__(
        self,
        noun: str,
        own: Iterable[N],
        *,
        kind: type[N],
        unknown: Code,
        gives: Callable[[Any], object] = lambda made: made,
        group: str = "",
        function: str = "make",
        of: str = "",
    ) -> None:
        self.own: dict[str, N] = {each.name: each for each in own}
        """Policykit's own, whatever is installed beside it."""
        self._noun, self._kind, self._unknown = noun, kind, unknown
        self._gives, self._group, self._function, self._of = gives, group, function, of

    def __getitem__(self, name: str) -> N:
        """Give one by its name. Raises KeyError, and PolicykitError for a plug-in with a fault or a taken name."""
        if name in self.own:
            return self.own[name]
        return self._load(self._find_plugins()[name])

    def __iter__(self) -> Iterator[str]:
        """Give every name, without loading a plug-in. Raises PolicykitError (`plugin-clash`) where one is taken."""
        yield from self.own
        yield from self._find_plugins()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self.own or name in self._find_plugins()

    def find(self, name: str) -> N:
        """Give one by its name. Raises PolicykitError as `[name]` does, and with the nearest for an unknown name."""
        self.check((name,))
        return self[name]

    def check(self, names: Iterable[str]) -> None:
        """Raise PolicykitError for the first name that does not exist."""
        for name in names:
            if name not in self:
                hint = hint_nearest(name, self, f"{self._noun}s: {', '.join(self)}")
                raise PolicykitError(self._unknown.at(None, f"there is no {self._noun} `{name}`{self._of}", hint=hint))

    def _find_plugins(self) -> dict[str, EntryPoint]:
        if not self._group or not _is_declared(self._group):
            return {}
        from importlib.metadata import entry_points

        found: dict[str, EntryPoint] = {}
        for point in sorted(entry_points(group=self._group), key=lambda each: (each.name, _package_of(each))):
            what = f"the {self._noun} `{point.name}`"
            if point.name in self.own:
                raise _refuse(PLUGIN_CLASH, f"the plug-in `{_package_of(point)}` adds {what}, which policykit has")
            if point.name in found:
                packages = f"`{_package_of(found[point.name])}` and `{_package_of(point)}`"
                raise _refuse(PLUGIN_CLASH, f"the plug-ins {packages} both add {what}")
            found[point.name] = point
        return found

    def _load(self, point: EntryPoint) -> N:
        package = _package_of(point)
        what = f"the {self._noun} `{point.name}` of the plug-in `{package}`"
        try:
            loaded = point.load()
        except Exception as error:
            raise _refuse(PLUGIN_FAULT, f"{what} cannot be loaded: {_describe(error)}") from error
        if not isinstance(loaded, self._kind):
            kinds = f"`{type(loaded).__name__}` where `{self._kind.__name__}` is needed"
            raise _refuse(PLUGIN_FAULT, f"{what} cannot be used: `{point.value}` is {kinds}")
        if loaded.name != point.name:
            raise _refuse(PLUGIN_FAULT, f"{what} cannot be used: it calls itself `{loaded.name}`")
        function: Callable[..., object] = getattr(loaded, self._function)

        def guarded(*args: object, **named: object) -> object:
            try:
                return self._gives(function(*args, **named))
            except PolicykitError:
                raise
            except Exception as error:
                raise _refuse(PLUGIN_FAULT, f"{what} failed: {_describe(error)}") from error

        return replace(loaded, **{self._function: guarded})  # type: ignore[type-var]


def require_bytes(made: object) -> bytes:
    """Give what was made if it is bytes. Raises TypeError for anything else."""
    if not isinstance(made, bytes):
        raise TypeError(f"it made {type(made).__name__} instead of bytes")
    return made


def _is_declared(group: str) -> bool:
    """Say whether any installed package declares the group.

    This looks for the words in the files that `importlib.metadata` would parse, at a fifth of the cost: `check` asks at
    each run, and nearly always there is nothing.
    """
    words = f"[{group}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                packages = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for package in packages:
            try:
                with open(os.path.join(package, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123 - see above
                    if words in file.read():
                        return True
            except OSError:
                continue
    return False


def _package_of(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _describe(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _refuse(code: Code, message: str) -> PolicykitError:
    return PolicykitError(code.at(None, message, hint=code.remedy))
