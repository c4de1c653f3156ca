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
        name = touched.name
    if name not in truths:
        return None, (name,)
    yes, open_if_yes = decide(formula, _with(arguments, name, value=True), truths)
    no, open_if_no = decide(formula, _with(arguments, name, value=False), truths)
    if yes is not None and yes == no:
        return yes, ()
    return None, tuple(dict.fromkeys((name, *open_if_yes, *open_if_no)))


def _with(arguments: Sequence[Any], name: str, *, value: bool) -> list[Any]:
    return [value if one.__class__ is Unknown and one.name == name else one for one in arguments]


class Noted:
    """Stands for the value of an argument and notes that a formula looked at it."""

    __slots__ = ("seen", "value")

    value: Any
    seen: bool

    def __bool__(self) -> bool:
        self.seen = True
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        self.seen = True
        return bool(self.value == other)

    def __ne__(self, other: object) -> bool:
        self.seen = True
        return bool(self.value != other)

    def __lt__(self, other: Any) -> Any:
        self.seen = True
        return self.value < other

    def __le__(self, other: Any) -> Any:
        self.seen = True
        return self.value <= other

    def __gt__(self, other: Any) -> Any:
        self.seen = True
        return self.value > other

    def __ge__(self, other: Any) -> Any:
        self.seen = True
        return self.value >= other

    def __add__(self, other: Any) -> Any:
        self.seen = True
        return self.value + other

    def __radd__(self, other: Any) -> Any:
        self.seen = True
        return other + self.value

    def __sub__(self, other: Any) -> Any:
        self.seen = True
        return self.value - other

    def __rsub__(self, other: Any) -> Any:
        self.seen = True
        return other - self.value

    def __mul__(self, other: Any) -> Any:
        self.seen = True
        return self.value * other

    __rmul__ = __mul__

    def __floordiv__(self, other: Any) -> Any:
        self.seen = True
        return self.value // other

    def __rfloordiv__(self, other: Any) -> Any:
        self.seen = True
        return other // self.value

    def __neg__(self) -> Any:
        self.seen = True
        return -self.value

    __hash__ = None  # type: ignore[assignment]


def looked_at(
    formula: Callable[..., Any], noted: Sequence[Noted], arguments: Sequence[Any], truths: frozenset[str]
) -> list[int]:
    """The positions of the arguments that a formula looks at; after an unknown truth value, those it would
    look at either way. `noted` stand in for the arguments and may be used again and again."""
    for one, value in zip(noted, arguments, strict=True):
        one.value = value
        one.seen = False
    name = ""
    try:
        result = formula(*noted)
        if result.__class__ is Noted:
            result.seen = True
    except Touched as touched:
        name = touched.name
    seen = [position for position, one in enumerate(noted) if one.seen]
    if name in truths:
        for guess in (True, False):
            seen += looked_at(formula, noted, _with(arguments, name, value=guess), truths)
        return sorted({*seen})
    return seen
