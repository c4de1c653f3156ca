"""The same register some days later: what the stream of events tells, written into the records."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from welfare.connectors.demo_nation.places import address, village
from welfare.connectors.demo_nation.register import HOUSEHOLDS, MANIFEST, PEOPLE, Record, Register

Event = dict[str, Any]


def write_later(register: Register, until: date, out: Path, extra: Iterable[Event] = ()) -> list[Event]:
    """Write `register` into `out` as it stands on `until`; returns the events told, in the order of days.

    `extra`: events a test puts in besides those of the stream ({"on", "kind", "id", …}). Births name people
    the register does not hold, and are left out.
    """
    since = date.fromisoformat(register.manifest["as_of"]) + timedelta(days=1)
    told = [event for event in (*register.events(since, until), *extra) if event["kind"] in _TELLERS]
    told.sort(key=lambda event: str(event["on"]))
    by_person: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        by_person[event["id"]].append(event)
    out.mkdir(parents=True)
    with (out / PEOPLE).open("w", encoding="utf-8") as people:
        for record in register:
            for event in by_person.get(record["id"], ()):
                _TELLERS[event["kind"]](record, event)
            people.write(json.dumps(record, ensure_ascii=False) + "\n")
    shutil.copyfile(register.folder / HOUSEHOLDS, out / HOUSEHOLDS)
    digest = sha256(f"{register.manifest['digest']}/{until}".encode()).hexdigest()
    manifest = register.manifest | {"as_of": until.isoformat(), "digest": digest}
    (out / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return told


def _death(record: Record, event: Event) -> None:
    record["residence"], record["died_on"] = "dead", event["on"]


def _move(record: Record, event: Event) -> None:
    record["came_from"] = record["address"].get("village_code", "")
    record["address"] = address(village(event["to_village"]), 1, "測試新路", 1)
    record["moved_in_on"] = event["on"]


def _marriage(record: Record, event: Event) -> None:
    record["marital_status"] = "married"


def _divorce(record: Record, event: Event) -> None:
    record["marital_status"] = "divorced"


def _exit(record: Record, event: Event) -> None:
    record.setdefault("absences", []).append([event["on"], None])


def _entry(record: Record, event: Event) -> None:
    if record.get("absences"):
        record["absences"][-1][1] = event["on"]


def _imprisonment(record: Record, event: Event) -> None:
    record["custody"] = {"kind": "imprisonment", "since": event["on"]}


def _release(record: Record, event: Event) -> None:
    record.setdefault("custody", {"kind": "imprisonment", "since": event["on"]})["until"] = event["on"]


def _placement(record: Record, event: Event) -> None:
    record["placement"] = {"institution": "測試教養院", "public_cost": True, "since": event["on"]}


def _pension(record: Record, event: Event) -> None:
    pension = {"kind": "old_age", "amount": event["amount"], "since": event["on"]}
    record.setdefault("pensions", []).append(pension)


def _disability(record: Record, event: Event) -> None:
    record.setdefault("disability", {})["degree"] = event["note"]


_TELLERS = {
    "death": _death,
    "move": _move,
    "marriage": _marriage,
    "divorce": _divorce,
    "exit": _exit,
    "entry": _entry,
    "imprisonment": _imprisonment,
    "release": _release,
    "placement": _placement,
    "pension": _pension,
    "degree": _disability,
}
