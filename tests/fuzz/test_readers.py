"""Whatever others send: it is read, or refused with one of the exceptions its reader declares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

PIECES = st.binary(max_size=8) | st.sampled_from(
    [
        b"",
        b"0",
        b"9",
        b" ",
        b"\0",
        b"\r\n",
        b"\n",
        b"<",
        b"&x;",
        b'"',
        b"|",
        b"\xa4\x40",
        b"\xff",
        b"A1",
        b"=",
        b"\t",
    ]
)


@st.composite
def damaged(draw: st.DrawFn, samples: tuple[bytes, ...]) -> bytes:
    """A sample with a few pieces in other places, or nothing like one."""
    content = draw(st.sampled_from(samples) | st.binary(max_size=300))
    for _ in range(draw(st.integers(1, 4))):
        at, gone = draw(st.integers(0, len(content))), draw(st.integers(0, 12))
        content = content[:at] + draw(PIECES) + content[at + gone * draw(st.integers(0, 1)) :]
    return content


@pytest.mark.proves("R7")
@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_reads_or_refuses_and_nothing_else(name: str) -> None:
    target: Target = TARGETS[name]

    @settings(max_examples=80, deadline=None)
    @given(damaged(tuple(target.samples())))
    def read(content: bytes) -> None:
        try:
            target.read(content)
        except target.declared as refused:
            assert str(refused)

    read()


@pytest.mark.parametrize(
    "name", ["labor_insurance answer", "bank_transfer", "official_document", "tax_records"]
)
def test_what_the_damage_starts_from_is_read(name: str) -> None:
    for sample in TARGETS[name].samples():
        TARGETS[name].read(sample)
