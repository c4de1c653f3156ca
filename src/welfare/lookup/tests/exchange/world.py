"""Registers that answer by parcels in tests: folders that misbehave; the others answer at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from welfare.case.models import Case
from welfare.case.services import set_listed
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, services, tasks
from welfare.lookup.exchange import balance, rounds
from welfare.lookup.models import Delivery, LookupRequest, Parcel, ParcelLine
from welfare.lookup.services.question import put_question
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.factories import a_household_case, key_of, story
from welfare.project.chaos.channel import FolderChannel
from welfare.project.chaos.office import Office

HUALIEN = "10015"

#: registers that answer by parcels now; emptied by the fixture
channels: dict[str, FolderChannel] = {}


def connector(name: str) -> Any:
    """What settings.WELFARE_CONNECTORS names in these tests."""
    return channels[name] if name in channels else demo_agencies.connector(name)


@pytest.fixture
def by_folder(settings: Any, tmp_path: Path) -> Iterator[Callable[[str], "Register"]]:
    """`by_folder("tax_records")` switches a register to parcels."""
    settings.WELFARE_CONNECTORS = f"{__name__}.connector"
    demo_agencies.behaviors.clear()
    demo_agencies.asked.clear()

    def switch(code: str) -> Register:
        channels[code] = FolderChannel(tmp_path / code, code, demo_agencies.connector(code))
        return Register(channels[code])

    yield switch
    channels.clear()


@pytest.fixture
def tax(by_folder: Callable[[str], "Register"]) -> "Register":
    """The tax register, answering by parcels."""
    return by_folder("tax_records")


@dataclass
class Register:
    """One register in a test: its channel, the office behind it, and rounds of ours."""

    channel: FolderChannel

    @property
    def office(self) -> Office:
        return Office(self.channel)

    def round(self) -> rounds.Round:
        """One round with this register; whatever went wrong in it fails the test."""
        done = rounds.run(self.channel)
        assert done.troubles == []
        return done

    def answer_all(self) -> None:
        """Whatever has arrived there and is not closed here."""
        with acting_as(Acting.system(HUALIEN)):
            closed = set(Parcel.objects.filter(status="closed").values_list("reference", flat=True))
        for reference in self.office.references():
            if reference not in closed:
                self.office.answer(reference)

    @property
    def parcel(self) -> Any:
        """The only parcel."""
        return Parcel.objects.get()

    def aside(self) -> list[str]:
        return sorted(path.name for path in (self.channel.folder / "aside").iterdir())


def a_case_asking(code: str = "tier-one-widow") -> Case:
    """A case whose household is known and whose other questions were just put; parcels are not packed yet."""
    case = a_household_case(code)
    with acting_as(Acting.system(case.county)) as by:
        services.ask_household(by=by, case=case)
        set_listed(by=by, case=case, person_keys=[key_of(code, role) for role in story(code).listed])
        tasks.ask_all(by, {"case_id": str(case.id)})
        case.refresh_from_db()
    return case


def a_case_asking_only(source: str, code: str = "tier-one-widow") -> Case:
    """The same with this one register asked: the cheapest parcel there is."""
    case = a_household_case(code)
    with acting_as(Acting.system(case.county)) as by:
        services.ask_household(by=by, case=case)
        set_listed(by=by, case=case, person_keys=[key_of(code, role) for role in story(code).listed])
        for someone in selectors.reached(case):
            put_question(by=by, case=case, source=source, member=someone.member)
    return case


def let_cases_go_on() -> None:
    """Deliver what the exchange told: cases ask whom the answers named, and finish. No further stage."""
    with acting_as(Acting.system()):
        told = list(OutboxMessage.objects.filter(topic="lookup.go_on", delivered_at=None, given_up_at=None))
    for message in told:
        outbox.deliver(message.id, message.county)


def seen(case: Case | None = None) -> SimpleNamespace:
    """The ledger as the worker sees it now."""
    with acting_as(Acting.system(HUALIEN)):
        requests = LookupRequest.objects.all() if case is None else LookupRequest.objects.filter(case=case)
        return SimpleNamespace(
            parcels=list(Parcel.objects.order_by("prepared_at", "reference")),
            lines=list(
                ParcelLine.objects.select_related("request", "parcel").order_by("parcel__prepared_at", "seq")
            ),
            deliveries=list(Delivery.objects.order_by("recorded_at")),
            requests=list(requests.order_by("asked_at")),
            tax=list(requests.filter(source="tax_records").order_by("asked_at")),
            disagreements=balance.disagreements(HUALIEN),
        )
