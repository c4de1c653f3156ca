"""Memory for results: used again when nobody looks at it, never while somebody does."""

import numpy as np

from welfare.rules.caseload import room as rooms
from welfare.rules.caseload.room import address_of, room

WANTED = {"income": (1000, "int64"), "able": (1000, "bool")}


def test_memory_that_nobody_looks_at_any_more_is_used_again() -> None:
    first = room(WANTED)
    where = address_of(first["income"])
    del first
    assert address_of(room(WANTED)["income"]) == where


def test_one_column_that_is_still_looked_at_keeps_its_memory() -> None:
    able = room(WANTED)["able"]
    able[:] = True
    later = room(WANTED)
    later["income"][:] = 0
    later["able"][:] = False
    assert able.all()
    assert not np.shares_memory(able, later["able"])


def test_a_piece_too_small_is_not_used_for_more() -> None:
    room({"able": (10, "bool")})
    wide = room({"income": (100_000, "int64")})
    wide["income"][:] = 7
    assert wide["income"].sum() == 700_000


def test_a_large_piece_goes_back_to_the_system(monkeypatch) -> None:
    monkeypatch.setattr(rooms, "_KEPT_BYTES", 100)
    monkeypatch.setattr(rooms, "_kept", [])
    room(WANTED)
    assert rooms._kept == []
