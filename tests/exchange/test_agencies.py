"""Demo agencies as processes of their own: found by name, started, watched over, ended together."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from welfare.connectors.labor_insurance.connector import Connector
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import board, rounds
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking, by_folder, let_cases_go_on, seen
from welfare.project.agencies import roster
from welfare.project.agencies.doors import doors, is_open
from welfare.project.agencies.house import kept
from welfare.project.agencies.watch import Agencies
from welfare.project.trouble import Trouble

__all__ = ["by_folder"]
ONE = "labor_insurance"


@pytest.fixture
def agencies(tmp_path: Path) -> Iterator[Agencies]:
    told: list[str] = []
    made = Agencies(
        tmp_path / "agencies", demo_agencies.register_folder(), tmp_path / "logs", tell=told.append
    )
    made.told = told  # type: ignore[attr-defined]
    yield made
    made.stop()


def pid_of(agencies: Agencies) -> int:
    return agencies.family._children[ONE].pid


def test_a_killed_agency_is_named_and_started_again_at_the_same_address(agencies: Agencies) -> None:
    agencies.start([ONE])
    assert agencies.wait(20) == []
    address = doors(agencies.homes / ONE)
    first = pid_of(agencies)
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while (pid_of(agencies) == first or agencies.late()) and time.monotonic() < deadline:
        agencies.look()
    assert doors(agencies.homes / ONE) == address
    assert is_open(address[0])
    killed, ready = agencies.told[1:]  # type: ignore[attr-defined]
    assert "labor_insurance was killed by SIGKILL" in killed
    assert "ready" in ready
    agencies.stop()
    assert not is_open(address[0])


def test_an_agency_told_to_be_down_is_not_reached_and_is_healed_by_word(agencies: Agencies) -> None:
    agencies.fails = roster.assigned([f"{ONE}:down"])
    agencies.start([ONE])
    assert agencies.wait(2) == [ONE]
    agencies.misbehave(ONE, roster.HEALTHY)
    assert agencies.wait(20) == []


def test_a_kind_nobody_knows_is_answered_with_the_kinds_there_are() -> None:
    with pytest.raises(roster.UnknownKind, match=f"{ONE} .*half_file"):
        roster.assigned(["tooth_ache"])
    assert roster.assigned(["half_file"])[ONE] == "half_file"
    assert roster.assigned([f"{ONE}:half_file"]) == {ONE: "half_file"}


def test_two_sets_of_agencies_never_share_a_folder(tmp_path: Path) -> None:
    nation = demo_agencies.register_folder()
    with kept(tmp_path, nation), pytest.raises(Trouble, match="already"), kept(tmp_path, nation):
        pass


@pytest.mark.django_db
def test_a_case_says_what_is_missing_and_fills_itself_when_the_agency_is_back(
    agencies: Agencies, by_folder: Any
) -> None:
    agencies.start([ONE])
    assert agencies.wait(20) == []
    world.channels[ONE] = Connector(agencies.homes / ONE)  # type: ignore[assignment]
    agencies.family.end(ONE, signal.SIGKILL)
    case = a_case_asking()
    rounds.run_all()
    with acting_as(Acting.system(HUALIEN)):
        (silent,) = (state for state in board.states(HUALIEN) if state.source == ONE)
        assert "起沒有回應" in silent.words and silent.trouble
    assert {request.status for request in seen(case).requests if request.source == ONE} == {"requested"}
    agencies.look()  # notes the death, and starts it again
    assert agencies.wait(20) == []
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert _closed(case)
    assert seen(case).disagreements == []


def _closed(case: Any) -> bool:
    """Rounds as the worker makes them, until nothing waits."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        rounds.run_all()
        let_cases_go_on()
        if all(request.status != "requested" for request in seen(case).requests):
            return True
        time.sleep(0.1)
    return False
