"""What a folder gives a corpus: the policies of a library with their models, or the files that others wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from policykit.compare.councils.compare import list_council_clauses
from policykit.compare.families.masks import list_names
from policykit.corpus.codes import CORPUS_FOLDER, refuse_corpus
from policykit.corpus.document import CorpusClause, CorpusDocument
from policykit.document.compile import compile_document
from policykit.edition.edition import Edition, find_edition
from policykit.edition.numbers import number_version
from policykit.errors import Diagnostic, PolicykitError
from policykit.model.council import Council
from policykit.model.library import Library, Policy
from policykit.model.markdown import parse_text
from policykit.model.text import Inline, NoteMark, Parameter, Reference, Text, plain_text
from policykit.model.word_tree import replace_leaves
from policykit.pipeline.import_policy import import_policy, list_endings
from policykit.source.library import Reading, read_library
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.wording.slug import make_slug


@dataclass(slots=True)
class GatheredFolder:
    """What is found in a folder, document by document; `refused` fills while they are read."""

    place: str
    """The folder, as an absolute path."""
    documents: Iterator[CorpusDocument]
    refused: list[Diagnostic] = field(default_factory=list)
    """What could not be read, and why."""
    remarks: list[str] = field(default_factory=list)
    """What a person should know."""


def gather_folder(root: Path, county: str = "") -> GatheredFolder:
    """Give the documents of a folder: of a library every version of every policy, else every file that can be imported.

    `county` is the county of its councils. Raises PolicykitError (`corpus-folder`) where there is nothing to add.
    """
    place = root.resolve().as_posix()
    gathered = GatheredFolder(place, iter(()))
    if any(root.glob("*/*/v*.yaml")):
        gathered.documents = _read_library(root, county, gathered)
        return gathered
    endings = set(list_endings())
    files = sorted(path for path in root.rglob("*") if path.suffix.lower() in endings and path.is_file())
    if not files:
        hint = f"name a library, or a folder of files: {', '.join(list_endings())}"
        raise refuse_corpus(CORPUS_FOLDER, f"`{root.as_posix()}` holds no policies", hint)
    gathered.documents = _read_files(root, files, county, gathered)
    return gathered


def _read_library(root: Path, county: str, gathered: GatheredFolder) -> Iterator[CorpusDocument]:
    reading = read_library(root)
    unsound = _find_unsound(reading)
    gathered.refused += reading.errors
    for name, policy in reading.library.policies.items():
        if str(name) not in unsound and policy.council not in unsound:
            for label in policy.labels:
                edition = find_edition(reading.library, policy, label)
                yield _make_document(reading.library, policy, edition, gathered.place, county)
    yield from _make_models(reading.library, gathered.place)


def _find_unsound(reading: Reading) -> set[str]:
    """Give the policies and councils with errors. Raises PolicykitError for errors in what all share."""
    unsound: set[str] = set()
    shared: list[Diagnostic] = []
    for fault in reading.errors:
        file = PurePath(fault.span.file) if fault.span else PurePath()
        root = reading.library.root
        parts = file.relative_to(root).parts if file.is_relative_to(root) else ()
        if len(parts) < 2 or parts[0] == "models":
            shared.append(fault)
        unsound.add("/".join(parts[: 2 if len(parts) > 2 else 1]))
    if shared:
        raise PolicykitError(*shared)
    return unsound


def _make_document(library: Library, policy: Policy, edition: Edition, place: str, county: str) -> CorpusDocument:
    document = compile_document(edition)
    models = {str(clause.id): clause.model for _, clause in edition.version.walk_clauses()}
    clauses = tuple(
        CorpusClause(
            clause.address.partition("#")[2], clause.citation, clause.kind, clause.topics,
            models.get(clause.address.partition("#")[2]), clause.text,
        )
        for clause in list_council_clauses(library.topics, [document])
    )  # fmt: skip
    return CorpusDocument(
        policy=str(policy.name),
        version=edition.label,
        kind="policy",
        council=str(policy.council),
        name=edition.council.name,
        county=county,
        title=edition.version.title,
        current=policy.current(library.today).value.version == edition.label,
        place=place,
        names=tuple(list_names(edition.council)),
        clauses=clauses,
    )


def _make_models(library: Library, place: str) -> Iterator[CorpusDocument]:
    """Give each file of model clauses as a document."""
    files: dict[str, list[CorpusClause]] = defaultdict(list)
    for name, model in library.models.items():
        file, _, own = name.partition("/")
        text = plain_text(replace_leaves(parse_text(model.text).inlines, _show_gap))
        files[file].append(CorpusClause(own, own, model.kind, (str(model.topic),), None, text))
    for file, clauses in files.items():
        yield CorpusDocument(
            f"models/{file}", "", "model", "", "", "", file, current=True, place=place, names=(), clauses=tuple(clauses)
        )


def _show_gap(leaf: Reference | Parameter | NoteMark) -> Inline:
    return Text(f"{{{leaf.name}}}") if isinstance(leaf, Parameter) else leaf


def _read_files(root: Path, files: list[Path], county: str, gathered: GatheredFolder) -> Iterator[CorpusDocument]:
    councils: dict[Path, Council | None] = {}
    for path in files:
        folder = path.parent
        if folder not in councils:
            councils[folder] = _read_council(folder)
            if councils[folder] is None:
                gathered.remarks.append(
                    f"`{folder.as_posix()}` has no council.yaml, so the council's name is not covered"
                )
        try:
            yield _import_file(root, path, councils[folder], gathered.place, county)
        except PolicykitError as error:
            gathered.refused += error.diagnostics


def _read_council(folder: Path) -> Council | None:
    path = folder / "council.yaml"
    if not path.is_file():
        return None
    data, places, wrong = read_yaml(path.as_posix(), path.read_text("utf-8-sig"))
    council, faults = read_model(Council, data, places) if data is not None else (None, [])
    if council is None or wrong or faults:
        raise PolicykitError(*wrong, *faults)
    return council


def _import_file(root: Path, path: Path, council: Council | None, place: str, county: str) -> CorpusDocument:
    imported = import_policy(path)
    numbers = number_version(imported.version)
    clauses = tuple(
        CorpusClause(
            id=str(clause.id),
            citation=numbers[clause.id].citation,
            kind=clause.kind,
            topics=(str(clause.topic),) if clause.topic else (),
            model=None,
            text=plain_text(parse_text(clause.text).inlines) if clause.text else "",
        )
        for _, clause in imported.version.walk_clauses()
    )
    folder = path.parent.relative_to(root)
    own = "-".join(make_slug(part, 12) or part for part in (folder.parts or (root.resolve().name,)))
    name = str(council.id) if council else own
    return CorpusDocument(
        policy=f"{name}/{make_slug(path.name.replace('.', ' '), 20) or 'policy'}",
        version=imported.version.version,
        kind="policy",
        council=name,
        name=council.name if council else name,
        county=county,
        title=imported.version.title,
        current=True,
        place=place,
        names=tuple(list_names(council)) if council else (),
        clauses=clauses,
    )
