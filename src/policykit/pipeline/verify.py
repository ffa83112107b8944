"""`verify`: whether an adopted text is unaltered, and a PDF is the one that was published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policykit.errors import PolicykitError
from policykit.model.library import Library, Policy, Sourced
from policykit.model.register import Event
from policykit.model.settings import PressName
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.life import check_registers, render_version
from policykit.register.signature import RegisterSignature
from policykit.register.verify import Verdict, list_policies, verify_policy, verify_signature
from policykit.source.files import Root, open_folder
from policykit.source.library import read_library
from policykit.source.reading.reader import Reader
from policykit.wording.forms import is_same_form
from policykit.wording.nearest import hint_nearest

if TYPE_CHECKING:
    from policykit.render.pdf.sign import SignatureReport

__all__ = [
    "PdfVerdict",
    "RegisterSignature",
    "Verdict",
    "WordDifference",
    "list_registers",
    "read_bytes",
    "verified_to_json",
    "verify_library",
    "verify_pdf",
]

Match = Literal["identical", "same words", "different words", "unknown text"]


@dataclass(frozen=True, slots=True)
class WordDifference:
    """The first paragraph of a file that differs from what was adopted; None where one of the two ends before it."""

    paragraph: int
    """Its number in the file, from 1."""
    adopted: str | None
    printed: str | None


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """Which version a PDF is, and how far it agrees with the register."""

    policy: str
    version: str
    adoption: Event | None
    """The adoption in this library's register of the text that the PDF names, or None where it has none such."""
    match: Match
    """`identical`: byte for byte what policykit makes of the adopted text, a signature behind it apart. `same words`:
    other bytes, with the adopted words in the adopted order. `different words`: it is not what was adopted. `unknown
    text`: the library has sealed no text of that fingerprint."""
    source_intact: bool
    """Whether the attached source has the fingerprint that the PDF names."""
    status: str | None
    """The status that the PDF itself names: `adopted`, `draft` …"""
    printed_after: Event | None = None
    """Of an identical file: the event after which policykit prints it so."""
    sealed_since: Event | None = None
    """Of the same words: where notes or rules were updated after it was printed, the last sealing."""
    difference: WordDifference | None = None
    """Of different words: the first paragraph that differs."""
    signature: SignatureReport | None = None
    """What the electronic signature in the PDF is worth, where it bears one."""

    @property
    def intact(self) -> bool:
        """Whether the PDF shows the adopted words and nothing else, and no signature in it is broken."""
        signed = self.signature is None or self.signature.unaltered
        return self.match in ("identical", "same words") and self.source_intact and signed


def verify_library(root: Root, names: tuple[str, ...] = (), roots: tuple[bytes, ...] = ()) -> Iterator[Verdict]:
    """Verify the named policies, or all of them: texts, frozen copies and events, without git and without network.

    A name is a council or a policy; a label is not needed. `roots` are certificates to trust (PEM or DER), for the
    signatures beside registers. Raises PolicykitError: `unknown-name`, or `sign-key` for a root that is none.
    """
    reader = Reader(open_folder(root))
    for name in list_registers(reader, names):
        yield verify_signature(reader, verify_policy(reader, name), roots)


