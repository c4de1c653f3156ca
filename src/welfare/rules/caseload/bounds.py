"""Between which numbers every quantity must lie, worked out from the formulas by interval arithmetic.

Two things follow. Nothing can overflow: a quantity that would not fit 64 bits is refused before the run, so
that the compiled formulas calculate exactly as Python does. And every column gets the narrowest type that
surely holds it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from welfare.rules.caseload.plan import Plan, Slot
from welfare.rules.subset import body_of, constant

Interval = tuple[int, int]
#: Where an expression stands in its file: first line and column, last line and column.
Place = tuple[int, int, int, int]
TRUTH: Interval = (0, 1)
#: The widest whole number a column may hold.
LARGEST = 2**63 - 1
_TYPES = (("int8", 2**7 - 1), ("int32", 2**31 - 1), ("int64", LARGEST))


class OutOfBounds(ValueError):
    """A quantity might leave the range of exact whole numbers, or be divided by nothing; the message names
    it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """`of` by slot; `divisions` the quicker ways to divide, by slot and place, where the numbers allow
    one."""

    of: Mapping[int, Interval]
    divisions: Mapping[int, Mapping[Place, str]]

    def is_narrow(self, slot: Slot) -> bool:
        """Whether 32 bits hold the slot."""
        low, high = self.of[slot.index]
        return low >= -(2**31) and high < 2**31

    def type_of(self, slot: Slot) -> str:
        """The type of the slot's column."""
        if slot.returns == "bool":
            return "bool"
        low, high = self.of[slot.index]
        return next(name for name, most in _TYPES if -most <= low and high <= most)


def bounds(plan: Plan, leaves: Mapping[int, Interval], largest_household: int) -> Bounds:
    """`leaves` are the intervals of inputs and figures. Raises OutOfBounds."""
    found: dict[int, Interval] = {}
    divisions: dict[int, Mapping[Place, str]] = {}
    for slot in plan.slots:
        if slot.kind == "formula":
            body = _Body(slot, [found[index] for index in slot.arguments])
            # An unknown result leaves 0 in the column.
            found[slot.index] = _hull((0, 0), body.result)
            divisions[slot.index] = body.divisions
        else:
            found[slot.index] = _checked(slot.name, _of(slot, found, leaves, largest_household))
    return Bounds(found, divisions)


def place(node: ast.expr) -> Place:
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0


def _checked(name: str, interval: Interval) -> Interval:
    if max(-interval[0], interval[1]) > LARGEST:
        raise OutOfBounds(f"{name} may pass {LARGEST}: an amount in this caseload is too large.")
    return interval


def _of(
    slot: Slot, found: Mapping[int, Interval], leaves: Mapping[int, Interval], largest_household: int
) -> Interval:
    if not slot.is_computed:
        return leaves[slot.index]
    if slot.kind == "silent":
        return (0, 0)
    inner = [found[index] for index in slot.arguments]
    if slot.kind == "applicant":
        return inner[0]
    if slot.kind == "count":
        return (0, largest_household)
    low, high = inner[1]
    return (min(0, low * largest_household), max(0, high * largest_household))


def _hull(*parts: Interval) -> Interval:
    return (min(low for low, _ in parts), max(high for _, high in parts))


class _Body:
    """One formula read with intervals: conditions are ignored, every branch may be taken."""

    def __init__(self, slot: Slot, arguments: list[Interval]) -> None:
        assert slot.reading is not None
        self.name = slot.name
        self.call = slot.reading.call
        self.known = dict(zip(slot.reading.arguments, arguments, strict=True))
        self.returned: list[Interval] = []
        self.divisions: dict[Place, str] = {}
        self._block(body_of(self.call))
        self.result = _hull(*self.returned)

    def _block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            if isinstance(statement, ast.If):
                self._of(statement.test)
                self._block(statement.body)
                self._block(statement.orelse)
            elif isinstance(statement, ast.Return):
                assert statement.value is not None
                self.returned.append(self._of(statement.value))
            else:
                assert isinstance(statement, ast.Assign)
                target = statement.targets[0]
                assert isinstance(target, ast.Name)
                value = self._of(statement.value)
                self.known[target.id] = _hull(value, self.known.get(target.id, value))

    def _of(self, node: ast.expr) -> Interval:
        return _checked(self.name, self._interval(node))

    def _interval(self, node: ast.expr) -> Interval:
        value = constant(node, self.call)
        if value is not None:
            return (int(value), int(value))
        if isinstance(node, ast.Name):
            return self.known[node.id]
        if isinstance(node, ast.IfExp):
            self._of(node.test)
            return _hull(self._of(node.body), self._of(node.orelse))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            low, high = self._of(node.operand)
            return (-high, -low)
        if isinstance(node, ast.BinOp):
            return self._arithmetic(node, self._of(node.left), self._of(node.right))
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                self._of(part)
        return TRUTH

    def _arithmetic(self, node: ast.BinOp, left: Interval, right: Interval) -> Interval:
        if isinstance(node.op, ast.Add):
            return (left[0] + right[0], left[1] + right[1])
        if isinstance(node.op, ast.Sub):
            return (left[0] - right[1], left[1] - right[0])
        if isinstance(node.op, ast.Mult):
            corners = [a * b for a in left for b in right]
            return (min(corners), max(corners))
        if right[0] <= 0:
            divisor = ast.unparse(node.right)
            raise OutOfBounds(f"{self.name} divides by {divisor}, which is not above 0 everywhere.")
        if left[0] >= 0 and max(left[1], right[1]) < 2**53:
            short = max(left[1], right[1]) < 2**32 and right[0] == right[1]
            self.divisions[place(node)] = "small_quotient" if short else "exact_quotient"
        quotients = [a // d for a in left for d in right]
        return (min(quotients), max(quotients))
