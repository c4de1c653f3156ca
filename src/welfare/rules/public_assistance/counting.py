"""Who counts (應計算人口) — 社會救助法 §5 as it stands.

A program whose own rule adds persons or keeps an older list declares its own `is_counted` instead."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import count, formula
from welfare.rules.public_assistance.codes import LAW


@formula(article=Article(LAW, "5"), zh="應計算人口", en="counted member")
def is_counted(is_in_family: bool, is_excluded: bool) -> bool:
    """Exclusion takes the person, the income, the property and the head together."""
    if not is_in_family:
        return False
    return not is_excluded


counted_size = count(over="is_counted", zh="應計算人口數", en="counted members")
