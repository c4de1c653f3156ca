"""The steps of a walk, each done in the page of whoever's turn it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from welfare.connectors.demo_nation.register import Register
from welfare.foundation import audit, clock, outbox
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roc_calendar import roc_year, to_roc
from welfare.project.demo import nation, paper
from welfare.project.demo.colleagues import caseworker_of, clerk_of
from welfare.project.demo.staff import DEMO_PASSWORD, TAICHUNG
from welfare.project.walk import artefacts, closing
from welfare.project.walk.browser import Browser
from welfare.rules.registry import program as program_of

#: who walks for each program: a hand-made household of Hualien that is granted money
APPLICANTS = {
    "senior_living_allowance": "tier-one-widow",
    "low_income_living_support": "low-income-class-two",
    "disability_living_subsidy": "disability-moderate",
}
SENIOR = "senior_living_allowance"
_SEEN: dict[str, Any] = {
    "outcome": "met_applicant",
    "lives": "yes",
    "living_with": "A",
    "housing": "A",
    "surroundings": "1",
    "daily_life": "0",
    "suggestion": "meets",
}
_PRACTICE_LIMIT = "6500000"
_TOPICS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the report; `artefact`: what is there now that was not before."""

    step: str
    actor: str
    at: datetime
    artefact: str


@dataclass
class Journey:
    """One applicant's way. `amounts`: what each paper says, NT$ a month. `closed_after`: seconds from the
    application to the closed set of facts."""

    program: str
    town: str
    national_id: str
    pickup: Path
    steps: list[Step] = field(default_factory=list)
    amounts: dict[str, int] = field(default_factory=dict)
    case_id: str = ""
    closed_after: float = 0.0
    number: str = ""
    tell: Callable[[Step], None] = lambda _step: None

    def done(self, step: str, actor: str, artefact: str) -> None:
        self.steps.append(Step(step, actor, clock.now().astimezone(clock.TAIPEI), artefact))
        self.tell(self.steps[-1])

    @property
    def page(self) -> str:
        return f"/cases/{self.case_id}/"


def is_walkable(program: str, county: str) -> bool:
    """Whether somebody of the practice nation can apply for the program there."""
    return program == SENIOR if county == TAICHUNG else program in APPLICANTS


def begin(program: str, county: str, register: Register, pickup: Path) -> Journey:
    """Who applies where: a hand-made household of Hualien, or an old person of Taichung."""
    if county == TAICHUNG:
        elder = nation.elders(register, nation.CENTRAL_DISTRICT)[0]
        return Journey(program, nation.CENTRAL_DISTRICT, elder, pickup)
    told = nation.story(APPLICANTS[program])
    return Journey(program, told.village[:8], told.applicant_id, pickup)


def go(journey: Journey, county: str) -> None:
    """Every step in the county's order. Raises browser.Refused, LookupError or artefacts.NotThere."""
    _apply(journey)
    _look_up(journey)
    if county == TAICHUNG:
        _visit(journey, clerk_of(journey.town))
        _enter_limit(journey)
        _first_review(journey)
        _decide(journey, "tc_chief")
    else:
        _first_review(journey)
        _send_roster(journey)
        _second_review(journey)
        _visit(journey, "social_worker")
        _decide(journey, "approver")
    _serve(journey)
    if county == TAICHUNG:
        _pay(journey, prepares="tc_accountant", releases="tc_approver")
    else:
        _pay(journey, prepares="accountant", releases="accountant2")
    held = audit.verify(using="owner")
    journey.done("audit", "operator", f"{held.chains} chains, {held.rows} rows hold")


def _signed_in(username: str) -> Browser:
    browser = Browser()
    browser.sign_in(username, DEMO_PASSWORD)
    return browser


def _apply(journey: Journey) -> None:
    """The village clerk's phone: one number, one topic a page, two photos."""
    actor = clerk_of(journey.town)
    phone = _signed_in(actor)
    phone.open("/phone/start/")
    phone.send(phone.form(has="national_id"), program=journey.program, national_id=journey.national_id)
    journey.case_id = phone.address.split("/applications/")[1].split("/")[0]
    photos = {
        "account": {"photo_passbook_cover": paper.passbook_cover("（樣張）", "00012670278949")},
        "read_back": {
            "photo_application_form": paper.application_form(
                "（樣張）", "", to_roc(clock.today()), benefit=program_of(journey.program).name_zh
            )
        },
    }
    for _page in range(_TOPICS):
        topic = phone.address.rstrip("/").rsplit("/", 1)[1]
        if topic == journey.case_id:
            break
        phone.send(phone.form(has="seen_version"), button=phone.main_button(), **photos.get(topic, {}))
    journey.number = phone.text().split(" - ")[0].split()[0]
    journey.done("intake", actor, f"application {journey.number}")


def _look_up(journey: Journey) -> None:
    asked, journey.closed_after = closing.close(journey.case_id, county=journey.town[:5])
    told = f"{asked} questions closed {journey.closed_after} s after the application"
    journey.done("lookup", "worker", told)


def _first_review(journey: Journey) -> None:
    actor = caseworker_of(journey.town)
    desk = _signed_in(actor)
    desk.open(journey.page)
    desk.send(desk.form(action="/first/"))
    journey.done("first review", actor, "opinion as determined")


