"""The figures of one office and period, computed once for the page and for the export."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from welfare.case.states import Step
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.statistics import permissions, selectors
from welfare.statistics.figures import Figure, share
from welfare.statistics.periods import Period
from welfare.statistics.published import published
from welfare.statistics.quantiles import median, one_decimal, p90
from welfare.statistics.selectors.savings import TAX_LISTS, TRANSCRIPTS


@dataclass(frozen=True, slots=True)
class Board:
    """Everything one dashboard shows. `towns` is empty where there is nothing to compare."""

    period: Period
    as_of: date
    figures: tuple[Figure, ...]
    savings: selectors.Savings
    pending: selectors.Pending
    stays: dict[Step, Fraction]
    median_days: Fraction | None
    letters: int
    towns: tuple[selectors.TownRow, ...]

    def figure(self, code: str) -> Figure:
        return next(figure for figure in self.figures if figure.code == code)


def board(by: Acting, period: Period) -> Board:
    """Count what the acting person may see. Twelve queries, whatever the caseload."""
    permissions.check_read(by)
    today = clock.today()
    saved, waits, quality = selectors.savings(period), selectors.pending(today), selectors.quality(period)
    letters = selectors.letters(period)
    compares = permissions.compares_towns(by)
    towns = selectors.towns(by.county, letters, saved.by_town, today) if compares else []
    return Board(
        period=period,
        as_of=today,
        figures=(
            *_savings_figures(saved, today),
            *_time_figures(letters, today),
            *_pending_figures(waits, today),
            *_quality_figures(quality, today),
        ),
        savings=saved,
        pending=waits,
        stays=selectors.median_stays(letters),
        median_days=median([letter.days for letter in letters]),
        letters=len(letters),
        towns=tuple(towns),
    )


def _savings_figures(saved: selectors.Savings, today: date) -> tuple[Figure, ...]:
    lookups = _("查調紀錄")
    counted = _("期間內查調有回覆，每案每人每個機關只算一次；%(what)s。")
    hours = published("hours_per_application")
    return (
        Figure("papers", _("不用附的紙本"), f"{saved.total:,}", _("份"),
               counted % {"what": _("戶籍謄本和財稅清單合計")}, lookups, today),
        Figure("transcripts", _("戶籍謄本"), f"{saved.papers[TRANSCRIPTS]:,}", _("份"),
               counted % {"what": _("戶政每答 1 人少附 1 份")}, lookups, today),
        Figure("tax_lists", _("所得與財產清單"), f"{saved.papers[TAX_LISTS]:,}", _("份"),
               counted % {"what": _("財稅每答 1 人少附 2 份（所得、財產）")}, lookups, today),
        Figure("hours", _("省下的申辦時間"), f"{saved.applications * hours.value:,}", _("小時"),
               _("期間內送件 %(n)d 件 × %(hours)d 小時。%(hours)d 小時是假設，不是量到的。")
               % {"n": saved.applications, "hours": hours.value}, hours.source, today),
    )  # fmt: skip


def _time_figures(letters: list[selectors.Letter], today: date) -> tuple[Figure, ...]:
    days, office = [le.days for le in letters], [le.office_days for le in letters]
    before, after = published("days_before"), published("days_after")
    counted = _("期間內發的函 %(n)d 件，從送件日到發文日，%(unit)s。") % {
        "n": len(letters),
        "unit": "%(unit)s",
    }
    calendar, open_days = counted % {"unit": _("日曆天")}, counted % {"unit": _("上班日")}
    source = _("案件與函文紀錄")
    return (
        Figure("days", _("從申請到發函，一半的人等"), one_decimal(median(days)), _("天"),
               _("中位數。%(how)s") % {"how": calendar}, source, today),
        Figure("days_p90", _("從申請到發函，九成的人在此之內"), one_decimal(p90(days)), _("天"),
               _("第 90 百分位（最近排名）。%(how)s") % {"how": calendar}, source, today),
        Figure("office_days", _("從申請到發函，一半的人等"), one_decimal(median(office)), _("上班日"),
               _("中位數。%(how)s") % {"how": open_days}, source, today),
        Figure("office_days_p90", _("從申請到發函，九成的人在此之內"), one_decimal(p90(office)), _("上班日"),
               _("第 90 百分位（最近排名）。%(how)s") % {"how": open_days}, source, today),
        Figure("published", _("公開發表的數字"), f"{before.value} → {after.value}", _("天"),
               _("不是本系統量的；放在這裡只為對照，定義未必相同。"), before.source, today),
    )  # fmt: skip


def _pending_figures(waits: selectors.Pending, today: date) -> tuple[Figure, ...]:
    source = _("案件紀錄")
    return (
        Figure("pending", _("等著辦的案件"), f"{waits.total:,}", _("件"),
               _("現在已送件、還沒核定的案件；不限期間。"), source, today),
        Figure("overdue", _("逾期率"), share(waits.overdue, waits.due), "%",
               _("超過辦理期限的 %(part)d 件 ÷ 有期限的 %(whole)d 件。等民眾補件時不計時。")
               % {"part": waits.overdue, "whole": waits.due}, source, today),
    )  # fmt: skip


def _quality_figures(quality: selectors.Quality, today: date) -> tuple[Figure, ...]:
    each = one_decimal(Fraction(quality.typed, quality.forms)) if quality.forms else "—"
    return (
        Figure("supplements", _("補件率"), share(quality.supplemented, quality.applications), "%",
               _("期間內送件 %(whole)d 件，其中 %(part)d 件曾經通知補件。")
               % {"part": quality.supplemented, "whole": quality.applications}, _("補件紀錄"), today),
        Figure("typed", _("要打字的欄位"), share(quality.typed, quality.answers), "%",
               _("期間內送件的申請書 %(forms)d 份、%(all)d 個答案，其中 %(typed)d 個是打字的"
                 "（平均每件 %(each)s 個）；其餘自動帶入或點選。")
               % {"forms": quality.forms, "all": quality.answers, "typed": quality.typed, "each": each},
               _("申請書每一題的來源"), today),
    )  # fmt: skip
