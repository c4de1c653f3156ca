"""Classes of low-income households (款別、類別) — 社會救助法 §11: they decide the living support alone.

Each jurisdiction has its scheme: three classes (臺灣省, 福建省, 新北, 桃園, 臺中, 臺南), four types (高雄) or
five bands of income (臺北). What is computed is a draft; a person's decision, with reason and evidence,
stands before it. Severe disability by itself gives no class.
"""

from __future__ import annotations

from welfare.programs.low_income_living_support.codes import LAW, HouseholdClass, Scheme
from welfare.rules.article import Article
from welfare.rules.formula import count, formula

RULE = Article(LAW, "11", 2)


@formula(article=Article(LAW, "5-3"), zh="列計且有工作能力", en="counted member able to work")
def is_able_member(is_counted: bool, able_to_work: bool) -> bool:
    """Able to work among those who count."""
    return is_counted and able_to_work


able_members = count(over="is_able_member", zh="有工作能力人口數", en="members able to work")


@formula(article=RULE, entity="case", zh="有收入或財產", en="has any income or property")
def has_means(
    low_income_household_income: int, low_income_household_movable: int, household_real_estate: int
) -> bool:
    """Any income or property of any counted member."""
    return low_income_household_income > 0 or low_income_household_movable > 0 or household_real_estate > 0


@formula(article=RULE, entity="case", zh="全戶無工作能力、無收入、無財產", en="no work, income or property")
def is_without_resources(able_members: int, has_means: bool) -> bool:
    """Nobody able to work and nothing to live on."""
    if able_members > 0:
        return False
    return not has_means


@formula(article=RULE, entity="case", zh="有工作能力者不超過三分之一", en="few members able to work")
def has_few_able_members(able_members: int, heads_per_able_member: int, counted_size: int) -> bool:
    """At most one of three counted members able to work."""
    return able_members * heads_per_able_member <= counted_size


@formula(article=RULE, entity="case", zh="第二款所得標準", en="line of the second class", unit="cent_year")
def second_class_limit(
    low_income_limit: int,
    counted_size: int,
    second_class_line_is_announced: bool,
    second_class_line: int,
    second_class_numerator: int,
    second_class_denominator: int,
) -> int:
    """Two thirds of the minimum living expense, or the county's own announced figure."""
    if second_class_line_is_announced:
        return second_class_line * 100 * 12 * counted_size
    return low_income_limit * second_class_numerator // second_class_denominator


@formula(article=RULE, entity="case", zh="所得在第二款標準以下", en="income within the second class")
def is_within_second_class(low_income_household_income: int, second_class_limit: int) -> bool:
    """Inclusive; who has no income needs no line."""
    if low_income_household_income <= 0:
        return True
    return low_income_household_income <= second_class_limit


@formula(article=RULE, entity="case", zh="試算款別（三款制）", en="class of three")
def class_of_three(
    is_without_resources: bool, has_few_able_members: bool, is_within_second_class: bool
) -> int:
    """Class 1 without resources; class 2 few able members and little income; class 3 the rest."""
    if is_without_resources:
        return HouseholdClass.CLASS_1
    if has_few_able_members and is_within_second_class:
        return HouseholdClass.CLASS_2
    return HouseholdClass.CLASS_3


@formula(article=RULE, entity="case", zh="試算類別（四類制）", en="type of four")
def type_of_four(
    is_without_resources: bool,
    cannot_live_without_aid: bool,
    has_few_able_members: bool,
    is_within_second_class: bool,
) -> int:
    """As three classes; type 1 asks besides that a person finds them unable to live without aid, and many
    able members put a household into type 4."""
    if is_without_resources and cannot_live_without_aid:
        return HouseholdClass.TYPE_1
    if not has_few_able_members:
        return HouseholdClass.TYPE_4
    if is_within_second_class:
        return HouseholdClass.TYPE_2
    return HouseholdClass.TYPE_3


@formula(article=RULE, entity="case", zh="試算類別（所得級距）", en="type by band of income")
def type_by_band(
    low_income_household_income: int,
    counted_size: int,
    band_zero_line: int,
    band_one_line: int,
    band_two_line: int,
    band_three_line: int,
) -> int:
    """Bands of the average income, each up to and with its upper line."""
    if low_income_household_income <= band_zero_line * 100 * 12 * counted_size:
        return HouseholdClass.TYPE_0
    if low_income_household_income <= band_one_line * 100 * 12 * counted_size:
        return HouseholdClass.TYPE_1
    if low_income_household_income <= band_two_line * 100 * 12 * counted_size:
        return HouseholdClass.TYPE_2
    if low_income_household_income <= band_three_line * 100 * 12 * counted_size:
        return HouseholdClass.TYPE_3
    return HouseholdClass.TYPE_4


@formula(article=RULE, entity="case", zh="試算之款別", en="class proposed by the rules")
def proposed_class(class_scheme: int, class_of_three: int, type_of_four: int, type_by_band: int) -> int:
    """By the scheme of the jurisdiction."""
    if class_scheme == Scheme.THREE_CLASSES:
        return class_of_three
    if class_scheme == Scheme.FOUR_TYPES:
        return type_of_four
    return type_by_band


@formula(article=RULE, entity="case", zh="款別", en="class")
def household_class(
    is_low_income: bool, has_decided_class: bool, decided_class: int, proposed_class: int
) -> int:
    """A person's decision stands before the draft; middle-low-income households have no class."""
    if not is_low_income:
        return HouseholdClass.NONE
    if has_decided_class:
        return decided_class
    return proposed_class


@formula(article=RULE, entity="case", zh="款別待確認", en="the class is a draft")
def class_is_draft(is_low_income: bool, has_decided_class: bool) -> bool:
    """Nobody has decided the class yet."""
    return is_low_income and not has_decided_class
