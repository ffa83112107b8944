"""A folder of YAML files becomes a Library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policykit.errors import Diagnostic, PolicykitError, Severity, Span
from policykit.model.base import CouncilId, TopicId
from policykit.model.council import Council
from policykit.model.counterpart import CounterpartFile
from policykit.model.elsewhere import walk_elsewhere
from policykit.model.fact import FactVocabulary
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.model_clause import ModelClause, ModelFile
from policykit.model.settings import Settings
from policykit.model.topic import Topic, TopicFile
from policykit.source import codes
from policykit.source.checks import check_all, check_apart
from policykit.source.checks.councils import check_councils
from policykit.source.checks.registers import check_registers
from policykit.source.files import Folder, Root, open_folder
from policykit.source.frozen import FROZEN_FOLDER
from policykit.source.reading.collector import pause_collector
from policykit.source.reading.policies import name_of, read_policy
from policykit.source.reading.reader import Reader
from policykit.source.reading.selection import (
    MODELS_FOLDER,
    holds_library,
    list_councils,
    list_names,
    select_policies,
)
from policykit.source.reading.shelf import Shelf
from policykit.source.validate import M


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a library: all that is whole, and everything that is wrong."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    reader: Reader = field(compare=False, repr=False)
    """What read it, for a further look at the same files."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the library from being used."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def load_library(root: Root) -> Library:
    """Load every file of the library below `root`.

    Raises PolicykitError with every error of all files, in file order, when there is one. Warnings do not
    raise; `read_library` gives them.
    """
    reading = read_library(root)
    if reading.errors:
        raise PolicykitError(*reading.errors)
    return reading.library


def read_library(root: Root, *, only: Sequence[str] = (), shelf: Shelf | None = None) -> Reading:
    """Read the library below `root` as far as it can be read, with all faults of all files in file order.

    `only` keeps to some of it: councils, policies, versions or version files, as typed on the command line. Then what
    all share is read, the policies that are meant and their councils, and nothing is said of the rest; a name that
    means nothing brings nothing. From a `shelf`, only the files that changed since its last reading are read again.
    """
    folder = open_folder(root)
    reader = Reader(folder, shelf)
    if (fault := _find_stranger(folder)) is not None:
        reader.add(fault)
        empty = Library(folder.root, {}, {}, {}, {}, None, (), Settings(format=1))
        return Reading(empty, tuple(reader.faults), reader)
    with pause_collector():
        library = _read(reader, only)
        faults = [*reader.faults, *(check_all(library) if shelf is None else check_apart(library, shelf))]
        faults.extend(_find_unexpected(reader, library if only else None))
    if shelf is not None and not only:
        shelf.forget(folder.root, reader.read, library.policies)
    return Reading(library, tuple(sorted(set(faults), key=Diagnostic.order)), reader)


def read_heads(root: Root, *, only: Sequence[str] = ()) -> Reading:
    """Read councils, registers and the heads of texts: what asks for histories and titles needs nothing else.

    The versions of the library have title, label and committee, and no sections; none of them is to be printed. Faults
    are those of councils and registers, and of texts of which not even the head can be read. `only` is as for
    `read_library`.
    """
    from policykit.source.reading.heads import read_policy_head  # its model is built for this alone

    folder = open_folder(root)
    if _find_stranger(folder) is not None:
        return read_library(folder)
    reader = Reader(folder)
    with pause_collector():
        names = _name_part(reader, only)
        councils, policies = _read_councils(reader, names, only, read_policy_head)
        unread = frozenset(reader.unread)
        settings = Settings(format=1)
        library = Library(folder.root, councils, policies, {}, {}, None, (), settings, {}, unread, names)
        faults = {*reader.faults, *check_councils(library), *check_registers(library)}
    return Reading(library, tuple(sorted(faults, key=Diagnostic.order)), reader)


def _find_stranger(folder: Folder) -> Diagnostic | None:
    """Find that a folder is not there, or is no library: it has folders, and none with a council or a policy."""
    here = Span(folder.root, 1, 1, 1, 1)
    hint = "name the folder with --library DIR"
    if folder.find_kind("") != "folder":
        return codes.FILE_UNREADABLE.at(here, f"there is no library folder `{folder.root}`", hint=hint)
    if holds_library(folder):
        return None
    inside = next(
        (each.name for each in folder.list_entries("") if each.folder and holds_library(folder, each.name)), None
    )
    place = f"{folder.root.rstrip('/')}/{inside}" if folder.root != "." else inside
    message = f"`{folder.root}` is no library: no folder in it has a council.yaml"
    return codes.FILE_UNREADABLE.at(here, message, hint=f"did you mean --library {place}?" if inside else hint)


def _name_part(reader: Reader, only: Sequence[str]) -> tuple[str, ...] | None:
    return list_names(reader) if only else None


