"""A synthetic month of twenty officers: ordinary work, and eight kinds of snooping put into it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from welfare.case.models import Case, Member
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.regions import villages_of
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.declaring import declare
from welfare.lookup.looks.models import Look

HUALIEN = "10015"
TOWNS = ("10015010", "10015020", "10015030")
MONTH = date(2026, 9, 1)
OLD = MONTH - timedelta(days=200)


@dataclass
class Worker:
    acting: Acting
    looks: list[Look] = field(default_factory=list)


@dataclass
class Month:
    """The month as it was told: who worked, and which (rule, officer or case, day) was put in."""

    seed: int
    random: Random = field(init=False)
    workers: list[Worker] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    people: dict[UUID, list[str]] = field(default_factory=dict)
    events: list[AuditEvent] = field(default_factory=list)
    injected: list[tuple[str, UUID | None, UUID | None, date]] = field(default_factory=list)
    officer_days: int = 0

    def __post_init__(self):
        self.random = Random(self.seed)
        self._hire()
        self._open_cases()
        for day in self.days():
            if OfficeCalendar(HUALIEN).is_office_day(day):
                for worker in self.workers:
                    self._work(worker, day)
        self._snoop()
        self._keep()

    def days(self):
        return [MONTH + timedelta(days=n) for n in range(30)]

    def _hire(self):
        posts = [(town, role) for town in TOWNS for role in (
            Role.SECTION_CHIEF, Role.TOWNSHIP_CASEWORKER, Role.TOWNSHIP_CASEWORKER,
            Role.TOWNSHIP_CASEWORKER, Role.VILLAGE_CLERK,
        )]  # fmt: skip
        posts += [
            ("", role) for role in (*[Role.COUNTY_REVIEWER] * 3, Role.COUNTY_APPROVER, Role.SOCIAL_WORKER)
        ]
        officers = [Officer(username=f"w{n}", name=f"測職{n:02}") for n in range(len(posts))]
        with acting_as(Acting.system(HUALIEN)) as system:
            Officer.objects.bulk_create(officers)
            for n, ((town, role), officer) in enumerate(zip(posts, officers, strict=True)):
                acting = Acting(officer.id, officer.name, role, None, "辦公室", HUALIEN, town)
                self.workers.append(Worker(acting))
                home = villages_of(self.random.choice(TOWNS))[n % 5].code
                declare(by=system, officer_id=officer.id, national_id=f"STAFF{n}", kin=[f"KIN{n}"],
                        village=home, address=f"花蓮縣測試路{n}號")  # fmt: skip

    def _open_cases(self):
        members = []
        for n in range(360):
            town = TOWNS[n % 3]
            village = self.random.choice(villages_of(town)).code
            case = Case(
                county=HUALIEN, town=town, village=village, number=f"S{n}", period=115, procedure="hualien",
                program="senior_living_allowance", applicant_key=keyed_hash(f"P{n}.0"),
                status="second_review", opened_by=UUID(int=1),
            )  # fmt: skip
            self.cases.append(case)
            self.people[case.id] = [keyed_hash(f"P{n}.{m}") for m in range(2)]
            members += [Member(county=HUALIEN, case=case, relation="self", person_key=key, name="測民",
                               address=f"花蓮縣民眾路{n}號") for key in self.people[case.id]]  # fmt: skip
        with acting_as(Acting.system(HUALIEN)):
            Case.objects.bulk_create(self.cases)
            Member.objects.bulk_create(members)
        self.quiet = self.cases[240:]  # nobody has worked on these for half a year
        self.live = self.cases[:240]
        clerk = next(w for w in self.workers if w.acting.role is Role.VILLAGE_CLERK)
        for case in self.live:  # alive when the month begins
            self.act(clerk, case, datetime.combine(MONTH - timedelta(days=3), time(10), clock.TAIPEI))

    def act(self, worker, case, at):
        by = worker.acting
        self.events.append(AuditEvent(
            county=HUALIEN, day=clock.day_in_taiwan(at), sequence=0, at=at, event="case.moved",
            case_id=case.id, officer_id=by.officer_id, role=by.role, body="{}", previous_hash="", hash="",
        ))  # fmt: skip

    def look(self, worker, case, at):
        by = worker.acting
        for person in self.people[case.id]:
            worker.looks.append(Look(
                county=HUALIEN, case=case, person_key=person, kind="viewed", page="case", at=at,
                officer_id=by.officer_id, officer_name=by.name, role=by.role, town=by.town,
            ))  # fmt: skip

    def _work(self, worker, day):
        """An ordinary day: the cases of one's own office, most of them with something done."""
        self.officer_days += 1
        by, random = worker.acting, self.random
        own = [c for c in self.live if not by.town or c.town == by.town]
        many = {Role.SECTION_CHIEF: 18, Role.COUNTY_APPROVER: 18, Role.VILLAGE_CLERK: 5}.get(by.role, 11)
        share = {Role.SECTION_CHIEF: 0.6, Role.VILLAGE_CLERK: 0.7}.get(by.role, 0.85)
        moments = sorted(random.uniform(8.1, 17.4) for _ in range(many))
        if random.random() < 0.05:  # overtime: worked as well as looked
            moments += sorted(random.uniform(20.1, 21.8) for _ in range(5))
        for hour in moments:
            calls = random.random() < 0.03  # somebody rings about a case at rest
            pool = [c for c in self.quiet if not by.town or c.town == by.town] if calls else own
            case = random.choice(pool)
            at = datetime.combine(day, time(0), clock.TAIPEI) + timedelta(hours=hour)
            for _ in range(random.randint(1, 3)):
                self.look(worker, case, at)
                at += timedelta(seconds=random.randint(20, 400))
            if not calls and random.random() < share:
                self.act(worker, case, at)

    def _at(self, day, hour, minute=0):
        return datetime.combine(day, time(hour, minute), clock.TAIPEI)

    def _put_in(self, rule, worker, day, case=None):
        self.injected.append(
            (rule, worker.acting.officer_id if worker else None, case.id if case else None, day)
        )

    def _snoop(self):
        """Eight kinds, two of each where the kind has two faces."""
        of = {role: [w for w in self.workers if w.acting.role is role] for role in Role}
        workers = of[Role.TOWNSHIP_CASEWORKER]
        tuesday, friday = date(2026, 9, 8), date(2026, 9, 18)
        with acting_as(Acting.system(HUALIEN)) as system:
            self._of_the_circle(system, workers, tuesday, friday)
        idle = [c for c in self.quiet if c.town == workers[0].acting.town]
        for n in range(4):
            self.look(workers[0], idle[n], self._at(tuesday, 10, n))
        self._put_in("no_activity", workers[0], tuesday)
        for n in range(3):  # one and the same, day after day
            self.look(workers[4], idle_of(self, workers[4])[9], self._at(date(2026, 9, 14 + n), 11))
        self._put_in("no_activity", workers[4], date(2026, 9, 16))
        spree = [c for c in self.live if c.town == workers[5].acting.town][:40]
        for n, case in enumerate(spree):
            self.look(workers[5], case, self._at(friday, 15, n))
        self._put_in("burst", workers[5], friday)
        night = [c for c in self.live if c.town == workers[6].acting.town]
        for n in range(4):
            self.look(workers[6], night[n], self._at(date(2026, 9, 10), 23, n))
            self.look(workers[7], night[n + 8], self._at(date(2026, 9, 12), 14, n))  # a Saturday
        self._put_in("off_hours", workers[6], date(2026, 9, 10))
        self._put_in("off_hours", workers[7], date(2026, 9, 12))
        famous = self.quiet[0]
        for n, worker in enumerate(
            [*of[Role.COUNTY_REVIEWER], of[Role.SOCIAL_WORKER][0], of[Role.COUNTY_APPROVER][0]]
        ):
            self.look(worker, famous, self._at(date(2026, 9, 22) + timedelta(days=n % 3), 16, n))
        self._put_in("crowd", None, date(2026, 9, 24), famous)
        foreign = next(c for c in self.live if c.town != workers[8].acting.town)
        self.look(workers[8], foreign, self._at(tuesday, 9, 30))
        self._put_in("other_office", workers[8], tuesday, foreign)

    def _of_the_circle(self, system, workers, tuesday, friday):
        """Neighbors, kin by declaration and by register, a colleague."""
        mine = [c for c in self.live if c.town == workers[1].acting.town]
        declare(by=system, officer_id=workers[1].acting.officer_id, village="",
                address=Member.objects.filter(case=mine[60]).first().address)  # fmt: skip
        self.look(workers[1], mine[60], self._at(tuesday, 13, 5))
        self._put_in("neighbor", workers[1], tuesday, mine[60])
        other = [c for c in self.quiet if c.town == workers[2].acting.town]
        declare(by=system, officer_id=workers[2].acting.officer_id, village=other[3].village)
        self.look(workers[2], other[3], self._at(friday - timedelta(days=2), 9, 5))
        self.look(workers[2], other[3], self._at(friday, 9, 5))
        self._put_in("neighbor", workers[2], friday, other[3])
        theirs = [c for c in self.live if c.town == workers[3].acting.town]
        done = {e.case_id for e in self.events if e.officer_id == workers[3].acting.officer_id}
        mother, desk_mate = [c for c in theirs if c.id not in done][:2]
        self.people[mother.id].append(keyed_hash("KIN-M"))
        declare(by=system, officer_id=workers[3].acting.officer_id, national_id="STAFF-M", kin=["KIN-M"])
        self.look(workers[3], mother, self._at(tuesday, 14, 5))
        self._put_in("kin", workers[3], tuesday, mother)
        self.people[desk_mate.id].append(keyed_hash("STAFF-C"))
        colleague = next(w for w in self.workers if w.acting.role is Role.VILLAGE_CLERK)
        declare(by=system, officer_id=colleague.acting.officer_id, national_id="STAFF-C")
        self.look(workers[3], desk_mate, self._at(friday, 14, 5))
        self._put_in("colleague", workers[3], friday, desk_mate)

    def _keep(self):
        for worker in self.workers:
            with acting_as(worker.acting):
                Look.objects.bulk_create(worker.looks)
        with acting_as(Acting.system(HUALIEN)):
            AuditEvent.objects.bulk_create(self.events)


def idle_of(month, worker):
    return [c for c in month.quiet if c.town == worker.acting.town]
