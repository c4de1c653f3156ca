"""NOT LAW: quantities that use everything a formula may use, in every order in which persons and cases may
depend on each other."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from welfare.rules.article import Article
from welfare.rules.formula import count, formula, of_applicant, requirement, total

HERE = Article("虛構", "1")


class Kind(IntEnum):
    NONE = 0
    SOME = 1
    MUCH = 2


@formula(article=HERE, zh="計算", en="counts")
def counts(is_alive: bool, in_custody: bool, has_disability_certificate: bool) -> bool:
    return is_alive and (not in_custody or has_disability_certificate)


@formula(article=HERE, zh="財產", en="wealth")
def wealth(tax_wage: int, securities_held: int, real_estate_held: int, is_employed: bool) -> int:
    """A name that hands an amount on, and one that is set on one way only."""
    kept = tax_wage if is_employed else securities_held
    more = 0
    if real_estate_held > 1000000:
        more = real_estate_held
    return kept + more


@formula(article=HERE, zh="餘額", en="balance")
def balance(tax_wage: int, wealth: int, rate: int, divisor: int) -> int:
    """May lie below zero; divided by a number, by a figure, and below zero."""
    lean = tax_wage // 12 + tax_wage * 100 * 100 * 100 * 100 // divisor // 100 // 100
    return (lean - wealth * rate) // divisor + -tax_wage


@formula(article=HERE, zh="種類", en="kind")
def kind(tax_wage: int, indigenous: bool, is_student: bool, line: int, strict: bool) -> int:
    """Needs a figure of the person's county."""
    if strict and tax_wage == line:
        return Kind.NONE
    if 0 < tax_wage <= line or indigenous != is_student:
        return Kind.SOME
    return Kind.MUCH if tax_wage >= line * 12 else Kind.NONE


@formula(article=HERE, zh="任一", en="either")
def either_way(indigenous: bool, is_student: bool, is_employed: bool, lenient: bool, bonus: int) -> int:
    """Known whatever `lenient` is, unless the amount is needed."""
    shown = indigenous or is_student
    if lenient:
        if shown and is_employed:
            return bonus
        return 5
    return 5


@formula(article=HERE, zh="早出列", en="leaves early")
def handed(is_employed: bool, tax_wage: int, securities_held: int) -> int:
    """Nested names: `other` stands for what `one` stands for."""
    one = tax_wage
    other = one if is_employed else securities_held
    both = other
    if is_employed:
        if tax_wage > 100:
            both = 7
            one = 9
        else:
            both = 8
    return both


members = count(over="counts", zh="人數", en="members")
employed = total(of="is_employed", over="counts", zh="就業", en="employed", unit="person")
total_balance = total(of="balance", over="counts", zh="餘額合計", en="balance")
oldest_kind = of_applicant("kind", zh="申請人種類", en="kind of the applicant")
applicant_counts = of_applicant("counts", zh="申請人計算", en="the applicant counts", returns="bool")


@formula(article=HERE, entity="case", zh="平均", en="average")
def is_poor(total_balance: int, members: int, line: int) -> bool:
    return not total_balance > line * members


@formula(article=HERE, zh="份額", en="share")
def share(is_poor: bool, balance: int, members: int, counts: bool) -> int:
    """A person quantity that waits for the household."""
    if not counts:
        return 0
    return balance + members if is_poor else members


shares = total(of="share", over="is_alive", zh="份額合計", en="shares")


@formula(article=HERE, entity="case", zh="常數", en="constant")
def always() -> int:
    return 12


@formula(article=HERE, entity="case", zh="金額", en="amount", unit="ntd")
def amount(shares: int, always: int, employed: int, oldest_kind: int, bonus: int) -> int:
    if oldest_kind == Kind.MUCH:
        return bonus
    if shares < 0:
        return 0
    return always + employed


@formula(article=HERE, zh="後來", en="later", from_=date(2026, 1, 1))
def later(is_employed: bool) -> bool:
    """Without a reading before 2026."""
    return is_employed


late = count(over="later", zh="後來人數", en="later ones")


@formula(article=HERE, entity="case", zh="後來有", en="any later", from_=date(2026, 1, 1))
def any_later(late: int) -> bool:
    return late > 0


@formula(article=HERE, entity="case", zh="免", en="waived")
def spared(received_in_previous_year: bool, property_added: bool) -> bool:
    return received_in_previous_year and not property_added


@requirement(article=HERE, zh="貧", en="poor", value="is_poor", waived_by="spared")
def poor(is_poor: bool) -> bool:
    return is_poor


@requirement(article=HERE, zh="本人", en="counts", value="applicant_counts")
def present(applicant_counts: bool) -> bool:
    return applicant_counts


@requirement(
    article=HERE, zh="人少", en="few", unit="person", value="members", limit="always", comparator="<="
)
def few(members: int, always: int) -> bool:
    return members <= always


@requirement(
    article=HERE, zh="有業", en="work", unit="person", value="employed", limit="always", comparator="<="
)
def work(employed: int, always: int) -> bool:
    return employed * 12 <= always * 12 * 12 * 12


@requirement(article=HERE, zh="新", en="new", value="any_later", from_=date(2026, 1, 1))
def new(any_later: bool) -> bool:
    return any_later


@requirement(article=HERE, zh="份", en="shares", value="is_poor")
def shared(shares: int, is_poor: bool) -> bool:
    return is_poor and shares > 0
