import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from welfare.foundation import clock

SOURCE = Path(clock.__file__).parents[1]
READS_OF_THE_CLOCK = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")


def test_after_midnight_in_taiwan_the_day_has_changed_though_utc_is_still_yesterday() -> None:
    with time_machine.travel(datetime(2026, 11, 21, 16, 30, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
        assert clock.today() == date(2026, 11, 22)


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.day_in_taiwan(datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001


def test_noon_is_twelve_hours_after_the_day_begins() -> None:
    day = date(2026, 11, 22)
    assert clock.start_of_day(day) == datetime(2026, 11, 21, 16, tzinfo=UTC)
    assert clock.noon_of(day) - clock.start_of_day(day) == timedelta(hours=12)


def test_no_other_module_asks_the_machine_for_the_time() -> None:
    offenders = []
    for path in SOURCE.rglob("*.py"):
        if path.name == "clock.py" or {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(READS_OF_THE_CLOCK):
                offenders.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert offenders == []


def test_a_told_time_goes_on_by_itself_and_ends_with_its_block():
    told = datetime(2026, 3, 2, 9, 30, tzinfo=clock.TAIPEI)
    with clock.at(told):
        first = clock.now()
        assert told <= first <= clock.now()
        assert clock.today() == date(2026, 3, 2)
        with clock.at(told.replace(month=4)):
            assert clock.today() == date(2026, 4, 2)
        assert clock.today() == date(2026, 3, 2)
    assert clock.now() > told + timedelta(days=1)


def test_a_told_time_must_have_a_zone():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2026, 3, 2)):  # noqa: DTZ001
        clock.now()
