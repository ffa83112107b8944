"""Checks of what a library may add to: kinds of body, whose law applies, and how laws are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.bodies import BODIES, CITATION_SCHEMES, NATIONS, find_scheme, is_jurisdiction
from policykit.model.library import Library
from policykit.source import codes
from policykit.wording.nearest import hint_nearest


def check_bodies(library: Library) -> Iterator[Diagnostic]:
    """Find kinds and jurisdictions that neither policykit nor the library knows, and addresses of no known scheme."""
    bodies = (*BODIES, *library.settings.bodies)
    for council in library.councils.values():
        places, value = council.places, council.value
        if value.kind not in bodies:
            other = f"or add it to library.yaml: `bodies: {{{value.kind}: what it is called}}`"
            hint = f"{hint_nearest(value.kind, bodies, 'the reference lists the kinds')}; {other}"
            yield places.fault(codes.UNKNOWN_BODY, places.span(("kind",)), f"`{value.kind}` is no kind of body", hint)
        if not is_jurisdiction(value.jurisdiction):
            span = places.span(("jurisdiction",))
            nearest = hint_nearest(value.jurisdiction, NATIONS, "write a country by its two letters: `ie`, `us-ca`")
            yield places.fault(codes.UNKNOWN_JURISDICTION, span, f"`{value.jurisdiction}` is no jurisdiction", nearest)
    yield from _check_schemes(library)
    yield from _check_citations(library)


def _check_schemes(library: Library) -> Iterator[Diagnostic]:
    for position, scheme in enumerate(library.settings.citation_schemes):
        places = library.shared["library.yaml"]
        span = places.span(("citation_schemes", position, "pattern"))
        try:
            matches = re.fullmatch(scheme.pattern, scheme.example)
        except re.error as error:
            message = f"the pattern of `{scheme.id}` cannot be read: {error.msg}"
            yield places.fault(codes.BAD_SCHEME, span, message, codes.BAD_SCHEME.remedy)
            continue
        if matches is None:
            message = f"the example of `{scheme.id}` does not match its pattern"
            yield places.fault(codes.BAD_SCHEME, span, message, codes.BAD_SCHEME.remedy)


def _check_citations(library: Library) -> Iterator[Diagnostic]:
    own = tuple(scheme for scheme in library.settings.citation_schemes if _is_readable(scheme.pattern))
    schemes = (*CITATION_SCHEMES, *own)
    for policy in library.policies.values():
        for version in policy.versions:
            for position, citation in enumerate(version.value.legislation):
                if citation.uri is None or find_scheme(citation.uri, schemes) is not None:
                    continue
                span = version.places.span(("legislation", position, "uri"))
                named = ", ".join(scheme.name for scheme in schemes)
                hint = f"write the address as one of these has it ({named}), or add a scheme to library.yaml"
                message = f"`{citation.uri[:80]}` is no address of a law that is known here"
                yield version.places.fault(codes.UNKNOWN_SCHEME, span, message, hint)


def _is_readable(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
