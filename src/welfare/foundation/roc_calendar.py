"""ROC calendar (民國年): read and write it at the edges; inside, every date is an ISO `date`.

ROC year 1 is 1912; there is no year 0, and 民國前n年 is 1912 - n. A month is the `date` of its first day.
Full-width digits are folded by the form layer first (`identifiers.fold_full_width`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from welfare.foundation.refusals import Refusal, gettext_noop

_YEARS_BEFORE_ROC = 1911
_FIRST_ROC_DAY = date(1912, 1, 1)
_LAST_THREE_DIGIT_YEAR = 999

_NAMED = r"(?:中華)?(?:民國)?"
_COMPACT = re.compile(r"(?P<before>-?)(?P<year>[0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SEPARATED = re.compile(
    r"(?P<before>-?)(?P<year>[0-9]{1,3})(?P<sep>[/.\-])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
)
_SPELLED = re.compile(
    _NAMED + r"(?P<before>前?)(?P<year>[0-9]{1,3})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
)
_COMPACT_MONTH = re.compile(r"(?P<before>-?)(?P<year>[0-9]{3})(?P<month>[0-9]{2})")
_SEPARATED_MONTH = re.compile(r"(?P<before>-?)(?P<year>[0-9]{1,3})[/.\-](?P<month>[0-9]{1,2})")
_SPELLED_MONTH = re.compile(
    _NAMED + r"(?P<before>前?)(?P<year>[0-9]{1,3})年(?P<month>[0-9]{1,2})月(?:[不未]詳|日[不未]詳)?"
)
_SPELLED_YEAR = re.compile(_NAMED + r"(?P<before>前?)(?P<year>[0-9]{1,3})年(?:月日[不未]詳|[不未]詳)?")
_NOTHING_KNOWN = frozenset({"", "0000000", "不詳", "未詳", "年月日不詳"})


class BadRocDate(Refusal):
    """A text that is not one real ROC calendar day (or month)."""


class NotRepresentable(ValueError):
    """A date before 1912-01-01 has no seven-digit form; carry the flag `is_before_roc` beside the value."""


class Precision(StrEnum):
    """How much of a date the source gave."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RocReading:
    """A date as a register gave it: the raw text, what is known of it, and how precisely.

    `earliest` and `latest` are the ISO days it can be; both None when nothing is known.
    """

    raw: str
    precision: Precision
    earliest: date | None
    latest: date | None

    @property
    def day(self) -> date | None:
        """The one day it is; None when the source left a part out."""
        return self.earliest if self.precision is Precision.DAY else None

    @property
    def before_roc(self) -> bool:
        """Whether the flag for births before ROC 1 must travel with the value."""
        return self.latest is not None and self.latest < _FIRST_ROC_DAY


def roc_year(day: date) -> int:
    """2026 → 115; 1911 → -1 (民國前1年). Never 0."""
    year = day.year - _YEARS_BEFORE_ROC
    return year if year > 0 else year - 1


def is_before_roc(day: date) -> bool:
    """Whether `day` lies before ROC 1-01-01."""
    return day < _FIRST_ROC_DAY


def to_roc(day: date) -> str:
    """民國115年11月22日, or 民國前5年3月1日."""
    return f"{_spelled_year(day)}{day.month}月{day.day}日"


def to_roc_month(month: date) -> str:
    """民國115年11月."""
    return f"{_spelled_year(month)}{month.month}月"


def to_compact(day: date) -> str:
    """1151122: the form of registers and rosters. Raises NotRepresentable outside ROC 1-999."""
    return f"{_three_digit_year(day):03d}{day.month:02d}{day.day:02d}"


def to_compact_month(month: date) -> str:
    """11511. Raises NotRepresentable outside ROC 1-999."""
    return f"{_three_digit_year(month):03d}{month.month:02d}"


def to_ach(day: date) -> str:
    """01151122: the eight digits of the clearing house's files. Raises NotRepresentable."""
    return f"0{to_compact(day)}"