def _read_councils(
    reader: Reader,
    names: tuple[str, ...] | None,
    only: Sequence[str],
    open_policy: Callable[[Reader, str], Policy | None],
) -> tuple[dict[CouncilId, Sourced[Council]], dict[str, Policy]]:
    """Read the councils and policies that `only` means, of those in `names`; all of them where there are no names."""
    wanted = None if names is None else select_policies(names, only, reader.shown("x").removesuffix("x"))
    councils: dict[CouncilId, Sourced[Council]] = {}
    policies: dict[str, Policy] = {}
    for place in list_councils(reader):
        if wanted is not None and not any(name.startswith(f"{place}/") for name in wanted):
            continue
        council = _read_council(reader, place)
        if council is not None:
            councils[council.value.id] = council
        for path in reader.list_folders(place):
            if wanted is None or path in wanted:
                policy = open_policy(reader, path)
                if policy is not None:
                    policies[policy.name] = policy
    return councils, policies


def _read(reader: Reader, only: Sequence[str]) -> Library:
    shared: dict[str, Places] = {}
    topics = _read_optional(reader, TopicFile, "topics.yaml", shared)
    facts = _read_optional(reader, FactVocabulary, "facts.yaml", shared)
    counterparts = _read_optional(reader, CounterpartFile, "counterparts.yaml", shared)
    settings = _read_optional(reader, Settings, "library.yaml", shared)
    names = _name_part(reader, only)
    councils, policies = _read_councils(reader, names, only, read_policy)
    models = _read_models(reader, shared)
    referred = {} if names is None else dict(_read_referred(reader, policies, names))
    return Library(
        root=reader.folder.root,
        councils=councils,
        policies=policies,
        topics=_by_id(topics.value.topics if topics else ()),
        models=models,
        facts=facts,
        counterparts=counterparts.value.counterparts if counterparts else (),
        settings=settings.value if settings else Settings(format=1),
        shared=shared,
        unread=frozenset(reader.unread),
        part_of=names,
        referred=referred,
    )


def _read_referred(
    reader: Reader, policies: Mapping[str, Policy], names: tuple[str, ...]
) -> Iterator[tuple[str, Policy]]:
    """Read the policies that texts refer to, and note none of their faults: they are not what was asked for."""
    apart = reader.reopen()
    targets = (
        f"{policy.council}/{target.partition('/')[0]}"
        for policy in policies.values()
        for version in policy.versions
        for *_, target in walk_elsewhere(version)
    )
    for name in dict.fromkeys(targets):
        other = read_policy(apart, name) if name in names and name not in policies else None
        if other is not None:
            yield name, other


def _read_optional(reader: Reader, kind: type[M], path: str, shared: dict[str, Places]) -> Sourced[M] | None:
    if not reader.exists(path):
        return None
    found = reader.read_file(kind, path)
    if found is not None:
        shared[path] = found.places
    return found


def _by_id(topics: Iterable[Topic]) -> dict[TopicId, Topic]:
    return {topic.id: topic for topic in topics}


def _read_models(reader: Reader, shared: dict[str, Places]) -> dict[str, ModelClause]:
    models: dict[str, ModelClause] = {}
    is_there = reader.folder.find_kind(MODELS_FOLDER) == "folder"
    for path in reader.list_files(MODELS_FOLDER) if is_there else []:
        found = reader.read_file(ModelFile, path)
        if found is not None:
            shared[path] = found.places
            stem = name_of(path).removesuffix(".yaml")
            models.update({f"{stem}/{clause.id}": clause for clause in found.value.clauses})
    return models


def _read_council(reader: Reader, place: str) -> Sourced[Council] | None:
    path = f"{place}/council.yaml"
    if not reader.exists(path):
        hint = "write who the council is: see the clerk's guide"
        reader.add(codes.FILE_UNREADABLE.at(reader.start(path), "the council has no council.yaml", hint=hint))
        reader.skip(path)
        return None
    council = reader.read_file(Council, path)
    if council is not None and council.value.id != place:
        places = council.places
        span = places.span(("id",))
        reader.add(
            codes.FILE_NAME.at(
                span,
                f"the council's id is `{council.value.id}`, and its folder `{place}`",
                hint="make them the same",
                line_text=places.line_text(span.line),
            )
        )
        reader.skip(path)
        return None
    return council


def _find_unexpected(reader: Reader, part: Library | None) -> Iterator[Diagnostic]:
    """Find files that nothing reads; of a library that was read in part, in the folders of what was read."""
    for path in reader.find_unread() if part is None else _walk_unread(reader, part):
        if FROZEN_FOLDER in path.split("/") or not path.endswith((".yaml", ".yml")):
            continue
        yield codes.UNEXPECTED_FILE.at(
            reader.start(path),
            f"`{name_of(path)}` is not part of the library and is not read",
            hint="a version is `v1.yaml`, its scenarios `v1.scenarios.yaml`; the rest is named in the guide",
        )


def _walk_unread(reader: Reader, part: Library) -> Iterator[str]:
    for name in part.policies:
        yield from reader.find_unread(name)
