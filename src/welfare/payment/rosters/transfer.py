"""A roster as one transfer file: the port's lines, made from frozen rows and nothing else."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from welfare.case.models import Member
from welfare.foundation import clock
from welfare.payment.models import PaymentLine, PaymentRoster
from welfare.payment.policies import Problem, RosterNotSound
from welfare.payment.ports import (
    ControlTotals,
    TransferFileFormat,
    TransferHeader,
    TransferLine,
    TransferRefused,
)
from welfare.rules.registry import program as program_of

POST_OFFICE = "post_office"


@dataclass(frozen=True, slots=True)
class Made:
    """Content of a file whose control totals were read back from its own bytes."""

    layout: str
    file_name: str
    content: bytes
    totals: ControlTotals


def transfer_format(name: str = POST_OFFICE) -> TransferFileFormat:
    """The connector that writes files of this kind, by name from the settings."""
    found: TransferFileFormat = import_string(settings.WELFARE_CONNECTORS)(name)
    return found


def make_file(roster: PaymentRoster) -> Made:
    """Write the file of a roster and read its totals back: the same roster gives the same bytes.

    Raises RosterNotSound with each refused line, or when the totals disagree with the roster.
    """
    layout = transfer_format()
    lines = list(
        PaymentLine.objects.filter(roster=roster, withdrawn=False)
        .select_related("case", "account")
        .order_by("position")
    )
    try:
        content = layout.write(_header(roster), _transfer_lines(roster, lines))
        totals = layout.control_totals(content)
    except TransferRefused as refused:
        raise _named(refused, lines) from refused
    if totals != ControlTotals(roster.line_count, roster.total_amount):
        raise RosterNotSound("轉帳檔的筆數或金額和清冊不一致，檔案沒有留下。請通知系統維運。")
    return Made(layout.code, layout.file_name, content, totals)


def _header(roster: PaymentRoster) -> TransferHeader:
    made_at = (roster.released_at or roster.prepared_at).astimezone(clock.TAIPEI)
    return TransferHeader(roster.pay_on, made_at, program_of(roster.program).name_zh)


def _transfer_lines(roster: PaymentRoster, lines: list[PaymentLine]) -> list[TransferLine]:
    ids = dict(
        Member.objects.filter(case__payment_lines__roster=roster, is_applicant=True)
        .distinct()
        .values_list("case_id", "national_id")
    )
    return [
        TransferLine(
            reference=f"{roster.pay_month:%Y%m}{roster.batch:02d}{line.position:08d}",
            payee_id=str(ids.get(line.case_id) or ""),
            bank_code=line.account.bank_code,
            account=line.account.account_number,
            amount=line.amount,
        )
        for line in lines
    ]


def _named(refused: TransferRefused, lines: list[PaymentLine]) -> RosterNotSound:
    problems = [
        Problem(lines[p.line - 1].case_id, lines[p.line - 1].case.number, p.sentence)
        for p in refused.problems
        if p.line
    ]
    whole = "；".join(p.sentence for p in refused.problems if not p.line)
    return RosterNotSound(whole or "轉帳檔寫不出來，整批都沒有放行。請看下面的原因。", problems)
