"""What is compiled means what Python means by it; compiled files are kept where nobody else can write."""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Barrier, Event

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from welfare.rules.caseload import compute, threads
from welfare.rules.caseload.kernel import files, memory
from welfare.rules.caseload.mending.attempts import calculated
from welfare.rules.caseload.mending.instructions import Do
from welfare.rules.caseload.tests.made_up.program import BARE
from welfare.rules.caseload.tests.random_households import a_caseload
from welfare.rules.caseload.threads import each, share

TEXT = '''
"""Everything the compiler knows."""
from welfare.rules.caseload.kernel.memory import get_int64, put_int64

FIVE = 5
ONE, TWO = 1, 2


def sign(a: int) -> int:
    """A text that stands alone explains something."""
    if a < 0:
        return -ONE
    elif a == 0:
        return 0
    else:
        return 1


def both(a: int, b: int) -> bool:
    flag = a > 0
    other = not flag
    if flag:
        other = b > 0
    return other and flag


def nothing(out: int) -> None:
    """Returns early."""
    if get_int64(out, 0) > 0:
        return
    put_int64(out, 11, 1)


def never(a: int) -> int:
    while True:
        a += 1
        if a > 10:
            return a


def first(a: int) -> int:
    for k in range(1, a):
        return k
    return 7


def kernel(p_out, a, b):
    put_int64(p_out, 0, a + b)
    put_int64(p_out, 1, a - b)
    put_int64(p_out, 2, a * b)
    put_int64(p_out, 3, a // (b * b + 1) + a // -(b * b + 1))
    put_int64(p_out, 4, a & b | 3 << 2)
    put_int64(p_out, 5, ~a >> 1)
    total, odd = 0, 0
    for k in range(FIVE):
        if k == TWO:
            continue
        total += k * sign(a)
    for k in range(2, 11, 4):
        odd += k
    for k in range(7, 9):
        odd += k
    put_int64(p_out, 6, total + odd)
    n = a & 7
    while n > 0:
        n -= 1
        total += 2
    put_int64(p_out, 7, total if a < b <= 100 else odd)
    yes = both(a, b) or get_int64(p_out, 0) > 5
    no = both(a, b) and get_int64(p_out, 0) > 5
    put_int64(p_out, 8, yes)
    put_int64(p_out, 9, no)
    put_int64(p_out, 10, not a)
    put_int64(p_out, 11, 0)
    nothing(p_out)
    put_int64(p_out, 12, min(a, b) + never(3))
    put_int64(p_out, 13, True if yes else False)
    put_int64(p_out, 14, yes if a > b else a)
    put_int64(p_out, 15, ones(a & 255) + lowest(a | 1024))
    put_int64(p_out, 16, narrow(b & 1023))
    put_int64(p_out, 17, first(a))
'''
SMALL = st.integers(-(2**20), 2**20)


@pytest.fixture(scope="module", autouse=True)
def own_folder() -> object:
    """A folder of this module's own: what it asks for is really compiled."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("WELFARE_DATA_DIR", folder)
        yield Path(folder)


def as_python(text: str, entry: str) -> Callable[..., None]:
    found: dict[str, object] = {"ones": memory.ones, "lowest": memory.lowest, "narrow": memory.narrow}
    exec(compile(text, entry, "exec"), found)
    return found[entry]  # type: ignore[return-value]


@settings(deadline=None)  # the first call compiles
@given(SMALL, SMALL)
@example(-7, 2)
@example(0, 0)
def test_compiled_text_means_what_python_means(a: int, b: int) -> None:
    answers = []
    for function in (files.compiled(TEXT, "kernel").function(3), as_python(TEXT, "kernel")):
        room = (ctypes.c_int64 * 20)()
        function(ctypes.addressof(room), a, b)
        answers.append(list(room))
    assert answers[0] == answers[1]


QUOTIENTS = """
def kernel(out, a, b):
    put_int64(out, 0, exact_quotient(a, b))
    put_int64(out, 1, small_quotient(a & 4294967295, b & 4294967295))
"""


TAKING = """
def kernel(numbers, count):
    number = take(numbers)
    while number < count:
        put_int64(numbers, number + 1, get_int64(numbers, number + 1) + 1)
        number = take(numbers)
