"""The yardstick written by hand as one loop for Numba, by somebody who may forget readability.

`keep` writes every one of the 26 quantities into a column of its own, as an explanation needs them; without
it only class, amount, income and the tests come out. One thread or all of them.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

PERSON_COLUMNS = (
    "age", "has_disability_certificate", "unable_to_work_by_disability", "is_student", "is_caregiver",
    "pregnancy_protected", "in_custody", "placed_at_public_cost", "tax_wage", "insured_monthly_salary",
    "occupational_wage", "yearly_interest", "yearly_other_income", "securities_held", "real_estate_held",
)  # fmt: skip
FIGURES = (
    "basic_wage", "working_age_from", "working_age_until", "full_wage_from", "full_wage_until", "age_percent",
    "disability_percent", "deposit_rate_basis_points", "adult_from", "wider_percent",
    "class_two_income_percent", "class_two_worker_percent", "class_one_per_head", "class_two_household",
    "child_amount", "student_amount",
)  # fmt: skip
OF_COUNTIES = ("minimum_living", "movable_per_head", "real_estate_limit")
TESTS = (
    "income_within_line", "movable_within_limit", "real_estate_within_limit", "income_within_wider_line",
    "movable_within_wider_limit", "real_estate_within_wider_limit",
)  # fmt: skip
ANSWERED = {"income_class": np.int8, "monthly_amount": np.int32, "household_income": np.int32}
#: What `keep` keeps besides the answers, with the narrowest type that holds it.
KEPT_OF_PERSONS = {
    "is_counted": np.bool_, "able_to_work": np.bool_, "imputed_wage": np.int32, "work_income_ground": np.int8,
    "work_income": np.int32, "personal_income": np.int32, "movable_property": np.int32,
    "counts_as_child": np.bool_, "counts_as_student": np.bool_,
}  # fmt: skip
KEPT_OF_HOUSEHOLDS = {
    "counted_size": np.int32, "household_workers": np.int32, "household_children": np.int32,
    "household_students": np.int32, "household_movable": np.int32, "household_real_estate": np.int32,
    "income_limit": np.int32, "movable_limit": np.int32,
}  # fmt: skip


def _loop(keep: bool) -> Any:
    """The loop as Numba reads it; `keep` is settled before it is compiled."""

    # Every column written is an argument of its own: Numba drops parallel writes into an unpacked tuple.
    def loop(  # type: ignore[no-untyped-def]
        start, county, persons, figures, of_counties, out_class, out_amount, out_income, bits,
        within_line, within_movable, within_real, wider_line, wider_movable, wider_real_estate,
        k_counted, k_able, k_imputed, k_ground, k_work, k_income, k_movable, k_child, k_student,
        k_size, k_workers, k_children, k_students, k_hmovable, k_hestate, k_line, k_mlimit,
    ):  # fmt: skip
        (age, certificate, unable, student, caregiver, protected, custody, placed, tax, insured, occupation,
         interest, other, securities, estate) = persons  # fmt: skip
        (basic, work_from, work_until, full_from, full_until, age_pct, dis_pct, rate, adult, wider, two_pct,
         worker_pct, one_head, two_household, child_amount, student_amount) = figures  # fmt: skip
        minimum, per_head, estate_limit = of_counties
        by_age = basic * age_pct // 100
        by_disability = basic * dis_pct // 100
        for h in numba.prange(len(county)):
            size = 0
            workers = 0
            children = 0
            students = 0
            income = 0
            movable = 0
            real = 0
            for j in range(start[h], start[h + 1]):
                a = age[j]
                counted = not custody[j] and not placed[j]
                able = (
                    a >= work_from and a < work_until and not unable[j] and not student[j]
                    and not caregiver[j] and not protected[j]
                )  # fmt: skip
                if a < full_from or a >= full_until:
                    imputed = by_age
                elif certificate[j]:
                    imputed = by_disability
                else:
                    imputed = basic
                if tax[j] > 0:
                    ground, work = 1, tax[j] // 12
                elif insured[j] > 0:
                    ground, work = 2, insured[j]
                elif not able:
                    ground, work = 0, 0
                elif occupation[j] > 0:
                    ground, work = 3, occupation[j]
                else:
                    ground, work = 4, imputed
                mine = work + (interest[j] + other[j]) // 12
                worth = interest[j] * 10000 // rate + securities[j]
                child = a < adult
                learns = student[j] and not child
                if keep:
                    k_counted[j] = counted
                    k_able[j] = able
                    k_imputed[j] = imputed
                    k_ground[j] = ground
                    k_work[j] = work
                    k_income[j] = mine
                    k_movable[j] = worth
                    k_child[j] = child
                    k_student[j] = learns
                if counted:
                    size += 1
                    workers += able
                    children += child
                    students += learns
                    income += mine
                    movable += worth
                    real += estate[j]
            c = county[h]
            line = minimum[c] * size
            limit = per_head[c] * size
            top = estate_limit[c]
            within = income <= line
            movable_ok = movable <= limit
            real_ok = real <= top
            within_wider = income <= line * wider // 100
            movable_wider = movable <= limit * wider // 100
            real_wider = real <= top * wider // 100
            grade = 0
            if within and movable_ok and real_ok:
                grade = 3
                if income <= 0 and workers <= 0:
                    grade = 1
                elif workers * 100 <= size * worker_pct and income * 100 <= line * two_pct:
                    grade = 2
            elif within_wider and movable_wider and real_wider:
                grade = 4
            amount = 0
            if grade == 1:
                amount = size * one_head
            elif grade == 2 or grade == 3:
                amount = children * child_amount + students * student_amount
                if grade == 2:
                    amount += two_household
            out_class[h] = grade
            out_amount[h] = amount
            out_income[h] = income
            if keep:
                within_line[h] = within
                within_movable[h] = movable_ok
                within_real[h] = real_ok
                wider_line[h] = within_wider
                wider_movable[h] = movable_wider
                wider_real_estate[h] = real_wider
                k_size[h] = size
                k_workers[h] = workers
                k_children[h] = children
                k_students[h] = students
                k_hmovable[h] = movable
                k_hestate[h] = real
                k_line[h] = line
                k_mlimit[h] = limit
            else:
                bits[h] = (
                    within | movable_ok << 1 | real_ok << 2
                    | within_wider << 3 | movable_wider << 4 | real_wider << 5
                )  # fmt: skip

    return loop


class Kernel:
    """The loop with its settings; compiles on the first caseload it sees."""

    def __init__(self, figures: dict[str, Any], *, keep: bool, threads: int) -> None:
        self.keep = keep
        self.threads = threads
        self.figures = tuple(np.int64(figures[name]) for name in FIGURES)
        self.of_counties = tuple(np.array(figures[name], dtype=np.int64) for name in OF_COUNTIES)
        self.loop = numba.njit(parallel=threads > 1, nogil=True)(_loop(keep))

    def build(self, columns: dict[str, Any]) -> dict[str, Any]:
        """The plain columns are what the loop reads: nothing to do."""
        return columns

    def compute(self, columns: dict[str, Any]) -> dict[str, Any]:
        numba.set_num_threads(self.threads)
        households, persons = len(columns["county"]), len(columns["age"])
        kept = int(self.keep)
        answers = {name: np.empty(households, kind) for name, kind in ANSWERED.items()}
        bits = np.empty(households * (1 - kept), np.uint8)
        tests = {name: np.empty(households * kept, np.bool_) for name in TESTS}
        of_persons = {name: np.empty(persons * kept, kind) for name, kind in KEPT_OF_PERSONS.items()}
        of_households = {name: np.empty(households * kept, kind) for name, kind in KEPT_OF_HOUSEHOLDS.items()}
        self.loop(
            columns["start"], columns["county"], tuple(columns[name] for name in PERSON_COLUMNS),
            self.figures, self.of_counties, *answers.values(), bits, *tests.values(), *of_persons.values(),
            *of_households.values(),
        )  # fmt: skip
        return {**answers, **tests, **of_persons, **of_households} if self.keep else {**answers, "bits": bits}

    def answers(self, computed: dict[str, Any]) -> dict[str, Any]:
        """The tests by name, also when they came out as bits."""
        if self.keep:
            return computed
        return computed | {name: computed["bits"] >> place & 1 for place, name in enumerate(TESTS)}
