"""What the pages of who looked put on the screen: components made of rows, no writes."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roles import ROLE_LABELS, Permission, Role
from welfare.lookup.display import day_words, moment_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.looks import selectors
from welfare.lookup.looks.forms import FilterForm, TellForm
from welfare.lookup.looks.labels import ANSWER_LABELS, KIND_LABELS, RULE_LABELS
from welfare.lookup.looks.models import AlarmStatus, Look, LookAlarm, LookKind
from welfare.lookup.looks.strip import heat_strip
from welfare.lookup.looks.words import alarm_sentence, office_words, page_words
from welfare.web.components import Cell, Column, DataTable, Row, StatusTag
from welfare.web.components.marks import Family

STRIP_DAYS = 30
_ALARMS: dict[str, Family] = {
    AlarmStatus.OPEN: "waiting",
    AlarmStatus.EXPLAINED: "done",
    AlarmStatus.MISUSE: "stopped",
}


def places(by: Acting, here: str) -> list[tuple[str, str, bool]]:
    """(word, address, whether we are there): the sections this person may open."""
    found = [("mine", _("我查過什麼"), True)]
    found += [("officers", _("各人員"), by.can(Permission.LOOKS_SHEET_SIGN))]
    found += [("sheets", _("每月陳核表"), by.can(Permission.LOOKS_SHEET_SIGN))]
    found += [("alarms", _("警示"), by.can(Permission.LOOKS_ALARM_ANSWER))]
    return [(word, reverse(f"looks:{name}"), name == here) for name, word, may in found if may]


def listing(page: selectors.Page, form: FilterForm, *, with_officer: bool) -> dict[str, Any]:
    """Table of one page, the filter above it, the way to older rows."""
    chosen = {name: form[name].value() for name in form.fields if form[name].value()}
    return {
        "table": _table(page.rows, with_officer=with_officer) if page.rows else None,
        "filter": form,
        "is_narrowed": bool(chosen),
        "more": "?" + urlencode({**chosen, "after": page.more}) if page.more else "",
    }


def _table(rows: list[Look], *, with_officer: bool) -> DataTable:
    names = selectors.names_of(rows)
    who = [Column(_("誰"))] if with_officer else []
    return DataTable(
        caption=_("查閱紀錄"),
        columns=[
            Column(_("時間"), tight=True), *who, Column(_("做了什麼")), Column(_("看誰")),
            Column(_("資料來自")), Column(_("為什麼")),
        ],
        rows=[_row(list(looks), names, with_officer) for _page, looks in groupby(rows, _page_of)],
    )  # fmt: skip


def _page_of(look: Look) -> tuple[Any, ...]:
    """What rows of one opened page share; a question is a page of its own."""
    return look.officer_id, look.at, look.page, look.case_id, look.request_id


def _row(looks: list[Look], names: dict[tuple[UUID, str], str], with_officer: bool) -> Row:
    """One opened page: the people it showed stand in one row."""
    look = looks[0]
    who = [Cell(officer_words(look), second=office_of(look))] if with_officer else []
    page = "" if look.kind == LookKind.ASKED and look.page == "request" else page_words(look.page)
    people = dict.fromkeys(names.get((look.case_id, look.person_key), "") or _("家屬") for look in looks)
    return Row(
        [
            when(look),
            *who,
            Cell(KIND_LABELS[LookKind(look.kind)], second=page),
            "、".join(people),
            source_words({source for look in looks for source in look.sources}),
            Cell(look.case.number, url=reverse("desk:case", args=[look.case_id]), second=look.legal_basis),
        ]
    )


def when(look: Look) -> str:
    """115/11/22 09:31."""
    at = localtime(look.at)
    return f"{day_words(at.date())} {at:%H:%M}"


def officer_words(look: Look) -> str:
    if look.role == Role.SYSTEM:
        return _("系統")
    return look.officer_name + (_("（職務代理）") if look.on_behalf_of else "")


def office_of(look: Look) -> str:
    if look.role == Role.SYSTEM:
        return _("自動查調")
    office = look.agency_name or office_words(look.town, look.county)
    return f"{office}・{ROLE_LABELS[Role(look.role)]}"


def source_words(sources: Iterable[str]) -> str:
    return "、".join(sorted(str(SOURCE_LABELS.get(source, source)) for source in sources))


def mine(by: Acting, page: selectors.Page, form: FilterForm) -> dict[str, Any]:
    counts = selectors.calendar(by.officer_id, days=STRIP_DAYS)
    return {
        "places": places(by, "mine"),
        "strip": _strip(by.name, counts, by.county),
        "total": sum(counts.values()),
        **listing(page, form, with_officer=False),
    }


def _strip(name: str, counts: Any, county: str) -> Any:
    label = _("%(name)s 近 %(days)s 天：%(n)s 筆") % {
        "name": name, "days": STRIP_DAYS, "n": sum(counts.values()),
    }  # fmt: skip
    return heat_strip(label, counts, county=county, until=clock.today(), days=STRIP_DAYS)


def officers(by: Acting) -> dict[str, Any]:
    """One row per officer with the strip of thirty days; who has an open alarm stands first."""
    rows = selectors.officers(by, days=STRIP_DAYS)
    columns = [
        Column(_("人員")), Column(_("近 30 天")), Column(_("筆數"), numeric=True),
        Column(_("案件"), numeric=True), Column(_("最近一次"), tight=True), Column(_("待答警示")),
    ]  # fmt: skip
    cells = [
        Row(
            [
                Cell(
                    row.name,
                    url=reverse("looks:officer", args=[row.id]),
                    second=f"{office_words(row.town, by.county)}・{ROLE_LABELS[Role(row.role)]}",
                ),
                _strip(row.name, row.days, by.county),
                f"{row.looks:,}",
                f"{row.cases:,}",
                moment_words(row.last),
                StatusTag("waiting", _("%(n)s 筆") % {"n": row.alarms}) if row.alarms else "",
            ]
        )
        for row in rows
    ]
    return {
        "places": places(by, "officers"),
        "table": DataTable(_("各人員的查閱"), columns, cells) if rows else None,
    }


def officer(by: Acting, name: str, officer_id: Any, page: selectors.Page, form: FilterForm) -> dict[str, Any]:
    counts = selectors.calendar(officer_id, days=STRIP_DAYS)
    return {
        "places": places(by, "officers"),
        "name": name,
        "strip": _strip(name, counts, by.county),
        "total": sum(counts.values()),
        **listing(page, form, with_officer=False),
    }


def case(found: Case, page: selectors.Page, form: FilterForm, tell: TellForm | None) -> dict[str, Any]:
    return {"case": found, "tell": tell, **listing(page, form, with_officer=True)}


def alarms(by: Acting, status: str, rows: list[LookAlarm]) -> dict[str, Any]:
    """Open ones first; each with its sentence, its last day and its way to the answer."""
    words = [
        ("open", _("待答覆")),
        ("explained", _("有正當理由")),
        ("misuse", _("不當查閱")),
        ("", _("全部")),
    ]
    return {
        "places": places(by, "alarms"),
        "segments": [(word, f"?status={code or 'all'}", code == status) for code, word in words],
        "table": alarm_table(rows, linked=True) if rows else None,
    }


def alarm_table(rows: list[LookAlarm], *, linked: bool) -> DataTable:
    columns = [Column(_("日期"), tight=True), Column(_("警示")), Column(_("答覆"))]
    return DataTable(
        _("查閱警示"),
        columns,
        [
            Row(
                [
                    day_words(alarm.day),
                    Cell(
                        sentence(alarm),
                        url=reverse("looks:alarm", args=[alarm.id]) if linked else "",
                        second=RULE_LABELS.get(alarm.rule, alarm.rule),
                    ),
                    alarm_tag(alarm),
                ]
            )
            for alarm in rows
        ],
    )


def sentence(alarm: LookAlarm) -> str:
    return alarm_sentence(alarm.rule, alarm.officer_name, alarm.params)


def alarm_tag(alarm: LookAlarm) -> StatusTag:
    label = str(ANSWER_LABELS[AlarmStatus(alarm.status)])
    if alarm.status == AlarmStatus.OPEN:
        label = _("%(label)s，%(day)s 前") % {
            "label": label,
            "day": day_words(localtime(alarm.due_at).date()),
        }
    return StatusTag(_ALARMS[alarm.status], label)


def alarm(by: Acting, found: LookAlarm, form: Any) -> dict[str, Any]:
    looks = sorted(selectors.looks_by_id(found.looks).values(), key=lambda look: look.at)
    return {
        "alarm": found,
        "sentence": sentence(found),
        "rule": RULE_LABELS.get(found.rule, found.rule),
        "tag": alarm_tag(found),
        "table": _table(looks, with_officer=True) if looks else None,
        "form": form if found.status == AlarmStatus.OPEN and found.officer_id not in by.persons else None,
        "is_own": found.officer_id in by.persons,
        "answered": f"{day_words(localtime(found.answered_at).date())} {found.answered_by_name}"
        if found.answered_at
        else "",
    }
