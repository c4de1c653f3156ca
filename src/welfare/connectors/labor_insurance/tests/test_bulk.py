"""The way for millions of lines says the same as the way for one person at a time, and refuses the same."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.labor_insurance import blocks, dates
from welfare.connectors.labor_insurance.answer import AnswerFile, Row, write_answer
from welfare.connectors.labor_insurance.bulk import COLUMNS, BulkAnswer, asked_ids
from welfare.connectors.labor_insurance.layout import Kind, layout
from welfare.connectors.labor_insurance.lines import Unreadable, read_date
from welfare.connectors.labor_insurance.query import Asked, Query, write_query
from welfare.connectors.labor_insurance.records import reply_of, rows_of, source_of
from welfare.connectors.labor_insurance.tests.test_codec import BATCH, HEAD, answers
from welfare.lookup.ports import Absent, Reply

said = st.lists(answers, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("bulk")


@pytest.fixture(autouse=True, params=[2, blocks.LINES])
def lines_a_block(request, monkeypatch) -> None:
    """People lie in one block, and across two."""
    monkeypatch.setattr(blocks, "LINES", request.param)


def number_of(seq: int) -> str:
    return f"A{seq:09d}"


def asked(count: int) -> np.ndarray:
    lines = tuple(Asked(seq, number_of(seq), None, "") for seq in range(1, count + 1))
    return asked_ids(write_query(Query("TEST", BATCH, lines)))


def written(place: Path, said: list, name: str = "測試") -> tuple[Path, Path | None]:
    rows = [row for seq, each in enumerate(said, 1) for row in rows_of(seq, number_of(seq), name, each)]
    return laid_down(place, *write_answer(HEAD, rows))


def laid_down(place: Path, content: bytes, side: bytes = b"") -> tuple[Path, Path | None]:
    main, beside = place / "answer.txt", place / "answer.utf8.jsonl"
    main.write_bytes(content)
    beside.write_bytes(side)
    return main, beside if side else None


def in_bulk(path: Path, side: Path | None, count: int) -> list[dict[str, str]]:
    text = b"".join(BulkAnswer(path, asked(count), side).texts()).decode()
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in text.splitlines()]


def one_by_one(path: Path, side: Path | None) -> list[tuple[Reply, list[Row]]]:
    people = AnswerFile(path, side).people()
    return [(reply_of(seq, rows, source_of("LR", seq, HEAD.as_of)), rows) for seq, rows in people]


def expected(reply: Reply, row: Row, number: int) -> dict[str, str]:
    """The line for COPY that a row of the slow way stands for."""
    tables = layout().codes
    signs = {Absent.NONE: "0", Absent.UNKNOWN: "_", Absent.WITHHELD: "9"}
    days = [row[name] for name in ("joined_on", "left_on", "effective_on", "pension_since")]
    outcome = "failed" if reply.failure else reply.answers["record"].outcome.value
    line = {name: "" if isinstance(row.get(name), Absent) else str(row.get(name)) for name in COLUMNS}
    for table in ("status", "unit_kind", "change", "pension_kind"):
        line[table] = tables[table].get(line[table], "")
    line["unit"] = line["unit"].replace("\\", "\\\\")
    line["n"], line["outcome"] = str(number), "answered" if outcome == "found" else outcome
    return line | {"nulls": "".join(signs.get(day, "-") for day in days)}


def same_figures(line: dict[str, str]) -> dict[str, object]:
    return {name: int(text) if name in _FIGURES else text for name, text in line.items()}


_FIGURES = {"seq", "n", "salary", "pension_amount"}


@settings(max_examples=40, deadline=None)
@given(said, st.text("測試\\許功蓋\ue000堃A ", max_size=9).map(str.strip))
def test_both_ways_say_the_same_of_everybody(place, said, name) -> None:
    path, side = written(place, said, name)
    slow = [
        same_figures(expected(reply, row, number))
        for reply, rows in one_by_one(path, side)
        for number, row in enumerate(rows, 1)
    ]
    assert list(map(same_figures, in_bulk(path, side, len(said)))) == slow


@settings(max_examples=120, deadline=None)
@given(said, st.data())
def test_both_ways_refuse_the_same_files(place, said, data) -> None:
    path, side = written(place, said)
    content = bytearray(path.read_bytes())
    ids = layout().answer.detail.field("national_id")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        if not ids.start <= at % layout().answer.line_bytes < ids.end:
            content[at] = data.draw(st.sampled_from(b"0123456789 \x00\xa4\r\n\tAHDT"))
    path, side = laid_down(place, bytes(content), side.read_bytes() if side else b"")
    refused = []
    for way in (lambda: one_by_one(path, side), lambda: in_bulk(path, side, 40)):
        try:
            way()
        except Unreadable:
            refused.append(way)
    assert len(refused) in {0, 2} or _asks_beyond(path)


def _asks_beyond(path: Path) -> bool:
    """A changed number of a line: the slow way leaves it to the core to find out that nobody asked for it."""
    return any(
        reply.seq > 40 or reply.national_id != number_of(reply.seq) for reply, _ in one_by_one(path, None)
    )


@pytest.mark.parametrize(("seq", "number"), [(1, "A000000002"), (2, "A000000002")])
def test_an_answer_about_somebody_we_did_not_ask_about_is_refused(place, seq, number) -> None:
    path, side = laid_down(place, write_answer(HEAD, rows_of(seq, number, "測試", None))[0])
    with pytest.raises(Unreadable, match="不是我們問的"):
        in_bulk(path, side, 1)


def test_a_unit_that_ms950_cannot_write_comes_whole_and_cannot_break_out_of_its_field(place) -> None:
    row = rows_of(1, number_of(1), "測試", None)[0] | {"unit": "測試堃\\\t\n有限公司"}
    path, side = laid_down(place, *write_answer(HEAD, [row]))
    (line,) = in_bulk(path, side, 1)
    assert line["unit"] == "測試堃\\\\\\t\\n有限公司"


def test_control_sums_are_compared_before_the_answer_is_over(place) -> None:
    path, _ = written(place, [None, None])
    content = path.read_bytes()
    laid_down(place, content[:-202] + content[-202:].replace(b"T00000002", b"T00000003"))
    with pytest.raises(Unreadable, match="控制總數"):
        in_bulk(path, None, 2)


@settings(max_examples=300, deadline=None)
@given(
    st.from_regex(r"[0-9 ]{7}", fullmatch=True)
    | st.dates(date(1912, 1, 1)).map(lambda d: f"{d.year - 1911:03d}{d:%m%d}"[:7])
)
def test_dates_by_columns_are_the_dates_one_by_one(text) -> None:
    for kind, size in ((Kind.ROC_DATE, 7), (Kind.ROC_MONTH, 5)):
        content = text[:size].encode()
        column = np.frombuffer(content, np.uint8)[:, None]
        try:
            day = read_date(content, kind)
        except ValueError:
            assert not dates.are_right(column, kind).any()
        else:
            assert dates.are_right(column, kind).all()
            shown = dates.iso(column, kind)[0].tobytes().decode().strip()
            assert shown == ("" if isinstance(day, Absent) else day.isoformat())
