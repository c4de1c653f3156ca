"""Reads of statistics: counts over what the acting person may see, or the counts the database hands out."""

from welfare.statistics.selectors.counties import CountyCounts, county_counts
from welfare.statistics.selectors.pending import PENDING, Pending, pending
from welfare.statistics.selectors.quality import Quality, quality
from welfare.statistics.selectors.savings import Savings, savings
from welfare.statistics.selectors.times import Letter, letters, median_stays
from welfare.statistics.selectors.towns import TownRow, towns

__all__ = [
    "PENDING",
    "CountyCounts",
    "Letter",
    "Pending",
    "Quality",
    "Savings",
    "TownRow",
    "county_counts",
    "letters",
    "median_stays",
    "pending",
    "quality",
    "savings",
    "towns",
]
