"""Exact ages and months, as whole numbers that a compiled formula can use."""

from __future__ import annotations

from datetime import date


def full_years(since: date, on: date) -> int:
    """Completed years (實足年齡); somebody born on 29 February completes a year on 1 March in other years."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def full_months(since: date, on: date) -> int:
    """Completed months; negative intervals count as none."""
    return max(0, (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day))


def months_begun(since: date, on: date) -> int:
    """Months of which at least a day has passed: two months are not exceeded on the same day two months
    later."""
    return full_months(since, on) + (since.day != on.day)


def month_number(day: date) -> int:
    """Months since year 0, so that months can be compared and added."""
    return day.year * 12 + day.month - 1


def first_of_month(number: int) -> date:
    """The first day of a numbered month."""
    return date(number // 12, number % 12 + 1, 1)
