"""What the case page shows of a determination: the conclusion first, then the reason, then the data."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.determination import selectors
from welfare.determination.drawing import drawable, gauge_of, in_words, verdict_of
from welfare.determination.levels import common_tests, deciding_failures, level_tests, needed_levels
from welfare.determination.models import Determination
from welfare.determination.outcomes import language
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc_month
from welfare.foundation.roles import Permission
from welfare.rules.explanation import Counterfactual, Step, Supplement, Unverified
from welfare.rules.explanation import Determination as Result
from welfare.web.components import (
    Button,
    CheckList,
    DeterminationPanel,
    Gauge,
    GaugeGroup,
    SummaryList,
    SummaryRow,
)
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
        shares=shares(result),
        beside=[_beside(supplement) for supplement in result.supplements],
        why=_why(result),
        gauges=gauges(result, explanation_url(case)),
        groups=groups(result, explanation_url(case)),
        unverified=[_doubt(figure) for figure in result.unverified],
        judgements=[in_words(note, "text") for note in result.notes],
        checks=checks(common_tests(result)),
        changes=[*_missing(result), *(change_words(change) for change in result.counterfactuals)],
        actions=[*actions, explanation],
    )


def explanation_url(case: Case) -> str:
    return reverse("determination:explanation", args=[case.id])


def gauges(result: Result, url: str = "") -> list[Gauge]:
    """Money against its limit, of the tests every case must pass; of several limits on one figure only the
    lowest. url: the page that lists what each value is made of."""
    return [gauge_of(step, url=url) for step in common_tests(result) if drawable(step)]


def groups(result: Result, url: str = "") -> list[GaugeGroup]:
    """The tests of each level up to the one that is reached, which is marked."""
    return [
        GaugeGroup(
            title=level.title,
            verdict=level.verdict,
            gauges=[gauge_of(step, url=url) for step in level.steps if drawable(step)],
            checks=checks(level.steps),
            reached=level.is_reached,
        )
        for level in needed_levels(result)
    ]


def checks(steps: Sequence[Step]) -> CheckList | None:
    """Yes-or-no tests, and money that cannot be drawn because something is unknown or waived."""
    others = [step for step in steps if not drawable(step) and (step.kind != "money" or step.binding)]
    return CheckList([verdict_of(step, with_name=True) for step in others]) if others else None


def shares(result: Result) -> SummaryList | None:
    """What each listed person brings; nothing to show where one person receives all."""
    if len(result.shares) < 2 or not result.monthly_amount:
        return None
    rows = [SummaryRow(share.name, _ntd(share.monthly_amount)) for share in result.shares]
    return SummaryList(rows)


def _ntd(amount: int | None) -> str:
    return _("尚無法計算") if amount is None else _("%(amount)s 元") % {"amount": f"{amount:,}"}


def _beside(supplement: Supplement) -> str:
    words = {"label": in_words(supplement, "label"), "amount": _ntd(supplement.monthly_amount)}
    return _("另外有%(label)s，每月 %(amount)s，不必申請。") % words


def conclusion(result: Result) -> list[str]:
    """One or two short lines; an amount of 0 is a status without cash."""
    if result.outcome == "eligible":
        grade = f"{in_words(result, 'level')}{_space()}{in_words(result, 'grade')}".strip()
        first = _("符合%(grade)s，") % {"grade": grade} if grade else _("符合，")
        amount = result.monthly_amount
        if amount is None:
            return [first]
        return [
            first,
            _("每月 %(amount)s 元") % {"amount": f"{amount:,}"} if amount else _("有資格，沒有現金"),
        ]
    if result.outcome == "ineligible":
        return [_("不符合")]
    return [_("還缺資料，"), _("尚無法計算")]


def _space() -> str:
    return "" if language() == "zh" else " "


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
    failed = deciding_failures(result)
    if failed and result.outcome != "eligible":
        names = "、".join(in_words(step, "label") for step in failed if step.binding or step.kind != "money")
        return _("為什麼：%(names)s") % {"names": names}
    if result.outcome == "eligible":
        reached = [level.steps for level in level_tests(result) if level.is_reached]
        count = sum(
            drawable(step) for step in (*common_tests(result), *(s for steps in reached for s in steps))
        )
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


def change_words(change: Counterfactual) -> str:
    """One change and what it leads to."""
    return in_words(change, "change")


def _missing(result: Result) -> list[str]:
    return [_("先問：%(question)s") % {"question": in_words(item, "question")} for item in result.missing]
