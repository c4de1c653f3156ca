"""The demo county: its register, its offices, sixty cases with a past.

Two processes tell it at the same time, because it is the first thing a newcomer waits for. The last word of a
telling is an audit row; a telling without it was interrupted, and the next start begins afresh.
"""

import multiprocessing
from datetime import date, datetime, time, timedelta
from multiprocessing.synchronize import Barrier

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import Agency, Appointment, AuditEvent, Officer, OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.project.demo import nation
from welfare.project.demo.colleagues import load_colleagues
from welfare.project.demo.plans import Plan, plans
from welfare.project.demo.staff import HUALIEN, TAICHUNG, YULI, load_staff
from welfare.project.demo.telling import Teller

_NIGHT = time(2, 0)
_PATIENCE_SECONDS = 300
_KEPT = (Officer, Agency, Appointment)


class DemoNotLoaded(RuntimeError):
    """The demo county could not be told; the sentence says where to look."""


def is_loaded() -> bool:
    """Whether the county was told to its end."""
    with acting_as(Acting.system(HUALIEN)):
        return AuditEvent.objects.filter(event=Event.DEMO_TOLD, county=HUALIEN).exists()


def load_demo() -> None:
    """Found the nation, staff the offices, tell the past; what is already there stays as it is.

    Raises DemoNotLoaded when a teller failed.
    """
    register = nation.found(settings.DATA_DIR / "demo_nation")
    (settings.DATA_DIR / "official_documents").mkdir(parents=True, exist_ok=True)
    load_staff()
    load_colleagues()
    if is_loaded():
        return
    _start_afresh()
    _tell_together(plans(register))
    with acting_as(Acting.system(HUALIEN)) as by:
        _leave_for_the_night()
        _say_the_last_word(by=by)


def _start_afresh() -> None:
    """Remove what a broken telling left; the owner of the tables is asked, the application may not."""
    with acting_as(Acting.system(HUALIEN)):
        if not Case.objects.exists():
            return
    ours = [m for m in apps.get_models() if m.__module__.startswith("welfare.") and m not in _KEPT]
    names = ", ".join(sorted(f'"{model._meta.db_table}"' for model in ours))
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"truncate {names}, procrastinate_jobs cascade")


def _tell_together(everything: list[Plan]) -> None:
    """Yuli and Taichung in one process, the other townships in another."""
    here = [plan for plan in everything if plan.town == YULI or plan.town.startswith(TAICHUNG)]
    there = [plan for plan in everything if plan not in here]
    since = clock.today() - timedelta(days=max(plan.days for plan in everything))
    connections.close_all()  # a connection must not be shared across a fork
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(2, timeout=_PATIENCE_SECONDS)
    tellers = [
        fork.Process(target=_tell, args=(some, since, leads, barrier))
        for some, leads in ((here, True), (there, False))
    ]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    if any(teller.exitcode for teller in tellers):
        raise DemoNotLoaded("The demo county could not be loaded; what went wrong stands above.")


def _tell(some: list[Plan], since: date, leads: bool, barrier: Barrier) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit = off")  # made up again when lost
        Teller(some, since=since, leads=leads, in_step=barrier.wait).tell()
    except BaseException:
        barrier.abort()
        raise
    finally:
        connections.close_all()


def _leave_for_the_night() -> None:
    """What still waits in the queue waits for tonight's run; delivered messages need no job any more."""
    tonight = datetime.combine(clock.today() + timedelta(days=1), _NIGHT, clock.TAIPEI)
    waiting: list[str] = []
    for county in (HUALIEN, TAICHUNG):
        with acting_as(Acting.system(county)):
            messages = OutboxMessage.objects.filter(delivered_at__isnull=True, given_up_at__isnull=True)
            waiting += [str(message.id) for message in messages]
            messages.update(next_try_at=tonight)
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where status = 'todo' and args->>'message_id' <> all(%s)",
            [waiting],
        )
        cursor.execute("update procrastinate_jobs set scheduled_at = %s where status = 'todo'", [tonight])


@through_the_door("demo.say_the_last_word")
def _say_the_last_word(act: Act, *, by: Acting) -> None:
    act.audit(Event.DEMO_TOLD, cases=Case.objects.count())
