"""Finding a line by its key through the index, however large the file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.demo_nation import offsets
from welfare.connectors.demo_nation.offsets import Offsets

keys = st.text("AU12", min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(st.lists(keys, max_size=40), keys)
def test_every_line_is_found_by_its_key_and_no_other_line(written: list[str], absent: str) -> None:
    usual, offsets._RUN = offsets._RUN, 7  # several runs to merge, as in a file of millions
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "people.jsonl"
            lines = [f'{{"id": "{key}", "name": "測{number}"}}\n' for number, key in enumerate(written)]
            path.write_text("".join(lines), "utf-8")
            index = Offsets(path)
            content = path.read_bytes()
            for key in {*written, absent}:
                found = [content[start:].split(b"\n", 1)[0].decode() + "\n" for start in index.of(key)]
                assert found == [line for line, other in zip(lines, written, strict=True) if other == key]
            assert len(index) == len(written)
    finally:
        offsets._RUN = usual


def test_a_file_written_anew_gets_a_new_index(tmp_path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "A1"}\n', "utf-8")
    assert list(Offsets(path).of("A1")) == [0]
    path.write_text('{"id": "B2"}\n{"id": "A1"}\n', "utf-8")
    os.utime(path, ns=(2**62, 2**62))
    assert list(Offsets(path).of("A1")) == [13]


def test_an_overlong_key_is_simply_not_there(tmp_path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "A1"}\n', "utf-8")
    assert list(Offsets(path).of("A1" * 10)) == []
