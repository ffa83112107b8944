"""Say whether an adopted text, its events or a PDF was altered; this needs neither git nor a network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library
from policykit.errors import with_article
from policykit.wording.shorten import shorten_text

if TYPE_CHECKING:
    from policykit.model.register import Event
    from policykit.pipeline.verify import PdfVerdict, RegisterSignature, Verdict, WordDifference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "name", nargs="*", metavar="NAME", help="councils, policies or PDF files (default: all policies)"
    )
    parser.add_argument(
        "--head",
        metavar="SHA256",
        type=read_head,
        help="the head of the events as the minutes have it, or its first twelve characters or more; names one policy",
    )
    parser.add_argument(
        "--against",
        metavar="FILE",
        action="append",
        default=[],
        type=Path,
        help="a published PDF, which must be of the policy or version that is named",
    )
    parser.add_argument(
        "--trust",
        metavar="FILE",
        action="append",
        default=[],
        type=Path,
        help="a certificate to trust (PEM or DER): say whether the signature of a PDF or register leads to it",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Verify, print, and give 1 when anything was altered."""
    from policykit.pipeline.codes import refuse
    from policykit.pipeline.life_codes import WHICH_HEAD
    from policykit.pipeline.verify import read_bytes, verified_to_json, verify_library, verify_pdf

    files = [name for name in options.name if name.lower().endswith(".pdf")]
    names = tuple(name for name in options.name if name not in files)
    roots = tuple(read_bytes(path) for path in options.trust)
    verdicts = list(verify_library(options.library, names, roots)) if names or not files else []
    if options.head is not None and len(verdicts) != 1:
        raise refuse(WHICH_HEAD, f"the head is of one policy, and {len(verdicts)} are named")
    files += [path.as_posix() for path in options.against]
    pdfs = [(name, verify_pdf(options.library, read_bytes(Path(name)), roots)) for name in files]
    others = [(name, pdf) for name, pdf in pdfs if Path(name) in options.against and not _is_of(pdf, names)]
    if options.format == "json":
        sys.stdout.write(verified_to_json(verdicts, pdfs))
    else:
        told = [_tell_pdf(name, found, checked=bool(roots)) for name, found in pdfs]
        sys.stdout.write("\n".join([*map(_tell, verdicts), *told]))
    for name, pdf in others:
        sys.stderr.write(f"{name} is version {pdf.version} of {pdf.policy}, which is not what is named\n")
    if others:
        return 1
    if options.head is not None and not has_head(verdicts[0], options.head):
        sys.stderr.write(f"the head of {verdicts[0].policy} is not `{options.head}`\n")
        return 1
    return 0 if all(v.intact for v in verdicts) and all(found.intact for _, found in pdfs) else 1


def read_head(text: str) -> str:
    """Read a fingerprint, or its beginning, as a person copies it from the minutes."""
    head = "".join(text.split()).lower()
    if not (12 <= len(head) <= 64 and all(character in "0123456789abcdef" for character in head)):
        raise argparse.ArgumentTypeError(
            f"`{text}` is not the head, nor its first twelve characters: digits and a to f"
        )
    return head


def has_head(verdict: Verdict, head: str) -> bool:
    """Tell whether the events are those of the head in the minutes, which may be shortened."""
    return verdict.head is not None and verdict.head.startswith(head)


def _tell(verdict: Verdict) -> str:
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour

    head = "ALTERED" if not verdict.intact else "intact" if verdict.sealed else "nothing sealed yet"
    sealed = f"sealed: {', '.join(verdict.sealed)}; " if verdict.sealed else ""
    lines = [f"{verdict.policy}: {head} ({sealed}{verdict.events} event{'s' if verdict.events != 1 else ''})"]
    if verdict.head is not None:
        lines.append(f"  fingerprint of the last event: {verdict.head}")
    if verdict.signature is not None:
        lines.append(_tell_signature(verdict, verdict.signature))
    return "\n".join([*lines, ""]) + write_text(verdict.findings, colour=uses_colour(sys.stdout))


