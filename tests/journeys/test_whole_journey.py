"""One old person's application from the clerk's phone to the bank file, by pressing what the pages offer."""

import json
from pathlib import Path

import pytest

from tests.journeys.person import Person
from tests.journeys.way import Way
from welfare.project import places
from welfare.project.walk import artefacts

pytestmark = pytest.mark.xdist_group("browser")

AMOUNT = 8329
ID_LENGTH = 10
#: what a step may cost; photos are taps
CEILINGS = {
    "application": (14, ID_LENGTH),
    "first look": (2, 0),
    "supplement request": (4, 0),
    "supplement photo": (4, 0),
    "first review": (6, 0),
    "roster": (4, 0),
    "second review": (2, 0),
    "visit": (9, 0),
    "decision": (4, 0),
    "service": (3, len("115/11/22")),
    "payment roster": (1, 0),
    "release": (2, 0),
    "bank file": (1, 0),
}


@pytest.fixture
def album() -> Path:
    folder = places.checkout() / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_an_application_goes_from_the_phone_to_the_bank_file(house, arrives, counter, album):
    pages: list[str] = []

    def keep(person: Person, name: str) -> None:
        pages.append(name)
        file = album / f"{len(pages):02}-{person.role}-{name}.png"
        person.page.screenshot(path=file, full_page=True)

    way = Way(house, lambda role, **how: arrives(role, look=keep, **how), counter)
    way.apply()
    way.look_first()
    way.ask_for_paper()
    way.bring_paper()
    way.agree()
    way.send_roster()
    way.review_second()
    way.visit()
    way.decide()
    way.serve()
    way.prepare()
    way.may_not_release()
    way.release()
    way.write_file()

    print(json.dumps(counter.report(), ensure_ascii=False))
    roster = way.papers["payment roster"]
    assert f"{AMOUNT:,}" in way.papers["preview"].decode()
    assert artefacts.of_letter(way.papers["letter"]) == AMOUNT
    assert artefacts.of_roster(way.papers["first-review roster"], "建議金額", number=way.number) == {AMOUNT}
    assert artefacts.of_roster(roster, "實發", number=way.number) == {AMOUNT}
    assert set(artefacts.of_transfer(way.papers["bank file"])) == {AMOUNT}
    assert "放行撥款要由另一個人做" in way.papers["refusal"].decode()
    for step, (clicks, typed) in CEILINGS.items():
        spent = counter.steps[step]
        assert (spent.clicks <= clicks, spent.typed <= typed) == (True, True), (step, spent)
