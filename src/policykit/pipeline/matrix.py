"""`matrix`: topics against councils, for any number of policies, in every form."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.councils.compare import compare_councils
from policykit.compare.councils.matrix import Matrix
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.errors import Code, Severity
from policykit.model.library import Library
from policykit.model.settings import PressName
from policykit.pipeline.codes import refuse
from policykit.pipeline.formats import MATRIX_FORMATS
from policykit.pipeline.names import Named, find_versions
from policykit.render.formats import Printing

TOO_FEW_COUNCILS = Code(
    "too-few-policies",
    Severity.ERROR,
    "councils are to be compared, and fewer than two policies were named",
    "name two or more councils or policies, or none for every policy of the library",
    "policykit matrix congleton",
    "policykit matrix congleton crewe",
)
SAME_POLICY_TWICE = Code(
    "same-policy-twice",
    Severity.ERROR,
    "councils are to be compared, and two versions of one policy were named",
    "name one version of each policy; two versions of one are for `policykit compare`",
    "policykit matrix crewe/social-media@1 crewe/social-media@2",
    "policykit compare crewe/social-media@1 crewe/social-media@2",
)
CODES = (TOO_FEW_COUNCILS, SAME_POLICY_TWICE)


def find_columns(library: Library, names: Sequence[str]) -> tuple[Named, ...]:
    """Give the versions that names mean, a council naming all its policies, every policy of the library without names.

    Raises PolicykitError where a name is unknown, fewer than two policies are meant, or one is meant in two versions.
    """
    found = find_versions(library, tuple(names))
    for position, named in enumerate(found):
        twin = next((other for other in found[:position] if other.policy.name == named.policy.name), None)
        if twin is not None:
            raise refuse(SAME_POLICY_TWICE, f"`{twin.name}` and `{named.name}` are versions of one policy")
    if len(found) < 2:
        known = ", ".join(library.policies) or "none"
        message = f"`{found[0].policy.name}` was the only one named" if found else "there is no policy"
        raise refuse(
            TOO_FEW_COUNCILS, f"{message}, and a comparison needs two or more", f"policies of this library: {known}"
        )
    return found


def find_councils(library: Library, names: Sequence[str]) -> tuple[Named, ...]:
    """Give the versions that two names mean where they are of different policies; nothing for versions of one policy.

    Raises PolicykitError for a name that does not exist.
    """
    if len(names) != 2:
        return ()
    sides = [find_versions(library, (name,)) for name in names]
    policies = [{named.policy.name for named in side} for side in sides]
    return () if policies[0] & policies[1] else tuple(named for side in sides for named in side)


def make_matrix(library: Library, columns: Sequence[Named]) -> Matrix:
    """Set the versions side by side, each policy at most once."""
    editions = [find_edition(library, named.policy, named.label) for named in columns]
    return compare_councils(library, [compile_document(edition) for edition in editions])


def write_matrix(matrix: Matrix, format: str, *, press: PressName | None = None) -> bytes:
    """Give a matrix in one format of `MATRIX_FORMATS`; text is UTF-8, and the same matrix gives the same bytes.

    Raises PolicykitError for a format that does not exist, or where a PDF or a workbook cannot be made.
    """
    return MATRIX_FORMATS.find(format).make(matrix, Printing(press=press))
