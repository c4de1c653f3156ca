"""What the case page shows of a determination: the conclusion first, then the reason, then the data."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.determination import selectors
from welfare.determination.drawing import drawable, gauge_of, in_words, verdict_of
from welfare.determination.models import Determination
from welfare.determination.outcomes import language
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc_month
from welfare.foundation.roles import Permission
from welfare.rules.explanation import Determination as Result
from welfare.rules.explanation import Unverified
from welfare.web.components import Button, CheckList, DeterminationPanel, Gauge
from welfare.web.components.marks import VerdictKind

_KINDS: dict[str, VerdictKind] = {"eligible": "ok", "ineligible": "stop", "undetermined": "judge"}


def determination_panel(
    case: Case, by: Acting, *, actions: Sequence[Button] = (), made: Determination | None = None
) -> DeterminationPanel | None:
    """The latest determination (or `made`), in the reader's language; None before the first."""
    made = made or selectors.latest(case)
    if made is None or not by.can(Permission.CASE_READ):
        return None
    result = selectors.result_of(made)
    explanation = Button(_("逐項看依據"), kind="quiet", url=explanation_url(case))
    return DeterminationPanel(
        kind=_KINDS[made.outcome],
        about=_about(made),
        conclusion=conclusion(result),
        start=_start(result),
        why=_why(result),
        gauges=gauges(result),
        unverified=[_doubt(figure) for figure in result.unverified],
        checks=checks(result),
        changes=[*_missing(result), *(in_words(change, "change") for change in result.counterfactuals)],
        actions=[*actions, explanation],
    )


def explanation_url(case: Case) -> str:
    return reverse("determination:explanation", args=[case.id])


def gauges(result: Result) -> list[Gauge]:
    """Money against its limit; of several limits on one figure only the lowest."""
    return [gauge_of(step) for step in result.steps if drawable(step)]


def checks(result: Result) -> CheckList:
    """Yes-or-no tests, and money that cannot be drawn because something is unknown or waived."""
    others = [step for step in result.steps if not drawable(step) and (step.kind != "money" or step.binding)]
    return CheckList([verdict_of(step, with_name=True) for step in others])


def conclusion(result: Result) -> list[str]:
    """One or two short lines."""
    if result.outcome == "eligible":
        grade = in_words(result, "grade")
        first = _("符合%(grade)s，") % {"grade": grade} if grade else _("符合，")
        amount = result.monthly_amount
        return [first, _("每月 %(amount)s 元") % {"amount": f"{amount:,}"}] if amount is not None else [first]
    if result.outcome == "ineligible":
        return [_("不符合")]
    return [_("還缺資料，"), _("尚無法計算")]


def _about(made: Determination) -> str:
    moment = localtime(made.made_at)
    about = _("系統試算・規則 %(version)s 版・%(month)s/%(day)s %(time)s") % {
        "version": made.rule_version[:6],
        "month": moment.month,
        "day": moment.day,
        "time": moment.strftime("%H:%M"),
    }
    return f"{about}・{_('含示範參數')}" if made.result.get("demo") else about


def _start(result: Result) -> str:
    if result.effective_from is None:
        return ""
    month = result.effective_from
    said = to_roc_month(month) if language() == "zh" else f"{month:%Y-%m}"
    return _("自%(month)s（文件備齊的月份）起。") % {"month": said}


def _why(result: Result) -> str:
    failed = [step for step in result.steps if step.status == "failed"]
    if failed:
        names = "、".join(in_words(step, "label") for step in failed if step.binding or step.kind != "money")
        return _("為什麼：%(names)s") % {"names": names}
    if result.outcome == "eligible":
        count = len(gauges(result))
        return ngettext("為什麼：%(count)s 項金額都在標準內", "為什麼：%(count)s 項金額都在標準內", count) % {
            "count": count
        }
    return _("為什麼：有 %(count)s 項要先知道") % {"count": len(result.missing)}


def _doubt(figure: Unverified) -> str:
    """A figure that is not simply in force: unknown, not confirmed, or confirmed for this case alone."""
    words = {"label": in_words(figure, "label"), "value": figure.value_text, "source": figure.source}
    if figure.status == "confirmed":
        return _("%(label)s %(value)s 是本案確認的（%(source)s）。") % words
    if figure.status == "unknown":
        return _("%(label)s還不知道，核定前必須由縣府確認。") % words
    return _("%(label)s %(value)s 尚未由縣府確認，核定前必須確認。") % words


def _missing(result: Result) -> list[str]:
    return [_("先問：%(question)s") % {"question": in_words(item, "question")} for item in result.missing]