def list_registers(root: Root | Reader, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give the policies with a register that are named, by themselves or by their council; without names all of them.

    Raises PolicykitError (`unknown-name`).
    """
    reader = root if isinstance(root, Reader) else Reader(open_folder(root))
    known = list_policies(reader)
    if not known:
        raise refuse(
            UNKNOWN_NAME, f"there is no policy in `{reader.folder.root}`", "name the folder with --library DIR"
        )
    wanted = set(known) if not names else set()
    for name in names:
        plain = name.partition("@")[0].strip("/")
        found = {each for each in known if each == plain or each.startswith(f"{plain}/")}
        if not found:
            raise refuse(UNKNOWN_NAME, f"there is no policy `{plain}`", hint_nearest(plain, known, ", ".join(known)))
        wanted |= found
    return tuple(sorted(wanted))


def verified_to_json(verdicts: Sequence[Verdict], pdfs: Sequence[tuple[str, PdfVerdict]]) -> str:
    """Give what was found of policies, and of PDF files by name, as JSON, which the schema `verify` describes."""
    from policykit.pipeline.results.seals import describe_verified
    from policykit.pipeline.results.write import write_result

    return write_result("verify", describe_verified(verdicts, pdfs))


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file. Raises PolicykitError (`unknown-name`) where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(UNKNOWN_NAME, f"the file `{path.as_posix()}` cannot be read", "check its name") from error


def verify_pdf(root: Root, pdf: bytes, roots: tuple[bytes, ...] = ()) -> PdfVerdict:
    """Tell which adopted version a PDF is, and whether it is intact.

    `roots` are certificates to trust (PEM or DER): whether a signature leads to one of them is in the verdict.

    Needs the frozen copy and the register to be intact, and asks nothing else of the library. The version is printed
    again, as its register stood after each event since the adoption, until one printing has the same bytes; where none
    has (another release made it, or somebody changed it), the words are compared. Raises PolicykitError: `pdf-read` for
    a file that is no PDF or damaged, `pdf-sign` for a signature that cannot be read, `sign-key`
    for a root that is no certificate, `not-a-publication` for one that
    names no policy.
    """
    from policykit.render.pdf.read import read_attachments, read_facts

    said = read_facts(pdf)
    facts = said.policy
    if "policyId" not in facts or "version" not in facts:
        raise refuse(codes.NOT_A_PUBLICATION, "this PDF does not say which version of which policy it is")
    name, label = facts["policyId"], facts["version"]
    library = check_registers(read_library(root, only=(name,)))
    policy = library.policies.get(name)
    sealing = _find_sealing(policy, label, facts.get("textSha256", "")) if policy else None
    digests = {hashlib.sha256(data).hexdigest() for data in read_attachments(pdf).values()}
    source_intact = facts.get("sourceSha256", "") in digests
    if policy is None or sealing is None:
        return PdfVerdict(name, label, None, "unknown text", source_intact, facts.get("status"))
    signature = _read_signature(pdf, roots)
    printings = list(_print_again(library, policy, label, _find_same_press(said.producer)))
    match, printed_after, difference = _match(pdf, printings, signature)
    later = [event for event in policy.register.value.events if event.version == label and event.event == "sealed"]
    return PdfVerdict(
        policy=name,
        version=label,
        adoption=policy.states[label].approval,
        match=match,
        source_intact=source_intact,
        status=facts.get("status"),
        printed_after=printed_after,
        sealed_since=later[-1] if match == "same words" and later and later[-1] != sealing else None,
        difference=difference,
        signature=signature,
    )


def _match(
    pdf: bytes, printings: list[tuple[Event, bytes]], signature: SignatureReport | None
) -> tuple[Match, Event | None, WordDifference | None]:
    """Give how a PDF agrees with one of the printings: after which event it is identical, or where it differs."""
    from policykit.render.pdf.read import read_text

    for event, again in printings:
        # A signature is added behind the file as it was; only one that covers the whole file vouches for the rest.
        if again == pdf or (signature is not None and signature.unaltered and pdf.startswith(again)):
            return "identical", event, None
    words = read_text(pdf).splitlines()
    for _, again in printings:
        if is_same_form(read_text(again).splitlines(), words):
            return "same words", None, None
    return "different words", None, _first_difference(read_text(printings[-1][1]).splitlines(), words)


def _read_signature(pdf: bytes, roots: tuple[bytes, ...]) -> SignatureReport | None:
    if b"/ByteRange" not in pdf:
        return None  # unsigned, which can be said without the library for signatures
    from policykit.render.pdf import sign

    return sign.verify_signature(pdf, roots=roots)


def _find_sealing(policy: Policy, label: str, digest: str) -> Event | None:
    events = policy.register.value.events if label in policy.frozen else ()
    return next((event for event in events if event.version == label and event.text_sha256 == digest), None)


def _find_same_press(producer: str) -> PressName | None:
    """Give the press that made a PDF; where it is not installed here, whichever is: then the words are compared."""
    from policykit.render.printing.press import find_press, name_press

    name = name_press(producer)
    try:
        find_press(name)
    except PolicykitError:
        return None
    return name


def _print_again(
    library: Library, policy: Policy, label: str, press: PressName | None
) -> Iterator[tuple[Event, bytes]]:
    """Give each printing of a version since its adoption, the latest first, without those that print the same."""
    from policykit.document.compile import compile_document
    from policykit.edition.edition import find_edition

    events = policy.register.value.events
    adopted = next(at for at, event in enumerate(events) if event.version == label and event.event == "adopted")
    seen = []
    for end in range(len(events), adopted, -1):
        if events[end - 1].event == "sealed":
            continue
        kept = (*events[:end], *(event for event in events[end:] if event.event == "sealed"))
        register = policy.register.value.model_copy(update={"events": kept})
        then = replace(policy, register=Sourced(register, policy.register.places))
        document = compile_document(find_edition(library, then, label))
        if document not in seen:
            seen.append(document)
            yield events[end - 1], render_version(library, then, label, "pdf", press=press)


def _first_difference(adopted: list[str], printed: list[str]) -> WordDifference:
    pairs = enumerate(zip_longest(adopted, printed), start=1)
    return next(WordDifference(number, *pair) for number, pair in pairs if pair[0] != pair[1])
