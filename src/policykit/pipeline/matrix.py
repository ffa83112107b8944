"""`matrix`: topics against councils, for any number of policies, in every form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from policykit.compare.councils.compare import compare_councils
from policykit.compare.councils.matrix import Matrix
from policykit.document.compile import compile_document
from policykit.errors import Code, Severity
from policykit.model.library import Library
from policykit.pipeline.codes import UNKNOWN_FORMAT, refuse
from policykit.pipeline.names import Named, find_versions
from policykit.wording.nearest import hint_nearest

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

MATRIX_FORMATS: dict[str, tuple[str, str, str]] = {
    "text": ("policykit.render.matrix.text", "render_matrix_text", ".txt"),
    "html": ("policykit.render.matrix.page", "render_matrix", ".html"),
    "pdf": ("policykit.render.matrix.page", "render_matrix_pdf", ".pdf"),
    "xlsx": ("policykit.render.matrix.xlsx", "render_matrix_xlsx", ".xlsx"),
    "csv": ("policykit.render.matrix.csv", "render_matrix_csv", ".csv"),
    "json": ("policykit.render.matrix.json", "matrix_to_json", ".json"),
}
"""What writes a matrix in each format: module, function, and the ending of its files."""


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
        message = f"`{found[0].policy.name}` stands alone" if found else "there is no policy"
        raise refuse(TOO_FEW_COUNCILS, f"{message}, and two or more are compared", f"policies of this library: {known}")
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
    return compare_councils(library, [compile_document(library, named.policy, named.label) for named in columns])


def check_matrix_formats(formats: Sequence[str]) -> None:
    """Raise PolicykitError (`unknown-format`) for a format that a matrix is not written in."""
    for name in formats:
        if name not in MATRIX_FORMATS:
            hint = hint_nearest(name, MATRIX_FORMATS, f"formats: {', '.join(MATRIX_FORMATS)}")
            raise refuse(UNKNOWN_FORMAT, f"there is no format `{name}` of a comparison of councils", hint)


def write_matrix(matrix: Matrix, format: str) -> bytes:
    """Give a matrix in one format of `MATRIX_FORMATS`; text is UTF-8, and the same matrix gives the same bytes.

    Raises PolicykitError for a format that does not exist, or where a PDF or a workbook cannot be made.
    """
    check_matrix_formats((format,))
    module, function, _ = MATRIX_FORMATS[format]
    render: Callable[[Matrix], str | bytes] = getattr(import_module(module), function)
    output = render(matrix)
    return output if isinstance(output, bytes) else output.encode("utf-8")
