"""Rows to Parquet, a batch at a time; a table is never whole in memory."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from welfare.connectors.demo_nation.tables.rows import Row, Rows

BATCH = 8_192  # rows in memory of one table
COUNTY = "county_code"

_EPOCH = date(1970, 1, 1).toordinal()

_TYPES = {
    "text": pa.string(),
    "day": pa.date32(),
    "int": pa.int64(),
    "bool": pa.bool_(),
    "list": pa.list_(pa.string()),
}


@cache
def _layout() -> dict[str, dict[str, str]]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "layout.yaml").read_text("utf-8"))
    return loaded


def table_names() -> tuple[str, ...]:
    return tuple(_layout())


@cache
def schema(table: str) -> pa.Schema:
    """The columns of a table and the mark that everything in it is synthetic."""
    fields = [pa.field(name, _TYPES[kind]) for name, kind in _layout()[table].items()]
    mark = {"synthetic": "true", "note": "示範資料：沒有任何一個人是真的 (nobody in this file exists)"}
    return pa.schema([*fields, pa.field(COUNTY, pa.string())], metadata=mark)


def batch(table: str, rows: list[Row]) -> pa.RecordBatch:
    """Rows as columns; days come as ISO text."""
    columns = schema(table)
    arrays = []
    for field, values in zip(columns, zip(*rows, strict=True), strict=True):
        if pa.types.is_date(field.type):
            arrays.append(pa.array(map(_since_1970, values), pa.int32()).cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.record_batch(arrays, schema=columns)


@lru_cache(maxsize=65_536)
def _since_1970(day: str | None) -> int | None:
    """Parquet's day for an ISO day; remembering is several times faster than parsing."""
    return None if day is None else date.fromisoformat(day).toordinal() - _EPOCH


def partition(folder: Path, table: str, county: str) -> Path:
    """`<folder>/<table>/county=<code>`, made when it is not there."""
    path = folder / table / f"county={county}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def open_file(path: Path, table: str) -> pq.ParquetWriter:
    return pq.ParquetWriter(path, schema(table), compression="zstd")


class TableWriter:
    """The tables of one part: rows of its own county to Parquet, rows of other counties to interim files.

    What lies in those goes to its own county's partition when all parts are done. `rows` gives the lists to
    append to; `spill` puts full ones on disk.
    """

    def __init__(self, tables: Path, interim: Path, county: str, part: str) -> None:
        self._tables, self._interim, self._county, self._part = tables, interim, county, part
        self._here: Rows = {table: [] for table in _layout()}
        self._away: Rows = {table: [] for table in _layout()}
        self._files: dict[str, pq.ParquetWriter] = {}
        self._interims: dict[str, pa.ipc.RecordBatchFileWriter] = {}

    def rows(self, county: str) -> Rows:
        return self._here if county == self._county else self._away

    def spill(self, least: int = BATCH) -> None:
        """Write out every list of at least this length."""
        for table, rows in self._here.items():
            if len(rows) >= least:
                self._file(table).write_batch(batch(table, rows))
                rows.clear()
        for table, rows in self._away.items():
            if len(rows) >= least:
                self._interim_file(table).write_batch(batch(table, rows))
                rows.clear()

    def _file(self, table: str) -> pq.ParquetWriter:
        if table not in self._files:
            path = partition(self._tables, table, self._county) / f"{self._part}.parquet"
            self._files[table] = open_file(path, table)
        return self._files[table]

    def _interim_file(self, table: str) -> pa.ipc.RecordBatchFileWriter:
        if table not in self._interims:
            self._interims[table] = pa.ipc.new_file(str(self._interim / f"{table}.arrow"), schema(table))
        return self._interims[table]

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.spill(least=1)
        for file in (*self._files.values(), *self._interims.values()):
            file.close()