def parse_roc(text: str) -> date:
    """One real ROC calendar day as an ISO date.

    Reads 1151120, 115/11/20 (also - and .), 115年11月20日 with 民國 or 中華民國 before it, 民國前5年3月1日,
    -0050301. Raises BadRocDate for anything else: an AD date is never guessed, a part never filled in.
    """
    found = _first_match(text, _COMPACT, _SEPARATED, _SPELLED)
    if found is None:
        raise BadRocDate(_shape_sentence(text))
    return _real_day(_ad_year(found), int(found["month"]), int(found["day"]))


def parse_roc_month(text: str) -> date:
    """One ROC month as the date of its first day: 11511, 115/11, 民國115年11月. Raises BadRocDate."""
    found = _first_match(text, _COMPACT_MONTH, _SEPARATED_MONTH, _SPELLED_MONTH)
    if found is None or "詳" in text:
        raise BadRocDate(gettext_noop("看不懂這個年月。請填民國年和月，例如 115/11。"))
    return _real_day(_ad_year(found), int(found["month"]), 1)


def parse_ach(text: str) -> date:
    """The day in a clearing-house file (0YYYMMDD). Raises BadRocDate."""
    if re.fullmatch(r"0[0-9]{7}", text) is None:
        raise BadRocDate(gettext_noop("媒體檔的日期應為 8 碼，第 1 碼是 0，例如 01151125。"))
    return parse_roc(text[1:])


def read_roc(text: str) -> RocReading:
    """A date of a register, which may be incomplete (月日不詳, or zeros in the place of month and day).

    Keeps the raw text. Raises BadRocDate when it is neither a day, nor a month, nor a year, nor "unknown".
    """
    raw, text = text, text.strip()
    if text in _NOTHING_KNOWN:
        return RocReading(raw, Precision.UNKNOWN, None, None)
    compact = _COMPACT.fullmatch(text)
    year_only = _SPELLED_YEAR.fullmatch(text) or (
        compact and compact["month"] + compact["day"] == "0000" and compact
    )
    if year_only:
        year = _ad_year(year_only)
        return RocReading(raw, Precision.YEAR, _real_day(year, 1, 1), _real_day(year, 12, 31))
    month_only = _SPELLED_MONTH.fullmatch(text) or (compact and compact["day"] == "00" and compact)
    if month_only:
        first = _real_day(_ad_year(month_only), int(month_only["month"]), 1)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        return RocReading(raw, Precision.MONTH, first, last)
    day = parse_roc(text)
    return RocReading(raw, Precision.DAY, day, day)


def _first_match(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    stripped = text.strip()
    return next((match for pattern in patterns if (match := pattern.fullmatch(stripped))), None)


def _ad_year(found: re.Match[str]) -> int:
    year = int(found["year"])
    if year == 0:
        raise BadRocDate(gettext_noop("沒有民國 0 年。請再看一次證件上的年份。"))
    return _YEARS_BEFORE_ROC + 1 - year if found["before"] else _YEARS_BEFORE_ROC + year


def _real_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadRocDate(
            gettext_noop("沒有 %(month)s 月 %(day)s 日這一天。請再看一次月和日。"), month=month, day=day
        ) from None


def _shape_sentence(text: str) -> str:
    if re.match(r"\s*(19|20)[0-9]{2}", text):
        return gettext_noop("這像是西元日期。請改填民國年，例如 115/11/20。")
    return gettext_noop("看不懂這個日期。請填民國年、月、日，例如 115/11/20 或 1151120。")


def _spelled_year(day: date) -> str:
    year = roc_year(day)
    return f"民國{year}年" if year > 0 else f"民國前{-year}年"


def _three_digit_year(day: date) -> int:
    year = roc_year(day)
    if not 0 < year <= _LAST_THREE_DIGIT_YEAR:
        raise NotRepresentable("no seven-digit ROC form")
    return year
