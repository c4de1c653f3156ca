"""Income (家庭總收入) — 社會救助法 §5-1: actual wage with proof, then tax data, then the wage survey; the
basic wage for those who could work. Factors touch imputed amounts only, never a payslip or tax data.

Amounts of income are in hundredths of an NT$ over twelve months, exact."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula, total
from welfare.rules.public_assistance.codes import LAW, Rung


@formula(
    article=Article(LAW, "5-1", 1, 1), zh="失業、推介未成或職訓經認定", en="job loss or training recognised"
)
def is_job_loss_recognised(
    unemployment_recognised: bool,
    in_full_time_training: bool,
    age: int,
    placement_age: int,
    failed_placements: int,
    required_placements: int,
) -> bool:
    """Recognised by the public employment service; or 55 and three failed placements; or full-time
    training."""
    if unemployment_recognised or in_full_time_training:
        return True
    if age < placement_age:
        return False
    return failed_placements >= required_placements


@formula(article=Article(LAW, "5-1", 1, 1), zh="工作收入之依據", en="ground of the work income")
def work_income_rung(
    has_decided_wage: bool,
    is_employed: bool,
    has_wage_proof: bool,
    tax_wage: int,
    occupation_not_in_survey: bool,
    basic_wage: int,
    lift_low_tax_wage: bool,
    able_to_work: bool,
    count_wage_of_unable: bool,
    is_job_loss_recognised: bool,
) -> int:
    """The strict order of the law; a person's decision on evidence stands before it and is shown as such."""
    if has_decided_wage:
        return Rung.DECIDED
    if not is_employed:
        if not able_to_work:
            return Rung.NONE
        if is_job_loss_recognised:
            return Rung.JOB_LOSS
        return Rung.BASIC_WAGE
    if not count_wage_of_unable and not able_to_work:
        return Rung.NONE
    if has_wage_proof:
        return Rung.WAGE_PROOF
    if tax_wage <= 0:
        if occupation_not_in_survey:
            return Rung.ENTRY_LEVEL_WAGE
        return Rung.OCCUPATIONAL
    if lift_low_tax_wage and tax_wage < basic_wage * 12:
        return Rung.RAISED_TO_BASIC_WAGE
    return Rung.TAX


@formula(article=Article(LAW, "5-1", 3), zh="核算折扣", en="factor on imputed wages", unit="ten_thousandth")
def imputation_factor(
    age: int,
    reduced_young_from: int,
    reduced_young_until: int,
    reduced_old_from: int,
    reduced_old_until: int,
    has_disability_certificate: bool,
    age_percent: int,
    disability_percent: int,
    apply_both_factors: bool,
) -> int:
    """Percent of percent: 16–19 and 60–64 by age, persons with disabilities by theirs; the law is silent on
    both together, so a switch decides and the disability factor stands alone by default."""
    young = reduced_young_from <= age and age < reduced_young_until
    old = reduced_old_from <= age and age < reduced_old_until
    if has_disability_certificate:
        if apply_both_factors and (young or old):
            return age_percent * disability_percent
        return disability_percent * 100
    if young or old:
        return age_percent * 100
    return 100 * 100


@formula(article=Article(LAW, "5-1", 1, 1), zh="薪資調查核算額", en="wage of the survey", unit="cent_year")
def survey_wage(
    occupation_not_in_survey: bool,
    occupational_wage: int,
    entry_level_wage: int,
    indigenous: bool,
    indigenous_percent: int,
    basic_wage: int,
) -> int:
    """Average wage of the occupation, else of first-time employees. Indigenous persons: times the announced
    ratio, at least the basic wage (§5-1 II)."""
    wage = occupational_wage
    if occupation_not_in_survey:
        wage = entry_level_wage
    if not indigenous:
        return wage * 12 * 100
    reduced = wage * indigenous_percent * 12
    if reduced < basic_wage * 12 * 100:
        return basic_wage * 12 * 100
    return reduced


@formula(article=Article(LAW, "5-1", 1, 1), zh="工作收入", en="work income", unit="cent_year")
def work_income(
    work_income_rung: int,
    decided_wage: int,
    wage_proof: int,
    tax_wage: int,
    survey_wage: int,
    basic_wage: int,
    imputation_factor: int,
) -> int:
    """The amount of the rung that applies; the factor touches imputed amounts only."""
    if work_income_rung == Rung.DECIDED:
        return decided_wage * 12 * 100
    if work_income_rung == Rung.WAGE_PROOF:
        return wage_proof * 12 * 100
    if work_income_rung == Rung.TAX:
        return tax_wage * 100
    if work_income_rung == Rung.RAISED_TO_BASIC_WAGE:
        return basic_wage * 12 * 100
    if work_income_rung == Rung.OCCUPATIONAL or work_income_rung == Rung.ENTRY_LEVEL_WAGE:
        return survey_wage * imputation_factor // (100 * 100)
    if work_income_rung == Rung.BASIC_WAGE:
        return basic_wage * imputation_factor * 12 // 100
    return 0


@formula(
    article=Article(LAW, "5-1", 1, 2), zh="動產及不動產收益", en="income from property", unit="cent_year"
)
def property_income(yearly_property_income: int) -> int:
    """Interest of the record that proves the deposits, else of the latest tax data; dividends and rent."""
    return yearly_property_income * 100


@formula(article=Article(LAW, "5-1", 1, 3), zh="其他收入", en="other income", unit="cent_year")
def other_income(yearly_other_income: int) -> int:
    """Everything else that is neither a social-assistance payment nor the training allowance of a
    cooperative-education student; the benefit of who lost a job counts here."""
    return yearly_other_income * 100


@formula(article=Article(LAW, "15", 3), zh="免計之增加收入", en="earnings left out", unit="cent_year")
def exempt_earnings(
    exempts_extra_earnings: bool, decided_exempt_earnings: int, exempt_earnings_cap: int, work_income: int
) -> int:
    """What a person has decided to leave out of earnings found through employment services, at most the
    county's cap; only in programs whose law says so (§15 III)."""
    if not exempts_extra_earnings or decided_exempt_earnings <= 0:
        return 0
    exempt = decided_exempt_earnings * 12 * 100
    if decided_exempt_earnings > exempt_earnings_cap:
        exempt = exempt_earnings_cap * 12 * 100
    if exempt > work_income:
        return work_income
    return exempt


@formula(
    article=Article(LAW, "5-1", 1, 1), zh="列計之工作收入", en="work income that counts", unit="cent_year"
)
def counted_work_income(work_income: int, exempt_earnings: int) -> int:
    """Work income less what is left out."""
    return work_income - exempt_earnings


@formula(article=Article(LAW, "5-1", 1), zh="收入", en="income", unit="cent_year")
def personal_income(counted_work_income: int, property_income: int, other_income: int) -> int:
    """Work, property and other income of one person."""
    return counted_work_income + property_income + other_income


household_work_income = total(
    of="counted_work_income", over="is_counted", zh="工作收入合計", en="work income", unit="cent_year"
)
household_other_income = total(
    of="other_income", over="is_counted", zh="其他收入合計", en="other income", unit="cent_year"
)
household_property_income = total(
    of="property_income", over="is_counted", zh="財產收益合計", en="income from property", unit="cent_year"
)
household_income = total(
    of="personal_income", over="is_counted", zh="家庭總收入", en="household income", unit="cent_year"
)
