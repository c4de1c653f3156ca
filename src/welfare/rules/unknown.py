"""Unknown as a value: it may stand among the arguments of a formula, and whoever looks at it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn


class Touched(Exception):
    """A formula looked at an unknown value; `name` is that of the quantity."""

    def __init__(self, name: str) -> None:
        self.name = name


class Unknown:
    """Stands for the value of a quantity that nobody knows; any use raises Touched."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def touch(self, *_: object) -> NoReturn:
        raise Touched(self.name)

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = touch
    __mul__ = __rmul__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __neg__ = __int__ = __index__ = (
        touch
    )
    __eq__ = __ne__ = touch
    __hash__ = None  # type: ignore[assignment]


def call(formula: Callable[..., Any], arguments: Sequence[Any]) -> int:
    """The result of a formula; raises Touched when it looked at an unknown argument or handed one back."""
    result = formula(*arguments)
    if result.__class__ is Unknown:
        result.touch()
    return result  # type: ignore[no-any-return]


def decide(
    formula: Callable[..., Any], arguments: Sequence[Any], truths: frozenset[str]
) -> tuple[int | None, tuple[str, ...]]:
    """(result, names of the unknown quantities that keep it open). An unknown truth value is tried both ways:
    when both give the same answer, the answer is known. An unknown amount leaves the result unknown."""
    try:
        return call(formula, arguments), ()
    except Touched as touched:
        return either(formula, arguments, touched.name, truths)


def either(
    formula: Callable[..., Any], arguments: Sequence[Any], name: str, truths: frozenset[str]
) -> tuple[int | None, tuple[str, ...]]:
    """The same, when the formula is known to look at the unknown quantity `name`."""
    if name not in truths:
        return None, (name,)
    yes, open_if_yes = decide(formula, _with(arguments, name, value=True), truths)
    no, open_if_no = decide(formula, _with(arguments, name, value=False), truths)
    if yes is not None and yes == no:
        return yes, ()
    return None, tuple(dict.fromkeys((name, *open_if_yes, *open_if_no)))


def _with(arguments: Sequence[Any], name: str, *, value: bool) -> list[Any]:
    return [value if one.__class__ is Unknown and one.name == name else one for one in arguments]


def touches(formula: Callable[..., Any], arguments: Sequence[Any], position: int, name: str) -> bool:
    """Whether a formula looks at one of its arguments, the others being what they are."""
    tried = [*arguments]
    tried[position] = Unknown(name)
    try:
        call(formula, tried)
    except Touched as touched:
        return touched.name == name
    return False
