"""What importing a file gives: a version, its YAML, doubts, what was left out, and proposals to be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from policykit.errors import PolicykitError
from policykit.intake.block import FileBlock
from policykit.intake.codes import DOCUMENT_DAMAGED
from policykit.intake.emit.version import Emitted, emit_version
from policykit.intake.paragraph import Doubt, LeftOut, Manuscript
from policykit.intake.promise import Accounts, keep_promise
from policykit.intake.readers import read_manuscript
from policykit.intake.recognise.front import Letterhead
from policykit.intake.recognise.run import Recognised, recognise
from policykit.intake.recognise.versions import EventProposal
from policykit.model.force.languages import find_force_words, say_unexamined
from policykit.model.policy import Version
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_write import write_yaml
from policykit.wording.slug import make_slug


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One doubt, and what it is about."""

    id: str
    """The section or clause; empty for one of the whole file."""
    words: str
    place: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Imported:
    """One file, read and recognised; nothing of it is written yet."""

    name: str
    """The name of the file."""
    version: Version
    text: str
    """The YAML of the version."""
    emitted: Emitted
    recognised: Recognised
    accounts: Accounts

    @property
    def manuscript(self) -> Manuscript:
        """The file as its reader gave it."""
        return self.recognised.manuscript

    @property
    def blocks(self) -> tuple[FileBlock, ...]:
        """All blocks in reading order."""
        return self.recognised.blocks

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is in no clause, and why."""
        return self.recognised.left_out

    @property
    def events(self) -> tuple[EventProposal, ...]:
        """What the file says happened to the policy."""
        return self.recognised.events

    @property
    def letterhead(self) -> Letterhead:
        """What the file says of the council."""
        return self.recognised.letterhead

    @property
    def doubts(self) -> tuple[Doubtful, ...]:
        """Every doubt, the narrowest first."""
        return tuple(sorted(self._list_doubts(), key=lambda doubtful: doubtful.doubt.margin))

    def _list_doubts(self) -> Iterator[Doubtful]:
        names = {id(block): own for own, block in self.emitted.homes.items()}
        for block in self.blocks:
            for doubt in block.doubts:
                yield Doubtful(names.get(id(block), ""), block.text, block.source.place, doubt)
        if self.recognised.title is None:
            doubt = Doubt(
                "title",
                f"the title is `{self.version.title}`, made from the name of the file",
                "the file has a title that was not recognised",
                "write it under `title:`",
            )
            yield Doubtful("", self.version.title, "the file", doubt)
        language = self.version.language
        if language is not None and find_force_words(language) is None:
            doubt = Doubt(
                "kind",
                f"what the clauses do was {say_unexamined(language)}",
                "clauses that ask, forbid or allow something",
                "set `kind:` of each clause by hand",
            )
            yield Doubtful("", self.version.title, "the file", doubt)


def import_content(name: str, content: bytes, label: str = "1") -> Imported:
    """Read a file that others wrote into a version; `label` names the version.

    Raises PolicykitError with a code of `intake.codes`, among them `words-lost` where not every word came through.
    """
    return import_manuscript(name, read_manuscript(name, content), label)


def import_manuscript(name: str, manuscript: Manuscript, label: str = "1", *, written_out: bool = False) -> Imported:
    """Recognise what a reader gave, write it as a version and check the word promise; raises as `import_content`."""
    recognised = recognise(manuscript)
    emitted = emit_version(recognised, label, title_from_name(name), written_out=written_out)
    remarks = (
        f"Imported by policykit from `{PurePath(name).name}`, word for word.",
        "`kind` was proposed by rules: look at each before you write rules of your own on it.",
    )
    text = write_yaml(emitted.data, remarks)
    version = read_back(name, text)
    return Imported(name, version, text, emitted, recognised, keep_promise(name, recognised, version))


def title_from_name(name: str) -> str:
    """Give a title made from the name of a file: `Leave Policy` for `leave_policy.docx`."""
    words = PurePath(name).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "Policy"


def policy_id(title: str) -> str:
    """Give the id that a policy with this title would have: `social-media`."""
    slug = make_slug(title, 4)
    return slug.removesuffix("-policy") or "policy"


def read_back(name: str, text: str) -> Version:
    """Read the YAML of a version again, as any run will; `name` is the file it came from.

    Raises PolicykitError with what is wrong in it.
    """
    data, places, faults = read_yaml(f"{PurePath(name).stem}.yaml", text)
    version: Version | None = None
    if isinstance(places, YamlPlaces):
        version, more = read_model(Version, data, places)
        faults = [*faults, *more]
    if version is None:
        raise PolicykitError(*faults) if faults else PolicykitError(DOCUMENT_DAMAGED.at(None, f"`{name}` has no text"))
    return version
