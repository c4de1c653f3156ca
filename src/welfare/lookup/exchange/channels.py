"""How each register is doing in one county: kept for the board by the steps that find it out."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.models import Channel

#: steps of speaking to a register
ASK, SEND, COLLECT, ANSWERED = "ask", "send", "collect", "answered"
_ABOUT = timedelta(minutes=10)


def channel(county: str, source: str) -> Channel:
    """The row of a register, locked until this transaction ends. Call inside a verb."""
    Channel.objects.bulk_create([Channel(county=county, source=source)], ignore_conflicts=True)
    return Channel.objects.select_for_update().get(county=county, source=source)


def reached(county: str, source: str, step: str) -> None:
    """This step (ask, send, collect) got through; an answer ends every silence."""
    found = channel(county, source)
    found.reached_at = clock.now()
    if step == ANSWERED:
        found.answered_at = found.reached_at
    if step in {ANSWERED, found.silent_step}:
        found.silent_since, found.silent_step, found.trouble = None, "", ""
    found.save()


def silent(county: str, source: str, step: str, sentence: str) -> None:
    """This step gets nowhere. The first moment of the silence stays."""
    found = channel(county, source)
    found.silent_since = found.silent_since or clock.now()
    found.silent_step, found.trouble = step, sentence[:200]
    found.save()


@through_the_door("exchange.note_silence")
def note_silence(act: Act, *, by: Acting, source: str, step: str, sentence: str) -> None:
    """Nothing can be asked or collected there."""
    silent(by.county, source, step, sentence)
    act.audit(Event.EXCHANGE_CHANNEL_CHANGED, source=source, silent=True, step=step)


@through_the_door("exchange.note_return")
def note_return(act: Act, *, by: Acting, source: str, step: str) -> None:
    """It gets through again."""
    reached(by.county, source, step)
    act.audit(Event.EXCHANGE_CHANNEL_CHANGED, source=source, silent=False, step=step)


def broken_sentence(step: str, error: Exception) -> str:
    """For a fault of our own program: the operator can only report it; the text of an error may hold data."""
    return _("程式在「%(step)s」出錯（%(error)s）。請把這一行告訴維護廠商；資料沒有遺失，系統會再試。") % {
        "step": step,
        "error": type(error).__name__,
    }


def note_pace(county: str, source: str, answered_at: datetime, took_ms: int) -> None:
    """A figure for the board, nobody's act: written only when it is no longer about right."""
    known = Channel.objects.filter(county=county, source=source).first()
    if known and known.answered_at and answered_at - known.answered_at < _ABOUT:
        return
    found = channel(county, source)
    found.answered_at, found.reached_at, found.took_ms = answered_at, answered_at, took_ms
    found.save()
