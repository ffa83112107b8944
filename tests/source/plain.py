"""What no message may hold: the words of the libraries below, which mean nothing to a clerk."""

from __future__ import annotations

import re

from policykit.errors import Diagnostic

_FOREIGN = re.compile(
    r"Input should|[Pp]ydantic|BaseModel|while (?:parsing|scanning)|<unicode string>|<byte string>|Traceback|\bloc\b"
    r"|Value error|\bNone\b|\bdict\b|\btuple\b|\bstr\b|\bValidationError\b|\[type=|errno|could not find expected"
    r"|did not find|codec can't|object at 0x|Sourced|YAMLError|ScannerError|discriminator|Unable to"
)


def assert_plain(diagnostic: Diagnostic) -> None:
    """Check that a diagnostic has a place, one line, and none of the words of a library; the user's own are let be."""
    message = re.sub(r"`[^`]*`", "`…`", diagnostic.message)
    hint = re.sub(r"`[^`]*`", "`…`", diagnostic.hint or "")
    assert diagnostic.span is not None, diagnostic
    assert diagnostic.span.line >= 1, diagnostic
    assert diagnostic.span.column >= 1, diagnostic
    assert diagnostic.span.file, diagnostic
    assert not _FOREIGN.search(message), diagnostic
    assert not _FOREIGN.search(hint), diagnostic
    assert "\n" not in diagnostic.message, diagnostic
    assert not message.endswith("."), diagnostic
    assert message[:1] == "`" or not message[:1].isupper(), diagnostic
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", diagnostic.code), diagnostic
