"""A formula made to be tried with unknown inputs, with exactly the meaning of the evaluation of one household.

The lines note which unknown inputs the formula really touches. A touched unknown amount makes the result
unknown. Touched unknown truth values are tried both ways, all together, until nothing new is touched: when every
trial gives the same answer, the answer is known.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from welfare.rules.caseload.bodies import Body, Lines, indented
from welfare.rules.caseload.plan import Slot
from welfare.rules.subset import constant

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//"}
_COMPARED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


@dataclass(frozen=True, slots=True)
class _Noting(Body):
    """`bits` leads from an argument to its bit in `unknown`, `amounts` are the bits of amounts; `met` collects the
    bits touched."""

    bits: Mapping[str, int] = field(default_factory=dict)
    amounts: int = 0
    counter: list[int] = field(default_factory=lambda: [0])

    def assigned(self, target: str, value: ast.expr) -> Lines:
        before, text = self.tested(value)
        return [*before, f"{target} = {text}"]

    def tested(self, node: ast.expr) -> tuple[Lines, str]:
        """Lines that note what is touched, in the order Python evaluates, and the value as an expression."""
        value = constant(node, self.call)
        if value is not None:
            return [], repr(value)
        if isinstance(node, ast.Name):
            noted = [f"met |= {self.bits[node.id]}"] if node.id in self.bits else []
            return noted, self.local(node.id)
        if isinstance(node, ast.UnaryOp):
            before, text = self.tested(node.operand)
            return before, f"(not {text})" if isinstance(node.op, ast.Not) else f"(-{text})"
        if isinstance(node, ast.BinOp):
            return self._calculated(node)
        if isinstance(node, ast.IfExp):
            before, test = self.tested(node.test)
            kept = self._fresh()
            branches = [self.assigned(kept, branch) for branch in (node.body, node.orelse)]
            lines = [f"if {test}:", *indented(branches[0]), "else:", *indented(branches[1])]
            return [*before, *lines], kept
        if isinstance(node, ast.BoolOp):
            return self._in_turn(node.values, "" if isinstance(node.op, ast.And) else "not ")
        assert isinstance(node, ast.Compare)
        return self._compared(node)

    def _calculated(self, node: ast.BinOp) -> tuple[Lines, str]:
        (left_lines, left), (right_lines, right) = self.tested(node.left), self.tested(node.right)
        before = [*left_lines, *right_lines]
        if isinstance(node.op, ast.FloorDiv) and not isinstance(node.right, ast.Constant):
            divisor = self._fresh()
            before.append(f"{divisor} = {right}")
            # What is worked out from a stand-in is thrown away, but must not divide by nothing.
            before += [f"if {divisor} == 0 and met & unknown & {self.amounts} != 0:", f"    {divisor} = 1"]
            right = divisor
        return before, f"({left} {_OPERATORS[type(node.op)]} {right})"

    def _in_turn(self, parts: list[ast.expr], go_on: str) -> tuple[Lines, str]:
        kept = self._fresh()
        lines = self.assigned(kept, parts[-1])
        for part in reversed(parts[:-1]):
            lines = [*self.assigned(kept, part), f"if {go_on}{kept}:", *indented(lines)]
        return lines, kept

    def _compared(self, node: ast.Compare) -> tuple[Lines, str]:
        before, left = self.tested(node.left)
        if len(node.ops) == 1:
            after, right = self.tested(node.comparators[0])
            return [*before, *after], f"({left} {_COMPARED[type(node.ops[0])]} {right})"
        pairs = zip([node.left, *node.comparators], node.ops, node.comparators, strict=False)
        return self._in_turn([ast.Compare(one, [operator], [other]) for one, operator, other in pairs], "")

    def _fresh(self) -> str:
        self.counter[0] += 1
        return f"t{self.counter[0]}"


def careful_function(slot: Slot, truths: tuple[bool, ...]) -> Lines:
    """A function `careful_N(unknown, …)` that answers (value, known); bit k of `unknown` stands for argument k,
    `truths` tells which arguments are truth values."""
    assert slot.reading is not None
    names = slot.reading.arguments
    bits = {name: 1 << place for place, name in enumerate(names)}
    forks = [name for name, truth in zip(names, truths, strict=True) if truth]
    own = {name: f"x_{name}" if name in forks else f"a_{name}" for name in names}
    amounts = sum(bits[name] for name in names if name not in forks)
    body = _Noting(slot.reading.call, own, "value", bits, amounts).lines()
    nothing = "False" if slot.returns == "bool" else "0"
    once = ["met = 0", *body]
    if amounts:
        once += [f"if met & unknown & {amounts} != 0:", f"    return {nothing}, False"]
    head = [f"def careful_{slot.index}({', '.join(['unknown', *(f'a_{name}' for name in names)])}):"]
    if not forks:
        return [*head, *indented([*once, "return value, True"])]
    tried = [
        f"{own[name]} = (tried & {bits[name]}) != 0 if unknown & {bits[name]} != 0 else a_{name}"
        for name in forks
    ]
    trial = [
        *tried,
        *once,
        "if again and value != first:",
        f"    return {nothing}, False",
        "first = value",
        "again = True",
        "fresh = met & unknown & ~seen",
        "if fresh != 0:",
        "    seen |= fresh",
        "    tried = 0",
        "elif tried == seen:",
        "    return first, True",
        "else:",
        "    tried = (tried - seen) & seen",
    ]
    start = ["seen = 0", "tried = 0", f"first = {nothing}", "again = False", "while True:"]
    return [*head, *indented([*start, *indented(trial)])]
