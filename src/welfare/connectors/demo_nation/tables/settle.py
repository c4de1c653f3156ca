"""When every part is done: rows of people who live in another county than their clan go to that county."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from welfare.connectors.demo_nation.records import Record
from welfare.connectors.demo_nation.tables.rows import Row, row_of_event
from welfare.connectors.demo_nation.tables.writer import (
    BATCH,
    COUNTY,
    batch,
    open_file,
    partition,
    table_names,
)

AWAY = "from-elsewhere.parquet"
EVENTS = "events.parquet"


def settle(tables: Path, interims: list[Path]) -> None:
    """Move the rows of the interim files, in the order of the parts, to the partitions of their counties."""
    for table in table_names():
        writers: dict[str, _Partition] = {}
        for interim in interims:
            path = interim / f"{table}.arrow"
            if path.exists():
                for county, rows in _by_county(path):
                    if county not in writers:
                        writers[county] = _Partition(tables, table, county)
                    writers[county].add(rows)
        for writer in writers.values():
            writer.close()


class _Partition:
    """One county's file of settled rows; small batches are gathered into decent row groups."""

    def __init__(self, tables: Path, table: str, county: str) -> None:
        self._file = open_file(partition(tables, table, county) / AWAY, table)
        self._waiting: list[pa.RecordBatch] = []
        self._count = 0

    def add(self, rows: pa.RecordBatch) -> None:
        self._waiting.append(rows)
        self._count += rows.num_rows
        if self._count >= BATCH:
            self._write()

    def _write(self) -> None:
        self._file.write_table(pa.Table.from_batches(self._waiting).combine_chunks())
        self._waiting, self._count = [], 0

    def close(self) -> None:
        if self._waiting:
            self._write()
        self._file.close()


def _by_county(path: Path) -> Iterator[tuple[str, pa.RecordBatch]]:
    with pa.memory_map(str(path)) as source:
        reader = pa.ipc.open_file(source)
        for number in range(reader.num_record_batches):
            rows = reader.get_batch(number)
            for county in sorted(pc.unique(rows[COUNTY]).to_pylist()):
                yield county, rows.filter(pc.equal(rows[COUNTY], county))


def write_events(tables: Path, lines: Iterable[str]) -> Iterator[str]:
    """Write a stream of events, in the order of days, to the counties' partitions; hands each line on."""
    files: dict[str, pq.ParquetWriter] = {}
    waiting: dict[str, list[Row]] = {}
    for line in lines:
        event: Record = json.loads(line)
        county = event["county"]
        rows = waiting.setdefault(county, [])
        rows.append(row_of_event(event))
        if len(rows) >= BATCH:
            _write_events(tables, files, county, rows)
        yield line
    for county, rows in waiting.items():
        if rows:
            _write_events(tables, files, county, rows)
    for file in files.values():
        file.close()


def _write_events(tables: Path, files: dict[str, pq.ParquetWriter], county: str, rows: list[Row]) -> None:
    if county not in files:
        files[county] = open_file(partition(tables, "events", county) / EVENTS, "events")
    files[county].write_batch(batch("events", rows))
    rows.clear()
