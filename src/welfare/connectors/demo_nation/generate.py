"""Writes a synthetic register: the parts on every core there is, then put together in their order."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from hashlib import file_digest, sha256
from multiprocessing import get_context
from pathlib import Path

from welfare.connectors.demo_nation.events import in_order
from welfare.connectors.demo_nation.offsets import Offsets
from welfare.connectors.demo_nation.part import write_part
from welfare.connectors.demo_nation.parts import HUALIEN, Part, plan
from welfare.connectors.demo_nation.places import AS_OF
from welfare.connectors.demo_nation.register import EVENTS, HOUSEHOLDS, MANIFEST, PEOPLE
from welfare.connectors.demo_nation.report import REPORT, make_report
from welfare.connectors.demo_nation.scribe import TABLES, TRUTH, Order
from welfare.connectors.demo_nation.tally import Tally

SUMS = "SHA256SUMS"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written.

    persons: living people registered in the county (nation: anywhere). relatives: the dead, kin elsewhere.
    numbers: letters and first serial of the national IDs, by county. faults: people with dirty data; the
    truth file tells what they should be. digest: SHA-256 of the list of the files' own (SHA256SUMS).
    """

    synthetic: bool
    county: str
    seed: int
    as_of: str
    persons: int
    relatives: int
    households: int
    villages: int
    dirty: float
    faults: int
    numbers: dict[str, dict[str, str]]
    digest: str


def generate(
    county: str = HUALIEN,
    persons: int = 3300,
    seed: int = 115,
    *,
    out: Path,
    as_of: date = AS_OF,
    dirty: float = 0.0,
    register: bool = True,
    tables: bool = False,
    processes: int | None = None,
    progress: Progress = lambda done, all_of: None,
) -> Manifest:
    """Write the register of `county` (or `all`) with exactly `persons` living people into `out`, anew.

    dirty: share of people with one fault each, 0 to 0.5. register: what the demo agencies read. tables:
    Parquet. processes: None for as many as there are cores; the bytes do not depend on it. progress: parts
    done, of all.
    Raises ValueError for an unknown county, a number of people or a share out of range.
    """
    if not 0 <= dirty <= 0.5:
        raise ValueError("錯誤資料的比率須在 0 到 0.5 之間，例如 0.02。")
    parts = plan(county, persons, seed)
    folder = out.with_name(f"{out.name}.part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    order = Order(seed, as_of, dirty, register, tables, folder)
    tally = Tally()
    for number, counted in enumerate(_write(parts, order, processes), start=1):
        tally.add(counted)
        progress(number, len(parts))
    _put_together(parts, order)
    (folder / REPORT).write_text(make_report(county, tally, dirty), "utf-8")
    manifest = _manifest(county, parts, order, tally)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    os.replace(folder, out)
    return manifest


def _write(parts: list[Part], order: Order, processes: int | None) -> Iterator[Tally]:
    """The tallies of the parts, in their order."""
    workers = min(processes or os.cpu_count() or 1, len(parts))
    if workers == 1:
        yield from (write_part(part, order) for part in parts)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(write_part, order=order), parts)


def _put_together(parts: list[Part], order: Order) -> None:
    interims = [order.interim(part) for part in parts]
    names = (PEOPLE, HOUSEHOLDS, TRUTH) if order.register else (TRUTH,)
    for name in names:
        _concatenate([interim / name for interim in interims], order.folder / name)
    _put_events_together(interims, order)
    if order.tables:
        from welfare.connectors.demo_nation.tables.settle import settle

        settle(order.folder / TABLES, interims)
    shutil.rmtree(order.folder / "interim")
    if order.register:
        for name in (PEOPLE, HOUSEHOLDS):
            Offsets(order.folder / name)


def _put_events_together(interims: list[Path], order: Order) -> None:
    lines = in_order([interim / EVENTS for interim in interims])
    if order.tables:
        from welfare.connectors.demo_nation.tables.settle import write_events

        lines = write_events(order.folder / TABLES, lines)
    with (order.folder / EVENTS).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _concatenate(sources: list[Path], to: Path) -> None:
    os.replace(sources[0], to)
    with to.open("ab") as whole:
        for source in sources[1:]:
            with source.open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
            source.unlink()


def _manifest(county: str, parts: list[Part], order: Order, tally: Tally) -> Manifest:
    return Manifest(
        synthetic=True,
        county=county,
        seed=order.seed,
        as_of=order.as_of.isoformat(),
        persons=tally.counts["persons"],
        relatives=tally.counts["relatives"],
        households=tally.counts["households"],
        villages=len(tally.villages),
        dirty=order.dirty,
        faults=sum(number for name, number in tally.counts.items() if name.startswith("fault:")),
        numbers={
            part.county: {
                "letters": part.numbering.letters,
                "from_serial": f"{part.numbering.first_serial:07d}",
                "serials": str(part.numbering.block),
            }
            for part in parts
        },
        digest=_write_sums(order.folder),
    )


def _write_sums(folder: Path) -> str:
    """`sha256sum --check SHA256SUMS` proves the files; returns the digest of the list itself."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths)
    (folder / SUMS).write_text(sums, "utf-8")
    return sha256(sums.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
