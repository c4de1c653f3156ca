"""The demo county: its register, its offices, seventy-five cases with a past.

Two processes tell it at the same time, because it is the first thing a newcomer waits for. First and last
word of a telling are audit rows; one without its last word was interrupted, and the next start begins afresh.
"""

import multiprocessing
import shutil
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from multiprocessing.synchronize import Barrier
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, models, transaction

from welfare.case.models import Case
from welfare.case.states import OCCUPYING, Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import Agency, Appointment, AuditEvent, Officer, OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.project.demo import nation
from welfare.project.demo.colleagues import load_colleagues
from welfare.project.demo.plans import Plan, plans
from welfare.project.demo.staff import HUALIEN, TAICHUNG, load_staff
from welfare.project.demo.telling import Teller

_NIGHT = time(2, 0)
_PATIENCE_SECONDS = 300
#: on which days of the telling the planner's figures are refreshed
_LOOKS_AT_TABLES = frozenset({2, 6, 14, 28})
_KEPT = (Officer, Agency, Appointment)


class DemoNotLoaded(SystemExit):
    """The demo county could not be told: the program ends with this sentence."""


def is_loaded() -> bool:
    """Whether the county was told to its end."""
    return _was_said(Event.DEMO_TOLD)


def load_demo() -> None:
    """Found the nation, staff the offices, tell the past; what is already there stays as it is.

    Raises DemoNotLoaded when a teller failed, or when the database holds cases that nobody told.
    """
    register = nation.found(settings.DATA_DIR / "demo_nation")
    load_staff()
    load_colleagues()
    pickup = settings.DATA_DIR / "official_documents"
    if not is_loaded():
        if _was_said(Event.DEMO_BEGUN):
            _start_afresh(pickup)
        pickup.mkdir(parents=True, exist_ok=True)
        _tell(plans(register))


def _tell(everything: list[Plan]) -> None:
    with acting_as(Acting.system(HUALIEN)) as by:
        if Case.objects.exists():
            raise DemoNotLoaded("This database holds cases that are not the demo's. Use another database.")
        _say(by=by, word=Event.DEMO_BEGUN)
    _tell_together(everything)
    _analyze()
    with acting_as(Acting.system(HUALIEN)) as by:
        _leave_for_the_night()
        _say(by=by, word=Event.DEMO_TOLD)


def _was_said(word: Event) -> bool:
    with acting_as(Acting.system(HUALIEN)):
        return AuditEvent.objects.filter(event=word, county=HUALIEN).exists()


def _start_afresh(pickup: Path) -> None:
    """Remove what a broken telling left; the owner of the tables is asked, the application may not."""
    shutil.rmtree(pickup, ignore_errors=True)
    names = ", ".join(f'"{model._meta.db_table}"' for model in _our_models())
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"truncate {names}, procrastinate_jobs cascade")


def _tell_together(everything: list[Plan]) -> None:
    """Some townships in one process, the others in another."""
    halves = _halves(everything)
    since = clock.today() - timedelta(days=max(plan.days for plan in everything))
    connections.close_all()  # a connection must not be shared across a fork
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(2, timeout=_PATIENCE_SECONDS)
    tellers = [
        fork.Process(target=_tell_some, args=(some, since, leads, barrier))
        for some, leads in zip(halves, (True, False), strict=True)
    ]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    if any(teller.exitcode for teller in tellers):
        raise DemoNotLoaded("The demo county could not be loaded; what went wrong stands above.")


def _halves(everything: list[Plan]) -> tuple[list[Plan], list[Plan]]:
    """About the same work in each; a township stays together, because it sends its rosters as one."""
    towns: dict[str, list[Plan]] = defaultdict(list)
    for plan in everything:
        towns[plan.town].append(plan)
    halves: tuple[list[Plan], list[Plan]] = [], []
    for plans_of_town in sorted(towns.values(), key=_work, reverse=True):
        min(halves, key=_work).extend(plans_of_town)
    return halves


def _work(some: list[Plan]) -> int:
    """A case that ends with a letter is about twice the work of one on its way."""
    return sum(1 if plan.ends & OCCUPYING - {Status.APPROVED} else 2 for plan in some)


def _tell_some(some: list[Plan], since: date, leads: bool, barrier: Barrier) -> None:
    # row access makes planning a query dearer than running it: here each is planned once
    connection.settings_dict["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 2}
    try:
        with connection.cursor() as cursor:
            cursor.execute("set synchronous_commit = off")  # made up again when lost
        Teller(some, since=since, leads=leads, in_step=_keeping_step(barrier, leads)).tell()
    except BaseException:
        barrier.abort()
        raise
    finally:
        connections.close_all()


def _keeping_step(barrier: Barrier, leads: bool) -> Callable[[], None]:
    """Wait for the other teller; the leader tells the planner of tables that grew from nothing."""
    steps = count()

    def step() -> None:
        if leads and next(steps) in _LOOKS_AT_TABLES:
            _analyze()
        barrier.wait()

    return step


def _analyze() -> None:
    tables = ", ".join(f'"{model._meta.db_table}"' for model in _our_models())
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"analyze {tables}")


def _our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("welfare.") and m not in _KEPT]


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


@through_the_door("demo.say")
def _say(act: Act, *, by: Acting, word: Event) -> None:
    act.audit(word, cases=Case.objects.count())
