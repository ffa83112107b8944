"""`export`: the rules of a policy for other tools, as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policykit.export import TARGETS
from policykit.export.target import Export
from policykit.model.library import Library
from policykit.model.rule import RequiredReading
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.rulesets import make_ruleset, open_edition
from policykit.pipeline.scenarios import list_samples
from policykit.pipeline.write import write_file
from policykit.source.files import file_label


def export_rules(library: Library, named: Named | str, target: str, *, require: RequiredReading = "reviewed") -> Export:
    """Give the rules of one version in the language of `target`; `named` may be its name, `crewe/social-media@1`.

    A breach on a reading that is less agreed than `require` weighs as a note. Raises PolicykitError for a target that
    does not exist, and, rule by rule, for what the target cannot say.
    """
    if isinstance(named, str):
        named = find_version(library, named)
    ruleset = make_ruleset(open_edition(library, named), require=require)
    return TARGETS.find(target).make(ruleset, list_samples(library, named))


def write_exports(
    library: Library, named: Named, targets: tuple[str, ...], out: Path, require: RequiredReading = "reviewed"
) -> Iterator[Path]:
    """Write every target's files below `out/<council>/<policy>/v<version>/<target>`, giving each path."""
    exports = [export_rules(library, named, target, require=require) for target in targets]
    folder = out / named.policy.council / named.policy.id / f"v{file_label(named.label)}"
    for export, target in zip(exports, targets, strict=True):
        for name, text in export.files.items():
            path = folder / target / name
            write_file(path, text)
            yield path
