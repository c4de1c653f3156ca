"""Office calendar: the days offices are open, and periods counted as 行政程序法 §48 counts them."""

from welfare.foundation.office_calendar.changes import DayChange, read_changes
from welfare.foundation.office_calendar.days import OfficeCalendar
from welfare.foundation.office_calendar.periods import (
    Counting,
    Deadline,
    Span,
    Stop,
    StoppedClock,
    Unit,
    count_period,
    count_with_stops,
    end_of_hours,
)

__all__ = [
    "Counting",
    "DayChange",
    "Deadline",
    "OfficeCalendar",
    "Span",
    "Stop",
    "StoppedClock",
    "Unit",
    "count_period",
    "count_with_stops",
    "end_of_hours",
    "read_changes",
]
