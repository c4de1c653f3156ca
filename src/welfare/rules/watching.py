"""A formula rewritten so that it tells which of its arguments it looks at, instead of its result.

Written from the formula's own text, which is plain enough (see subset.py): of `a and b` the second part is
looked at only when the first holds, of `x if c else y` one side. The answer has a bit for each argument.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import lru_cache
from types import CodeType, FunctionType

from welfare.rules.subset import OutsideSubsetError, body_of, constant

Lines = list[str]
#: What an expression surely looks at, and its text, which notes what it looks at besides.
Read = tuple[int, str]
_SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.And: "and", ast.Or: "or",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Not: "not ", ast.USub: "-",
}  # fmt: skip


def watcher(formula: Callable[..., int]) -> Callable[..., int] | None:
    """The rewritten formula: raises Touched where the formula does. None when the formula is outside the
    subset, or gives an argument another name, which is no look at it yet."""
    names = formula.__code__.co_varnames[: formula.__code__.co_argcount]
    try:
        lines = _Watching(formula, names).lines()
    except (OutsideSubsetError, _AnotherName):
        return None
    text = "\n".join([f"def watch({', '.join(names)}):", "    seen = 0", *lines])
    code = compile(text, formula.__code__.co_filename, "exec")
    return FunctionType(next(part for part in code.co_consts if isinstance(part, CodeType)), {})


class _AnotherName(Exception):
    """A local name may stand for an argument itself."""


class _Watching:
    def __init__(self, formula: Callable[..., int], names: tuple[str, ...]) -> None:
        self.formula = formula
        self.bits = {name: 1 << place for place, name in enumerate(names)}

    def lines(self) -> Lines:
        return [f"    {line}" for line in self._block(body_of(self.formula), 0)]

    def _block(self, statements: list[ast.stmt], sure: int) -> Lines:
        """`sure` was looked at before."""
        out: Lines = []
        for statement in statements:
            if isinstance(statement, ast.Return):
                assert statement.value is not None
                mask, text = self._read(statement.value)
                return [*out, *([] if text.isidentifier() else [text]), f"return seen | {mask}"]
            if isinstance(statement, ast.Assign):
                if self._may_be_argument(statement.value):
                    raise _AnotherName
                mask, text = self._read(statement.value)
                out += [*_noted(mask, sure), f"{ast.unparse(statement.targets[0])} = {text}"]
                sure |= mask
                continue
            assert isinstance(statement, ast.If)
            mask, text = self._read(statement.test)
            out += _noted(mask, sure)
            sure |= mask
            out += [f"if {text}:", *(f"    {line}" for line in self._block(statement.body, sure))]
            if statement.orelse:
                out += ["else:", *(f"    {line}" for line in self._block(statement.orelse, sure))]
        return out

    def _may_be_argument(self, node: ast.expr) -> bool:
        if isinstance(node, ast.BoolOp):
            return any(self._may_be_argument(part) for part in node.values)
        if isinstance(node, ast.IfExp):
            return self._may_be_argument(node.body) or self._may_be_argument(node.orelse)
        return isinstance(node, ast.Name) and node.id in self.bits

    def _read(self, node: ast.expr) -> Read:
        value = constant(node, self.formula)
        if value is not None:
            return 0, repr(value)
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]

    def _name(self, node: ast.Name) -> Read:
        return self.bits.get(node.id, 0), node.id

    def _unaryop(self, node: ast.UnaryOp) -> Read:
        mask, text = self._read(node.operand)
        return mask, f"({_SIGNS[type(node.op)]}{text})"

    def _binop(self, node: ast.BinOp) -> Read:
        (left, before), (right, behind) = self._read(node.left), self._read(node.right)
        return left | right, f"({before} {_SIGNS[type(node.op)]} {behind})"

    def _compare(self, node: ast.Compare) -> Read:
        """`a < b < c` looks at c when a < b."""
        sides = [self._read(part) for part in (node.left, *node.comparators)]
        pairs = [
            (left | right, f"{before} {_SIGNS[type(sign)]} {behind}")
            for sign, (left, before), (right, behind) in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return _joined("and", pairs)

    def _boolop(self, node: ast.BoolOp) -> Read:
        return _joined(_SIGNS[type(node.op)], [self._read(part) for part in node.values])

    def _ifexp(self, node: ast.IfExp) -> Read:
        mask, test = self._read(node.test)
        yes, no = (_when(self._read(side)) for side in (node.body, node.orelse))
        return mask, f"({yes} if {test} else {no})"


def _noted(mask: int, sure: int) -> Lines:
    return [f"seen |= {mask}"] if mask & ~sure else []


def _joined(sign: str, parts: list[Read]) -> Read:
    mask, first = parts[0]
    return mask, f"({f' {sign} '.join([first, *map(_when, parts[1:])])})"


def _when(part: Read) -> str:
    """The text of what may not be reached; a mask is never 0 there, so that the part decides."""
    mask, text = part
    return f"((seen := seen | {mask}) and {text})" if mask else text


@lru_cache(maxsize=4096)
def places_of(mask: int) -> tuple[int, ...]:
    """The places of the bits that are set, in order."""
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
