"""Freeze a month: what is owed becomes a roster whose lines nobody can change any more."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max

from welfare.documents.models import GeneratedDocument
from welfare.documents.services import store_generated
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roles import Role
from welfare.payment import months, permissions, policies, selectors
from welfare.payment.models import Cause, HeldPayment, PaymentLine, PaymentRoster
from welfare.payment.rosters.draft import Draft, draft_roster
from welfare.payment.rosters.sheet import Head, table_of
from welfare.payment.services.four_eyes import record_for_roster
from welfare.payment.sheets import CSV, ODS, as_csv, as_ods
from welfare.rules.registry import program as program_of

RELEASE = "payment_release"
_BATCH = 2000


@through_the_door("payment.prepare_roster")
def prepare_roster(
    act: Act, *, by: Acting, program: str, pay_month: date, pay_on: date | None = None
) -> PaymentRoster:
    """Take up every owed month of a county and program up to `pay_month`, and freeze it with its sheets.

    One transaction: a killed server leaves nothing behind, and the same key answers the same roster. People
    who may not be paid now are kept as HeldPayment with the reason. pay_on: day of the credit, needed when
    the county's pay day is unknown or has passed. Raises policies.PayDayNeeded, NothingToPay,
    DecidedThemselves.
    """
    permissions.check_prepare(by)
    pay_month = months.first_of(pay_month)
    _one_at_a_time(by.county, program)
    day = policies.pay_day_for(by=by, program=program, pay_month=pay_month, entered=pay_on)
    draft = draft_roster(county=by.county, program=program, pay_month=pay_month)
    if not draft.lines:
        raise policies.nothing_to_pay(pay_month, len(draft.held))
    roster = _roster(by, program, pay_month, day, draft)
    roster.sheet, roster.plain_sheet = _sheets(by, roster, draft)
    PaymentRoster.objects.bulk_create([roster])
    _freeze(roster, draft)
    record_for_roster(roster, did="prepare_payment", by=by)
    act.audit(Event.PAYMENT_ROSTER_PREPARED, roster=str(roster.id), **_figures(roster))
    act.promise(RELEASE, str(roster.id), due_at=_release_by(roster), owner_role=Role.ACCOUNTANT)
    return roster


def _one_at_a_time(county: str, program: str) -> None:
    """Two people who prepare at once: the second waits, and then finds nothing owed."""
    digest = hashlib.sha256(f"payment:{county}:{program}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)])


def _roster(by: Acting, program: str, pay_month: date, day: date, draft: Draft) -> PaymentRoster:
    earlier = PaymentRoster.objects.filter(county=by.county, program=program, pay_month=pay_month)
    roster = PaymentRoster(
        county=by.county,
        program=program,
        pay_month=pay_month,
        batch=(earlier.aggregate(last=Max("batch"))["last"] or 0) + 1,
        line_count=len(draft.lines),
        total_amount=draft.total,
        new_count=draft.count(Cause.NEW),
        continued_count=draft.count(Cause.CONTINUED),
        back_payment_count=draft.count(Cause.BACK_PAYMENT),
        held_count=len(draft.held),
        pay_on=day,
        prepared_by=by.officer_id,
        prepared_by_name=by.name,
        prepared_on_behalf_of=by.on_behalf_of,
    )
    paid = {line.person_key for line in draft.lines if line.month == pay_month}
    last_month = selectors.stopped_since(roster).values_list("person_key", flat=True)
    roster.stopped_count = sum(person not in paid for person in last_month)
    return roster


def _sheets(by: Acting, roster: PaymentRoster, draft: Draft) -> tuple[GeneratedDocument, GeneratedDocument]:
    name = program_of(roster.program).name_zh
    head = Head(by.agency_name, name, roster.pay_month, roster.batch, roster.pay_on, clock.today(), by.name)
    rows = list(table_of(draft, head))
    stem = f"撥款清冊-{roster.program}-{roster.pay_month:%Y%m}-{roster.batch}"
    kept: dict[str, Any] = {
        "by": by,
        "case": None,
        "kind": "payment_roster",
        "title": f"{name}撥款清冊 {roster.pay_month:%Y-%m} 第 {roster.batch} 批",
        "amount": draft.total,
    }
    return (
        store_generated(file_name=f"{stem}.ods", content=as_ods("撥款清冊", rows), media_type=ODS, **kept),
        store_generated(file_name=f"{stem}.csv", content=as_csv(rows), media_type=CSV, **kept),
    )


def _freeze(roster: PaymentRoster, draft: Draft) -> None:
    # COPY cannot be used: PostgreSQL refuses COPY FROM on tables with row-level security
    PaymentLine.objects.bulk_create(
        [
            PaymentLine(
                county=roster.county,
                case=line.case,
                roster=roster,
                entitlement_id=line.entitlement_id,
                account=line.account,
                position=position,
                program=roster.program,
                person_key=line.person_key,
                benefit_month=line.month,
                amount=line.amount,
                cause=line.cause,
            )
            for position, line in enumerate(draft.lines, start=1)
        ],
        batch_size=_BATCH,
    )
    HeldPayment.objects.bulk_create(
        [
            HeldPayment(
                county=roster.county,
                case=one.case,
                roster=roster,
                entitlement_id=one.entitlement_id,
                reason=one.reason,
                month_count=one.month_count,
                amount=one.amount,
            )
            for one in draft.held
        ],
        batch_size=_BATCH,
    )


def _figures(roster: PaymentRoster) -> dict[str, Any]:
    return {
        "lines": roster.line_count,
        "amount": roster.total_amount,
        "held": roster.held_count,
        "stopped": roster.stopped_count,
    }


def _release_by(roster: PaymentRoster) -> Any:
    """The end of the office day before the credit: the institution needs the file a day earlier."""
    calendar = OfficeCalendar(roster.county)
    day = max(calendar.add_office_days(roster.pay_on, -1), clock.today())
    return clock.start_of_day(day + timedelta(days=1))