def _tell_signature(verdict: Verdict, found: RegisterSignature) -> str:
    signed = f"  signed by {found.signer}" + (f" at {found.signed_at:%Y-%m-%d %H:%M} UTC" if found.signed_at else "")
    if found.covered is None or verdict.register is None:
        return f"{signed}; the signature fits NO state of the register"
    whose = _tell_trust(found.trusted)
    later = verdict.events - found.covered
    if not later:
        return f"{signed}; the signature covers every event; {whose}"
    last = verdict.register.events[found.covered - 1]
    event = f"`{last.event}` of version `{last.version}`" + (f" of {last.date}" if last.date else "")
    since = "1 event was" if later == 1 else f"{later} events were"
    return (
        f"{signed}; the signature covers the events up to number {found.covered}, {event}; {since} added since; {whose}"
    )


def _tell_trust(trusted: bool | None) -> str:
    if trusted is None:
        return "the signer's identity was not checked: --trust FILE"
    return f"it leads to {'a certificate that you trust' if trusted else 'NO certificate that you trust'}"


def _is_of(pdf: PdfVerdict, names: tuple[str, ...]) -> bool:
    """Tell whether a PDF is of a policy, a version or a council that is named; without names, any is."""
    own = (pdf.policy.partition("/")[0], pdf.policy, f"{pdf.policy}@{pdf.version}")
    return not names or any(name.strip("/") in own for name in names)


def _tell_pdf(name: str, found: PdfVerdict, *, checked: bool = False) -> str:
    head = "intact" if found.intact else "ALTERED"
    lines = [f"{name}: {head}: version {found.version} of {found.policy}"]
    if found.adoption is not None:
        when = found.adoption.date or "on a date not recorded"
        reference = f", minute {found.adoption.reference}" if found.adoption.reference else ""
        lines.append(f"  adopted {when}{reference}")
    lines.append(f"  {found.match}: {_tell_match(found)}")
    if found.signature is not None:
        state = "fits the whole file" if found.signature.unaltered else "is BROKEN: the file was changed after it"
        whose = _tell_trust(found.signature.trusted if checked else None)
        lines.append(f"  signed by {found.signature.signer}; the signature {state}; {whose}")
    if not found.source_intact:
        lines.append("  the attached source is missing, or not the one that the PDF names")
    return "\n".join([*lines, ""])


def _tell_match(found: PdfVerdict) -> str:
    """Say in one sentence what exactly was found of the words."""
    same = "the words are the same, in the same order"
    if found.match == "unknown text":
        noun = "" if found.status == "draft" else " version"
        status = f"{with_article(found.status)}{noun}" if found.status else "a version"
        return f"it is {status} whose text this library has not sealed"
    if found.match == "identical":
        return f"byte for byte what policykit prints of the sealed text{_tell_event(found.printed_after)}"
    if found.match == "same words":
        since = found.sealed_since
        if since is None:
            return f"other bytes than this release of policykit prints; {same}"
        when = ": ".join(part for part in (str(since.date or ""), since.note or "") if part)
        return f"printed before the notes or rules were last updated ({when}); {same}"
    return _tell_difference(found.difference)


def _tell_event(event: Event | None) -> str:
    if event is None:
        return ""
    return f", as after the event `{f'{event.event} of {event.date}' if event.date else event.event}`"


def _tell_difference(difference: WordDifference | None) -> str:
    if difference is None:
        return "the words differ"
    printed, adopted = (shorten_text(each or "", 80) for each in (difference.printed, difference.adopted))
    if difference.printed is None:
        return f"it ends before “{adopted}”"
    if difference.adopted is None:
        return f"it goes on with “{printed}”, which was not adopted"
    return f"paragraph {difference.paragraph} reads “{printed}”; adopted was “{adopted}”"
