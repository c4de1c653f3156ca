"""Notes on the data themselves: a tax value of another year than the review expects, principal and interest
from different records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from welfare.rules.evaluation import Evaluation
from welfare.rules.facts import vocabulary
from welfare.rules.facts.loading_items import YEARLY_TAX_KINDS
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact
from welfare.rules.records import Note

LAG = "tax_data_lag_years"


def data_notes(evaluation: Evaluation) -> Iterator[Note]:
    """For persons who count, or may; none for a program that does not look at income."""
    lag = evaluation.law.figures.get(LAG)
    if lag is None or lag.value is None:
        return
    for person in evaluation.case.facts.persons:
        if evaluation.value("is_counted", person.id) is not False:
            yield from _years(evaluation, person, evaluation.case.on.year - lag.value)
            yield from _records(evaluation, person)


def _tax_values(person: Person) -> Iterator[tuple[str, str, Fact[Any]]]:
    """Chinese and English words of each value from the tax register, with its origin."""
    if person.tax_wage.is_known:
        yield "財稅工作收入", "tax wage", person.tax_wage
    for item in person.income or ():
        if item.kind in YEARLY_TAX_KINDS:
            yield *vocabulary.INCOME_KIND[item.kind], item.origin


def _years(evaluation: Evaluation, person: Person, expected: int) -> Iterator[Note]:
    name = evaluation.name_of(person.id)
    for zh, en, origin in _tax_values(person):
        year = origin.data_year
        if year is None or year == expected:
            continue
        age = ("較舊", "older") if year < expected else ("較新", "newer")
        yield Note(
            "data_year",
            f"{name}之{zh}為民國 {year - 1911} 年資料，較本次審核應採之 {expected - 1911} 年{age[0][1:]}，"
            f"請確認是否採計。",
            f"{name}: {en} is of {year}, {age[1]} than the {expected} expected for this review.",
        )


def _records(evaluation: Evaluation, person: Person) -> Iterator[Note]:
    """The balance of one record and the interest of another may not describe the same deposits."""
    stated = [one for one in person.deposits or () if one.yearly_interest is None]
    balances = {one.origin.source for one in stated}
    interest = {item.origin.source for item in person.income or () if item.kind == "interest"}
    if balances and interest and balances != interest:
        name = evaluation.name_of(person.id)
        yield Note(
            "mixed_deposit_record",
            f"{name}之存款本金與利息出自不同紀錄，兩者應採同一紀錄，請確認。",
            f"{name}: principal and interest come from different records; take both from one.",
        )
