"""Two people, neither of whom decided; everything checked again; the database has the last word."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from welfare.case.models import Member, StepDone, TimelineEntry
from welfare.case.policies import NotNow
from welfare.documents.services import content_of
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent, Promise
from welfare.foundation.row_access import acting_as
from welfare.intake.models import PayeeAccount
from welfare.payment import policies, services
from welfare.payment.models import Cause, PaymentLine, PaymentRoster, RosterStatus, TransferFile
from welfare.payment.rosters.transfer import make_file
from welfare.payment.tests.factories import DECEMBER, PROGRAM, an_account, an_entitled_case
from welfare.project.demo.staff import HUALIEN, officer_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(as_) -> PaymentRoster:
    """Two cases frozen for December by the accountant."""
    an_entitled_case()
    an_entitled_case(amount=4164)
    with as_("accountant") as by:
        return services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)


@pytest.mark.proves("R26")
def test_the_accountant_who_prepared_cannot_release(as_, prepared) -> None:
    with as_("accountant") as by, pytest.raises(policies.SamePerson, match="您製作的"):
        services.release(by=by, roster=prepared)


@pytest.mark.proves("R26")
def test_whoever_a_deputy_prepared_it_for_cannot_release_it(as_, acting) -> None:
    """Two accountants may swap parts next month, but a deputy's work counts as the absent person's."""
    an_entitled_case()
    holder = acting("accountant2")
    deputy = replace(acting("accountant"), on_behalf_of=holder.officer_id)
    with acting_as(deputy):
        roster = services.prepare_roster(by=deputy, program=PROGRAM, pay_month=DECEMBER)
    with acting_as(holder), pytest.raises(policies.SamePerson):
        services.release(by=holder, roster=roster)


@pytest.mark.proves("R26")
def test_the_database_refuses_the_same_person_as_well(as_, prepared) -> None:
    with as_("accountant") as by, pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        PaymentRoster.objects.filter(pk=prepared.pk).update(
            status=RosterStatus.RELEASED, released_by=by.officer_id
        )


def _decided_by_approver(roster: PaymentRoster) -> None:
    """The case factory left `decide` by the approver behind each approved case."""
    assert (
        StepDone.objects.filter(act="decide", officer_id=officer_id("approver")).count() == roster.line_count
    )


@pytest.mark.proves("R26")
def test_the_approver_who_decided_cannot_release_and_reads_which_cases(as_, prepared) -> None:
    with as_("approver") as by:
        _decided_by_approver(prepared)
        with pytest.raises(policies.DecidedThemselves, match="有 2 件的核定是您做的"):
            services.release(by=by, roster=prepared)
        line = PaymentLine.objects.filter(roster=prepared).first()
        with pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
            StepDone.objects.bulk_create(
                [
                    StepDone(
                        county=HUALIEN, case_id=line.case_id, act="release_payment",
                        officer_id=by.officer_id, officer_name=by.name,
                    )
                ]
            )  # fmt: skip


def test_a_second_accountant_releases_and_the_file_is_made_and_told(as_, prepared) -> None:
    with as_("accountant2") as by:
        released = services.release(by=by, roster=prepared)
        assert (released.status, released.released_by_name) == (RosterStatus.RELEASED, "邱測帳")
        file = services.write_file(by=by, roster=released)
        assert (file.line_count, file.total_amount) == (2, 12493)
        assert content_of(file.document.file).count(b"\r\n") == 2
    with acting_as(Acting.system(HUALIEN)):
        assert PaymentRoster.objects.get().status == RosterStatus.FILE_MADE
        told = TimelineEntry.objects.filter(message__startswith="撥款").order_by("case__number")
        assert [entry.text for entry in told] == [
            "撥款 8,329 元（115 年 12 月，新增）：轉帳檔已產生，預定 115 年 12 月 10 日入帳",
            "撥款 4,164 元（115 年 12 月，新增）：轉帳檔已產生，預定 115 年 12 月 10 日入帳",
        ]
        assert not Promise.objects.filter(kept_at__isnull=True).exists()
        assert AuditEvent.objects.filter(event=Event.PAYMENT_FILE_WRITTEN).count() == 1


def test_a_second_copy_of_the_file_has_the_same_bytes_and_tells_nobody_twice(as_, prepared) -> None:
    with as_("accountant2") as by:
        services.release(by=by, roster=prepared)
        first = services.write_file(by=by, roster=prepared)
        content = content_of(first.document.file)
        assert services.write_file(by=by, roster=prepared) == first
        assert make_file(PaymentRoster.objects.get(pk=prepared.pk)).content == content
        assert TransferFile.objects.count() == 1
        assert TimelineEntry.objects.filter(message__startswith="撥款").count() == 2


def test_a_file_that_would_come_out_differently_is_never_handed_out_as_the_same(as_, prepared) -> None:
    with as_("accountant2") as by:
        services.release(by=by, roster=prepared)
        services.write_file(by=by, roster=prepared)
    with acting_as(Acting.system(HUALIEN)):
        account = PayeeAccount.objects.first()
        account.account_number = account.account_number[::-1]
        account.save(update_fields=["account_number"])
    with as_("accountant2") as by, pytest.raises((policies.FileDiffers, policies.RosterNotSound)):
        services.write_file(by=by, roster=prepared)


def test_there_is_no_file_before_the_release(as_, prepared) -> None:
    with as_("accountant2") as by, pytest.raises(NotNow, match="等放行"):
        services.write_file(by=by, roster=prepared)


def _dies(case) -> None:
    Member.objects.filter(case=case).update(died_on=DECEMBER)


def _changes_account(case) -> None:
    PayeeAccount.objects.filter(case=case).update(replaced_at=case.opened_at)
    an_account(case)


@pytest.mark.parametrize(("change", "words"), [(_dies, "已死亡"), (_changes_account, "換了帳戶")])
def test_what_changed_since_the_freeze_stops_the_release_and_names_the_case(
    as_, prepared, change, words
) -> None:
    with acting_as(Acting.system(HUALIEN)):
        case = PaymentLine.objects.filter(roster=prepared).first().case
        change(case)
    with as_("accountant2") as by:
        with pytest.raises(policies.RosterNotSound) as stopped:
            services.release(by=by, roster=prepared)
        (problem,) = stopped.value.problems
        assert problem.case_number == case.number
        assert words in problem.sentence
    with acting_as(Acting.system(HUALIEN)):
        assert PaymentRoster.objects.get().status == RosterStatus.PREPARED


def test_a_withdrawn_roster_frees_its_months_and_keeps_its_lines(as_, prepared) -> None:
    with as_("accountant2") as by:
        with pytest.raises(NotNow, match="請寫撤回的原因"):
            services.withdraw_roster(by=by, roster=prepared, because=" ")
        services.withdraw_roster(by=by, roster=prepared, because="第 1 筆帳戶錯誤")
    with as_("accountant") as by:
        again = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
        assert (again.batch, again.total_amount) == (2, prepared.total_amount)
        assert PaymentLine.objects.filter(roster=prepared, withdrawn=True).count() == 2
        with pytest.raises(NotNow, match="已撤回"):
            services.withdraw_roster(by=by, roster=prepared, because="再一次")


def test_the_database_refuses_to_release_a_roster_that_differs_from_its_lines(as_, prepared) -> None:
    with as_("accountant") as by:
        line = PaymentLine.objects.filter(roster=prepared).first()
        PaymentLine.objects.bulk_create(
            [
                PaymentLine(
                    county=HUALIEN, case=line.case, roster=prepared, entitlement=line.entitlement,
                    account=line.account, position=99, program=PROGRAM, person_key=line.person_key,
                    benefit_month=line.benefit_month.replace(month=1), amount=1, cause=Cause.BACK_PAYMENT,
                )
            ]
        )  # fmt: skip
        assert by.county == HUALIEN
    with as_("accountant2") as by:
        with pytest.raises(policies.RosterNotSound, match="不一致"):
            services.release(by=by, roster=prepared)
        with pytest.raises(IntegrityError, match="equal its lines"), transaction.atomic():
            PaymentRoster.objects.filter(pk=prepared.pk).update(
                status=RosterStatus.RELEASED, released_by=by.officer_id
            )


def test_a_released_roster_takes_no_more_lines_and_never_goes_back(as_, prepared) -> None:
    with as_("accountant2") as by:
        services.release(by=by, roster=prepared)
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            PaymentLine.objects.filter(roster=prepared).update(withdrawn=True)
        with pytest.raises(IntegrityError, match="cannot go from"), transaction.atomic():
            PaymentRoster.objects.filter(pk=prepared.pk).update(status=RosterStatus.PREPARED)


def test_a_caseworker_sees_what_her_case_was_paid_and_cannot_write_money(as_, prepared) -> None:
    with as_("caseworker") as by:
        assert PaymentLine.objects.filter(roster=prepared).count() == 2
        line = PaymentLine.objects.filter(roster=prepared).first()
        line.pk, line.position, line.benefit_month = None, 7, line.benefit_month.replace(month=1)
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            PaymentLine.objects.bulk_create([line])
        assert by.town
    with as_("caseworker2"):
        assert not PaymentLine.objects.exists()
