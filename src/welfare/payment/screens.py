"""What the pages of payment show, as components."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.money import format_ntd, to_upper_chinese
from welfare.foundation.roles import Permission
from welfare.payment import months, selectors, tables
from welfare.payment.forms import ActForm, PrepareForm, WithdrawForm
from welfare.payment.labels import day_words, month_words, program_words, roster_name, status_tag
from welfare.payment.models import PaymentRoster, RosterStatus, TransferFile
from welfare.payment.policies import Problem, RosterNotSound
from welfare.web.components import Link, Notification, SummaryList, SummaryRow

Verb = Callable[..., object]
_SHOWN_PROBLEMS = 200


def rosters(by: Acting, before: str, form: PrepareForm | None = None) -> dict[str, Any]:
    """The list, what is owed, the next pay day, and the form that prepares; the form only for who may use
    it, with the program to which most people wait."""
    shown = selectors.rosters_page(_uuid(before))
    form = form or PrepareForm()
    offered = [code for code, _words in form.fields["program"].choices]  # type: ignore[attr-defined]
    owed = {code: _owed(by, code) for code in offered}
    program = form.data.get("program", "")
    if program not in owed:
        program = max(owed, key=lambda code: owed[code])
    month, day = months.next_pay_month(county=by.county, program=program)
    form.initial.update(pay_month=month.isoformat(), program=program)
    return {
        "form": form if by.can(Permission.PAYMENT_PREPARE) else None,
        "month": month_words(month),
        "pay_day": day_words(day) if day else "",
        "persons": sum(persons for persons, _amount in owed.values()),
        "amount": format_ntd(sum(amount for _persons, amount in owed.values())),
        "owed": [
            (program_words(code), persons, format_ntd(amount))
            for code, (persons, amount) in owed.items()
            if persons
        ],
        "table": tables.rosters(shown.rows) if shown.rows else None,
        "more": shown.more,
    }


def _owed(by: Acting, program: str) -> tuple[int, int]:
    """(persons, NT$) owed up to the next pay month."""
    month, _day = months.next_pay_month(county=by.county, program=program)
    return selectors.due_count(county=by.county, program=program, until=month)


def roster(
    found: PaymentRoster,
    by: Acting,
    *,
    after: str = "",
    refusal: Exception | None = None,
    form: ActForm | WithdrawForm | None = None,
) -> dict[str, Any]:
    """Totals first; then what may be done by whom; then lines, held and stopped."""
    lines = selectors.lines_page(found, int(after) if after.isdecimal() else 0)
    held = list(selectors.held_of(found)[:_SHOWN_PROBLEMS])
    stopped = list(selectors.stopped_since(found)[:_SHOWN_PROBLEMS]) if _is_standing(found) else []
    file = selectors.transfer_file(found)
    problems = refusal.problems if isinstance(refusal, RosterNotSound) else ()
    return {
        "roster": found,
        "name": roster_name(found),
        "tag": status_tag(found),
        "total": format_ntd(found.total_amount),
        "total_words": to_upper_chinese(found.total_amount),
        "summary": _summary(found, file),
        "refusal": Notification("stop", str(refusal)) if refusal else None,
        "problems": tables.problems(_one_per_case(problems)) if problems else None,
        "lines": tables.lines(lines.rows, found),
        "more": lines.more,
        "held": tables.held(held) if held else None,
        "stopped": tables.stopped(stopped) if stopped else None,
        **_acts(found, by, form),
    }


def _is_standing(found: PaymentRoster) -> bool:
    return found.status != RosterStatus.WITHDRAWN


def _acts(found: PaymentRoster, by: Acting, form: ActForm | WithdrawForm | None) -> dict[str, Any]:
    """Which forms the page offers. Who prepared reads why the release is not offered."""
    is_prepared = found.status == RosterStatus.PREPARED
    may_release = is_prepared and by.can(Permission.PAYMENT_RELEASE)
    is_own = found.prepared_by in by.persons
    may_write = by.can(Permission.PAYMENT_PREPARE) or by.can(Permission.PAYMENT_RELEASE)
    return {
        "release": ActForm() if may_release and not is_own else None,
        "own": may_release and is_own,
        "withdraw": (form if isinstance(form, WithdrawForm) else WithdrawForm())
        if is_prepared and may_write
        else None,
        "write": ActForm() if found.status == RosterStatus.RELEASED and may_write else None,
        "rewrite": ActForm() if found.status == RosterStatus.FILE_MADE and may_write else None,
    }


def _summary(found: PaymentRoster, file: TransferFile | None) -> SummaryList:
    rows = [
        SummaryRow(_("項目"), program_words(found.program)),
        SummaryRow(_("撥款日"), day_words(found.pay_on)),
        SummaryRow(_("合計大寫"), to_upper_chinese(found.total_amount)),
        SummaryRow(_("製作"), _who_when(found.prepared_by_name, found.prepared_at)),
        SummaryRow(_("放行"), _who_when(found.released_by_name, found.released_at) or _("還沒有人放行")),
    ]
    if found.withdrawn_at:
        why = _who_when(found.withdrawn_by_name, found.withdrawn_at)
        rows.append(SummaryRow(_("撤回"), why, note=found.withdrawn_because))
    if found.sheet and found.plain_sheet:
        rows.append(SummaryRow(_("清冊"), _download(found.sheet_id, "ODS")))
        rows.append(SummaryRow(_("清冊（純文字）"), _download(found.plain_sheet_id, "CSV")))
    if file:
        note = _("%(n)d 筆 %(amount)s，SHA-256 %(digest)s。這個系統不傳送檔案，請依金融機構的方式交付。") % {
            "n": file.line_count,
            "amount": format_ntd(file.total_amount),
            "digest": f"{file.sha256[:16]}…",
        }
        rows.append(SummaryRow(_("轉帳檔"), _download(file.document_id, file.document.file_name), note=note))
    return SummaryList(rows)


def _who_when(name: str, at: Any) -> str:
    if at is None:
        return ""
    local = at.astimezone(clock.TAIPEI)
    return f"{name}　{day_words(local.date())} {local:%H:%M}"


def _download(document_id: UUID | None, label: str) -> Link:
    return Link(label, reverse("payment:download", args=[document_id]), icon="download")


def _one_per_case(problems: Sequence[Problem]) -> list[Problem]:
    return list({(p.case_id, p.sentence): p for p in problems}.values())[:_SHOWN_PROBLEMS]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
