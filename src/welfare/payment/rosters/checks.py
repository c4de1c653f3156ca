"""What must still hold of a frozen roster before money is released. A stop names the lines."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.payment.labels import HOLD_REASON, month_words
from welfare.payment.models import PaymentLine, PaymentRoster
from welfare.payment.policies import Problem, RosterNotSound
from welfare.payment.rosters.standing import Standing, standings


def check_sound(roster: PaymentRoster) -> None:
    """Sum of lines = total; each line told, alive, in force, to the account in use. Raises RosterNotSound."""
    found = PaymentLine.objects.filter(roster=roster, withdrawn=False)
    sums = found.aggregate(count=Count("pk"), total=Sum("amount"))
    if (sums["count"], sums["total"]) != (roster.line_count, roster.total_amount):
        raise RosterNotSound(_("清冊的合計和明細不一致，不能放行。請撤回這一批，通知系統維運。"))
    problems = tuple(_problems(roster))
    if problems:
        raise RosterNotSound(
            _("製作之後有 %(n)d 筆資料變了，整批都沒有放行。請看下面的原因，撤回後重新製作。")
            % {"n": len(problems)},
            problems,
        )


def _problems(roster: PaymentRoster) -> Iterator[Problem]:
    cases = Case.objects.filter(payment_lines__roster=roster).distinct()
    known = standings(cases)
    lines = PaymentLine.objects.filter(roster=roster, withdrawn=False).select_related("entitlement")
    for line in lines.order_by("position"):
        standing = known[line.case_id]
        sentence = trouble(line, standing)
        if sentence:
            yield Problem(line.case_id, standing.case.number, sentence)


def trouble(line: PaymentLine, standing: Standing) -> str:
    """The sentence for a line that may not be paid any more; empty when it may."""
    entitlement = line.entitlement
    reason = standing.hold(entitlement.decision_id)
    if reason is not None:
        return str(HOLD_REASON[reason])
    if line.benefit_month not in entitlement.period:
        return _("%(month)s已經不在核定期間內。") % {"month": month_words(line.benefit_month)}
    if line.amount != entitlement.monthly_amount:
        return _("金額和核定的每月金額不同。")
    if standing.account is None or standing.account.id != line.account_id:
        return _("製作清冊後換了帳戶。")
    return ""