"""


@settings(deadline=None)  # the first call compiles
@given(st.integers(0, 2**53 - 1), st.integers(1, 2**32 - 1))
@example(2**53 - 1, 1)
@example(2**32 - 1, 2**32 - 1)
@example(2**32 - 1, 1)
@example(2**53 - 1, 2**32 - 1)
@example(9 * (2**26 - 1), 2**26 - 1)
def test_quick_quotients_are_exact(a: int, b: int) -> None:
    room = (ctypes.c_int64 * 2)()
    files.compiled(QUOTIENTS, "kernel").function(3)(ctypes.addressof(room), a, b)
    assert list(room) == [memory.exact_quotient(a, b), memory.small_quotient(a % 2**32, b)]
    close = a // b * b  # the greatest multiple, and one less
    for dividend in (close, max(close - 1, 0)):
        files.compiled(QUOTIENTS, "kernel").function(3)(ctypes.addressof(room), dividend, b)
        assert room[0] == dividend // b
    close = a % 2**32 // b * b
    for dividend in (close, max(close - 1, 0)):
        files.compiled(QUOTIENTS, "kernel").function(3)(ctypes.addressof(room), dividend, b)
        assert room[1] == dividend // b


def test_a_compiled_file_is_kept_with_its_text_and_read_again(own_folder: Path) -> None:
    text = "def kernel(out, a):\n    put_int64(out, 0, a * 3)\n"
    first = files.compiled(text, "kernel")
    assert first.path.parent == own_folder / "kernels"
    assert first.path.read_text("utf-8") == text
    kept = first.path.with_suffix(".o").read_bytes()
    files._compiled.cache_clear()
    again = files.compiled(text, "kernel")
    assert (again.path, again.path.with_suffix(".o").read_bytes()) == (first.path, kept)
    room = (ctypes.c_int64 * 1)()
    again.function(2)(ctypes.addressof(room), 14)
    assert room[0] == 42


def test_code_that_others_could_have_written_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WELFARE_DATA_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    mine = files.folder()
    assert mine == tmp_path / "welfare" / "kernels"
    assert mine.stat().st_mode & 0o777 == 0o700
    mine.chmod(0o777)
    other = files.folder()
    assert other != mine and other.stat().st_mode & 0o777 == 0o700
    other.rmdir()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    beside = files.folder()
    assert not beside.is_relative_to(tmp_path / "file")
    beside.rmdir()


def test_the_machine_and_a_kernel_are_compiled_where_nothing_lies_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, caseload = a_caseload(range(20), [BARE])
    before = compute(BARE, caseload)
    monkeypatch.setenv("WELFARE_DATA_DIR", str(tmp_path))
    files._compiled.cache_clear()
    after = compute(BARE, caseload)
    made = sorted(path.name.partition("_")[0] for path in (tmp_path / "kernels").glob("*.o"))
    assert made == ["kernel", "mend"]
    assert after.column("balance").tolist() == before.column("balance").tolist()


@given(st.integers(-50, 50), st.integers(1, 50))
def test_the_machine_calculates_as_python_does(a: int, b: int) -> None:
    expected = {
        Do.ADD: a + b, Do.SUBTRACT: a - b, Do.MULTIPLY: a * b, Do.DIVIDE: a // b, Do.NEGATE: -a,
        Do.NOT: not a, Do.LESS: a < b, Do.AT_MOST: a <= b, Do.MORE: a > b, Do.AT_LEAST: a >= b,
        Do.EQUAL: a == b, Do.DIFFERENT: a != b,
    }  # fmt: skip
    assert {what: calculated(int(what), a, b) for what in expected} == expected


@pytest.mark.parametrize("at_once", [1, 2, 8])
def test_every_part_is_done_once_whoever_does_it(at_once: int) -> None:
    done: list[int] = []
    each([partial(done.append, part) for part in range(300)], at_once)
    assert sorted(done) == list(range(300))


@pytest.mark.parametrize("bad", [0, 1])
def test_an_error_of_a_part_is_raised_whoever_does_it(bad: int) -> None:
    together = Barrier(2)

    def part(number: int) -> None:
        together.wait(10)  # both threads are at work
        if number == bad:
            raise ValueError("this one")

    with pytest.raises(ValueError, match="this one"):
        each([partial(part, 0), partial(part, 1)], 2)


def test_a_helper_that_is_still_busy_is_not_waited_for() -> None:
    go_on, done = Event(), list[int]()
    busy = [threads._pool(2).submit(go_on.wait, 30) for _ in range(2)]
    share(partial(done.append, 1), 2)
    assert done == [1]
    go_on.set()
    assert all(one.result() for one in busy)


def test_threads_take_every_number_once() -> None:
    numbers = np.zeros(100_001, np.int64)
    taken = files.compiled(TAKING, "kernel").function(2)
    share(partial(taken, numbers.ctypes.data, 100_000), 2)
    assert numbers[0] >= 100_000
    assert (numbers[1:] == 1).all()
