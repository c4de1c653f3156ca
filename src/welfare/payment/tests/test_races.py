"""Two people at once, and a server that dies: everything is committed for real here."""

import threading
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection

from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.payment import policies, services
from welfare.payment.models import Cause, PaymentLine, PaymentRoster, RosterStatus
from welfare.payment.tests.factories import DECEMBER, PROGRAM, an_entitled_case
from welfare.project.demo.staff import HUALIEN


def acting(username: str) -> Acting:
    found = acting_for(Officer.objects.get(username=username))
    assert found is not None
    return found


def at_once(*acts) -> list[str]:
    """Run each act in a thread of its own, started together; what each ended as, sorted."""
    barrier, ends = threading.Barrier(len(acts)), []

    def run(act) -> None:
        try:
            barrier.wait()
            act()
            ends.append("done")
        except (policies.NothingToPay, policies.NotNow, IntegrityError) as refused:
            ends.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


@pytest.mark.proves("R18")
def test_two_accountants_who_prepare_at_once_pay_nobody_twice(own_database) -> None:
    for _n in range(5):
        an_entitled_case()

    def prepare(username: str):
        def act() -> None:
            with acting_as(acting(username)) as by:
                services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)

        return act

    assert at_once(prepare("accountant"), prepare("accountant2")) == ["NothingToPay", "done"]
    with acting_as(Acting.system(HUALIEN)):
        assert PaymentLine.objects.count() == 5


@pytest.mark.proves("R18")
def test_the_database_refuses_the_second_payment_of_a_month_even_without_any_lock_of_ours(
    own_database,
) -> None:
    case, entitlement = an_entitled_case()
    with acting_as(acting("accountant")) as by:
        frozen = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER)
        services.withdraw_roster(by=by, roster=frozen, because="重做")
        line = PaymentLine.objects.get(roster=frozen)

    def insert(position: int):
        def act() -> None:
            with acting_as(Acting.system(HUALIEN)):
                PaymentLine.objects.bulk_create(
                    [
                        PaymentLine(
                            id=uuid.uuid4(), county=HUALIEN, case=case, roster=frozen,
                            entitlement=entitlement, account_id=line.account_id, position=position,
                            program=PROGRAM,
                            person_key=entitlement.person_key, benefit_month=DECEMBER, amount=8329,
                            cause=Cause.NEW,
                        )
                    ]
                )  # fmt: skip

        return act

    assert at_once(insert(101), insert(102)) == ["IntegrityError", "done"]


def test_a_server_killed_between_prepare_and_release_loses_nothing_and_pays_once(own_database) -> None:
    an_entitled_case()
    with acting_as(acting("accountant")) as by:
        roster = services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER, key="form-1")

    def die_while_releasing() -> None:
        try:
            with acting_as(acting("accountant2")) as by:
                services.release(by=by, roster=roster, key="form-2")
                with connection.cursor() as cursor:
                    cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        except DatabaseError as killed:
            ends.append(type(killed).__name__)
        finally:
            connection.close()

    ends: list[str] = []
    thread = threading.Thread(target=die_while_releasing)
    thread.start()
    thread.join()
    assert ends == ["OperationalError"]
    with acting_as(acting("accountant")) as by:
        assert PaymentRoster.objects.get().status == RosterStatus.PREPARED
        assert services.prepare_roster(by=by, program=PROGRAM, pay_month=DECEMBER, key="form-1") == roster
    with acting_as(acting("accountant2")) as by:
        services.release(by=by, roster=roster, key="form-2")
        file = services.write_file(by=by, roster=roster)
        assert (file.line_count, file.total_amount) == (1, 8329)
