"""Make a site: read what changed, make what is made from it, and take away what is no longer wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from policykit.errors import Diagnostic, Span
from policykit.pipeline.build import check_formats, refuse_inside
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.site.codes import BROKEN_LINK, SAME_ADDRESS
from policykit.pipeline.site.inputs import find_inputs
from policykit.pipeline.site.kept import glean_kept, read_kept, write_kept
from policykit.pipeline.site.manifest import PLACE, MadeSheaf, SiteFolder
from policykit.pipeline.site.texts import SiteTexts
from policykit.site.addresses import RESERVED, page_path, policy_address
from policykit.site.hold import gather_holdings
from policykit.site.holdings import Holdings
from policykit.site.links import BrokenLink, find_broken, read_links
from policykit.site.plan import plan_site
from policykit.site.sheaf import Sheaf, SiteSettings, hash_inputs
from policykit.source.files import Root

__all__ = ["MadeSite", "SiteSettings", "make_site"]

Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


@dataclass(slots=True)
class MadeSite:
    """What became of a site."""

    policies: int = 0
    """How many policies it shows."""
    files: int = 0
    """How many files it has."""
    written: list[str] = field(default_factory=list)
    """The files that were written, by their paths."""
    removed: list[str] = field(default_factory=list)
    """The files that were taken away, because nothing wants them any more."""
    left: list[str] = field(default_factory=list)
    """The files that nothing wants any more, and that stay because somebody changed them."""
    broken: list[Diagnostic] = field(default_factory=list)
    """The links within the site that lead nowhere."""


def make_site(root: Root, out: Path, settings: SiteSettings, today: date, tell: Tell = lambda *_: None) -> MadeSite:
    """Make the site of the library below `root` in the folder `out`, as on `today`, and give what became of it.

    Only what changed is read and written. Raises PolicykitError where a text that is to be shown has errors, before
    anything is written; and where a file cannot be written, or is not ours (`not-ours`).
    """
    check_formats(settings.formats)
    if isinstance(root, (str, Path)):
        refuse_inside(Path(root), out)
    inputs = find_inputs(root)
    with _hold_folder(out) as folder:
        kept = read_kept(folder.place, hash_inputs(settings.with_drafts))
        texts = SiteTexts(root, today, with_drafts=settings.with_drafts)
        texts.renew(kept, inputs, lambda done, of: tell("reading", done, of))
        shown = [each.held for each in kept.policies.values() if each.held is not None]
        holdings = gather_holdings(shown, kept.councils, kept.topics, kept.links, today)
        _check_addresses(holdings, folder)
        sheaves = list(
            plan_site(holdings, inputs.policies.__getitem__, texts.open, partial(glean_kept, kept, holdings), settings)
        )
        made = _write_sheaves(folder, sheaves, texts, tell)
        made.policies = len(shown)
        write_kept(folder.place, kept)
    return made


@contextmanager
def _hold_folder(out: Path) -> Iterator[SiteFolder]:
    """Keep every other policykit from writing to the site until the block ends.

    Raises PolicykitError (`not-writable`) where another does, or no folder can be made.
    """
    from filelock import FileLock, Timeout

    place = out / PLACE
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place / "lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        message = f"another policykit is writing to the site `{out.as_posix()}`"
        raise refuse(NOT_WRITABLE, message, "wait until it has ended") from error
    except (OSError, NotImplementedError) as error:
        reason = (getattr(error, "strerror", None) or "the system refuses").lower()
        raise refuse(NOT_WRITABLE, f"`{out.as_posix()}` cannot be written: {reason}") from error
    try:
        yield SiteFolder(out)
    finally:
        lock.release()


def _check_addresses(holdings: Holdings, folder: SiteFolder) -> None:
    """Refuse a council that has the address of something else, and a folder with pages that are not ours."""
    for council in holdings.councils:
        if council.id in RESERVED:
            message = f"the council `{council.id}` would have the address of other pages: `/{council.id}/`"
            raise refuse(SAME_ADDRESS, message)
    if folder.is_new:  # else each file is looked at when its content is known
        for address in ("", *(policy_address(policy) for _, policy in holdings.walk_policies())):
            folder.check_ours(page_path(address))


def _write_sheaves(folder: SiteFolder, sheaves: Sequence[Sheaf], texts: SiteTexts, tell: Tell) -> MadeSite:
    manifest, made = folder.manifest, MadeSite()
    stale = [sheaf for sheaf in sheaves if not _is_made(folder, sheaf)]
    texts.plan([sheaf.name.rstrip("/") for sheaf in stale if sheaf.name.endswith("/")])
    taken = {path: name for name, each in manifest.sheaves.items() for path in each.paths}
    kept = {sheaf.name for sheaf in sheaves} - {sheaf.name for sheaf in stale}
    taken = {path.casefold(): name for path, name in taken.items() if name in kept}
    try:
        for done, sheaf in enumerate(stale):
            tell("writing", done, len(stale))
            _write_sheaf(folder, sheaf, taken, made)
        manifest.sheaves = {sheaf.name: manifest.sheaves[sheaf.name] for sheaf in sheaves}
        wanted = {path for each in manifest.sheaves.values() for path in each.paths}
        for path in sorted(manifest.files.keys() - wanted):
            (made.removed if folder.remove(path) else made.left).append(path)
    finally:
        folder.save()
    made.files = len(manifest.files)
    made.broken = [_tell_broken(folder, broken) for broken in find_broken(manifest.files)]
    return made


def _is_made(folder: SiteFolder, sheaf: Sheaf) -> bool:
    """Say whether the files of a sheaf are there, made from the same inputs. One that was changed is made again."""
    made = folder.manifest.sheaves.get(sheaf.name)
    return made is not None and made.key == sheaf.key and all(folder.is_whole(path) for path in made.paths)


def _write_sheaf(folder: SiteFolder, sheaf: Sheaf, taken: dict[str, str], made: MadeSite) -> None:
    paths = []
    for file in sheaf.make():
        other = taken.setdefault(file.path.casefold(), sheaf.name)
        if other != sheaf.name or file.path in paths:
            message = f"`{file.path}` would be a file of both `{other}` and `{sheaf.name}`"
            raise refuse(SAME_ADDRESS, message)
        if folder.write(file.path, file.content):
            made.written.append(file.path)
        if file.is_page:
            record = folder.manifest.files[file.path]
            record.ids, record.links = read_links(file.path, file.content)
        paths.append(file.path)
    folder.manifest.sheaves[sheaf.name] = MadeSheaf(sheaf.key, tuple(paths))


def _tell_broken(folder: SiteFolder, broken: BrokenLink) -> Diagnostic:
    span = Span((folder.out / broken.page).as_posix(), 1, 1, 1, 1)
    return BROKEN_LINK.at(span, f"the page leads to `{broken.target}`, which is not there", hint=BROKEN_LINK.remedy)
