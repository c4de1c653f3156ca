"""How each register is doing, in words: working, slow, overdue, silent since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.foundation import clock
from welfare.lookup.agencies import by_parcels
from welfare.lookup.display import moment_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.models import Channel, Parcel, ParcelStatus
from welfare.lookup.purposes import sources
from welfare.web.components import StatusTag
from welfare.web.components.marks import Family

#: answers that take longer than this while one waits
_SLOW_AT_ONCE = timedelta(seconds=10)
_OPEN = (ParcelStatus.PREPARED, ParcelStatus.SENT, ParcelStatus.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class State:
    """One register. `words` say what it means for whoever waits; `trouble` is the sentence of a silence."""

    source: str
    family: Family
    words: str
    trouble: str = ""

    @property
    def label(self) -> str:
        return str(SOURCE_LABELS[self.source])

    @property
    def tag(self) -> StatusTag:
        return StatusTag(self.family, self.words)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Parcels out with one register: the oldest, and the one longest overdue."""

    oldest: datetime | None
    overdue: datetime | None


def states(county: str) -> list[State]:
    """Every register as this county sees it, in the order they are asked. Reads as whoever is acting."""
    channels = {channel.source: channel for channel in Channel.objects.filter(county=county)}
    return [_state(county, source, channels.get(source)) for source in sources()]


def _state(county: str, source: str, channel: Channel | None) -> State:
    waiting = _waiting(county, source)
    if channel is not None and channel.silent_since is not None:
        since = _("%(when)s 起沒有回應") % {"when": moment_words(channel.silent_since)}
        return State(source, "stopped", since, channel.trouble)
    if waiting.overdue is not None:
        late = _("逾期：%(when)s 前該回覆的還沒有回覆") % {"when": moment_words(waiting.overdue)}
        return State(source, "stopped", late)
    if _is_slow(source, channel, waiting):
        return State(source, "waiting", _slow_words(waiting))
    if channel is None or channel.answered_at is None:
        return State(source, "draft", _("還沒有往來"))
    if channel.took_ms is None:
        return State(source, "done", _("正常"))
    pace = duration_words(timedelta(milliseconds=channel.took_ms))
    return State(source, "done", _("正常，通常 %(pace)s 內回覆") % {"pace": pace})


def _waiting(county: str, source: str) -> _Waiting:
    now = clock.now()
    out = Parcel.objects.filter(county=county, source=source)
    oldest = out.filter(status__in=_OPEN, sent_at__isnull=False).aggregate(at=Min("sent_at"))["at"]
    failed = out.filter(status=ParcelStatus.FAILED, due_at__lte=now, next_try_at__isnull=False)
    overdue = failed.aggregate(at=Max("due_at"))["at"]
    return _Waiting(oldest, overdue)


def _is_slow(source: str, channel: Channel | None, waiting: _Waiting) -> bool:
    connector = by_parcels(source)
    if connector is None:
        took = timedelta(milliseconds=(channel.took_ms or 0) if channel else 0)
        return took > _SLOW_AT_ONCE
    return waiting.oldest is not None and clock.now() - waiting.oldest > connector.answer_within / 2


def _slow_words(waiting: _Waiting) -> str:
    if waiting.oldest is None:
        return _("慢：回覆要等比較久")
    return _("慢：%(when)s 送出的還在等") % {"when": moment_words(waiting.oldest)}


def duration_words(took: timedelta) -> str:
    """A span in the largest unit that says enough: 幾秒, 12 分鐘, 5 小時, 2 天."""
    minutes = int(took / timedelta(minutes=1))
    if minutes < 1:
        return _("一分鐘")
    if minutes < 60:
        return ngettext("%(n)d 分鐘", "%(n)d 分鐘", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d 小時", "%(n)d 小時", hours) % {"n": hours}
    return ngettext("%(n)d 天", "%(n)d 天", hours // 24) % {"n": hours // 24}
