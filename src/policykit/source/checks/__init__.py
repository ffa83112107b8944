"""What the model classes cannot see alone: that ids, references and names fit together across files.

Each check is one function from a library to diagnostics; none depends on the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policykit.errors import Diagnostic
from policykit.model.library import Library
from policykit.source.checks.councils import check_councils
from policykit.source.checks.links import check_counterparts, check_settings
from policykit.source.checks.registers import check_registers
from policykit.source.checks.texts import check_texts
from policykit.source.checks.versions import check_versions

CHECKS: tuple[Callable[[Library], Iterator[Diagnostic]], ...] = (
    check_councils,
    check_versions,
    check_texts,
    check_registers,
    check_counterparts,
    check_settings,
)


def check_all(library: Library) -> Iterator[Diagnostic]:
    """Give every fault that shows only when the files are seen together."""
    for check in CHECKS:
        yield from check(library)