def _send_roster(journey: Journey) -> None:
    actor = caseworker_of(journey.town)
    desk = _signed_in(actor)
    desk.open("/reviews/rosters/")
    desk.send(desk.form(action="/preview/"), case_ids=[journey.case_id])
    desk.send(desk.form(action="/send/"))
    sheets = [_downloaded(desk, link) for link in desk.links("/documents/")]
    ods = next(sheet for sheet in sheets if sheet.startswith(b"PK"))
    journey.amounts["first-review roster (ODS)"] = _one(
        artefacts.of_roster(ods, "建議金額", number=journey.number), "the first-review roster"
    )
    outbox.deliver_all()
    (package,) = artefacts.packages(journey.pickup)
    if ".sw" not in package:
        raise artefacts.NotThere("the official document has no exchange form (SW)")
    journey.amounts["official document (DI)"] = artefacts.of_document(package[".di"])
    journey.done("roster", actor, f"ODS {len(ods):,} bytes, DI and SW handed over")


def _second_review(journey: Journey) -> None:
    desk = _signed_in("reviewer")
    desk.open(journey.page)
    desk.send(desk.form(action="/second/"))
    outbox.deliver_all()
    journey.done("second review", "reviewer", "agrees")


def _visit(journey: Journey, actor: str) -> None:
    outbox.deliver_all()
    phone = _signed_in(actor)
    phone.open("/visits/")
    phone.open(next(link for link in phone.links("/visits/") if link.endswith("/phone/")))
    phone.send(phone.form(has="outcome"), **_SEEN)
    outbox.deliver_all()
    journey.done("visit", actor, "record")


def _enter_limit(journey: Journey) -> None:
    """A figure nobody announced to us: in a practice walk the office enters a practice figure."""
    desk = _signed_in("tc_approver")
    desk.open(journey.page)
    desk.post(
        f"/determinations/{journey.case_id}/judgements/",
        form_key=str(uuid4()),
        kind="confirmed_parameter",
        name="real_estate_limit",
        value=_PRACTICE_LIMIT,
        reason="練習用標準，不是公告的數字",
        document="練習字第1150000001號",
    )
    outbox.deliver_all()
    journey.done("county figure", "tc_approver", "real-estate limit for practice")


def _decide(journey: Journey, actor: str) -> None:
    desk = _signed_in(actor)
    desk.open(f"{journey.page}decision/")
    desk.send(desk.form(has="seen_determination"), outcome="approved", confirmed=desk.values("confirmed"))
    journey.done("decision", actor, "approved")
    outbox.deliver_all()
    desk.open(journey.page)
    letters = [link for link in desk.links("/documents/") if "evidence" not in link]
    papers = [_downloaded(desk, link) for link in letters]
    pdf = next((paper for paper in papers if paper.startswith(b"%PDF")), None)
    if pdf is None:
        raise artefacts.NotThere("there is no decision letter")
    journey.amounts["decision letter (PDF)"] = artefacts.of_letter(pdf)
    copies = [p for p in artefacts.packages(journey.pickup) if any(name.endswith(".pdf") for name in p)]
    for package in copies:
        if not {".di", ".sw"} <= package.keys():
            raise artefacts.NotThere("the copy of the decision lacks DI or SW")
        attached = next(content for name, content in package.items() if name.endswith(".pdf"))
        journey.amounts["copy to the other office (DI/SW)"] = artefacts.of_letter(attached)
    if not copies:
        raise artefacts.NotThere("no copy of the decision was handed over as DI and SW")
    journey.done("letter", "worker", f"PDF {len(pdf):,} bytes, copy as DI and SW")


def _serve(journey: Journey) -> None:
    actor = caseworker_of(journey.town)
    desk = _signed_in(actor)
    desk.open(journey.page)
    desk.open(next(link for link in desk.links("/service/")))
    desk.send(desk.form(has="served_on"), served_on=_typed(clock.today()), method="in_person")
    journey.done("service", actor, "served today, remedy counts from here")


def _pay(journey: Journey, *, prepares: str, releases: str) -> None:
    maker, second = _signed_in(prepares), _signed_in(releases)
    maker.open("/payments/")
    pay_on: dict[str, Any] = {} if prepares == "accountant" else {"pay_on": _next_pay_day()}
    maker.send(maker.form(action="/prepare/"), **pay_on)
    roster = maker.address
    second.open(roster)
    second.send(second.form(action="/release/"))
    maker.open(roster)
    maker.send(maker.form(action="/transfer-file/"))
    contents = [_downloaded(maker, link) for link in maker.links("/documents/")]
    ods = next(content for content in contents if content.startswith(b"PK"))
    bank = next(content for content in contents if content[:4] == b"0330")
    journey.amounts["payment roster (ODS)"] = _one(
        artefacts.of_roster(ods, "實發", number=journey.number), "the payment roster"
    )
    paid = artefacts.of_transfer(bank)
    journey.amounts["bank file (80 bytes, cents)"] = _one(set(paid), "the bank file")
    journey.done("payment", f"{prepares}, {releases}", f"roster and {len(paid)} transfer records")


def _next_pay_day() -> str:
    """Where the county named no day: the first office day from the tenth of next month, ROC."""
    month = clock.today().replace(day=28)
    month = month.replace(year=month.year + (month.month == 12), month=month.month % 12 + 1)
    return _typed(OfficeCalendar(TAICHUNG).next_office_day(month.replace(day=10)))


def _typed(day: date) -> str:
    """A day as people type it: 115/12/10."""
    return f"{roc_year(day)}/{day.month}/{day.day}"


def _downloaded(browser: Browser, link: str) -> bytes:
    back = browser.address, browser.content
    browser.open(link)
    content, (browser.address, browser.content) = browser.content, back
    return content


def _one(amounts: set[int], paper: str) -> int:
    if len(amounts) != 1:
        raise artefacts.NotThere(f"{paper} gives the case {len(amounts)} different amounts a month")
    return next(iter(amounts))
