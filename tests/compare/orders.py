"""A list of amendments as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.amendments.orders import Instruction
from policykit.compare.amendments.print import number_orders, print_instruction


def print_instructions(instructions: Sequence[Instruction]) -> str:
    """Give the instructions as numbered lines, one for each; an empty text for none."""
    return "".join(f"{line}\n" for line in number_orders(map(print_instruction, instructions)).splitlines())
