"""The yardstick in plain NumPy, a column at a time, every quantity kept."""

from __future__ import annotations

from typing import Any

import numpy as np


class Columns:
    """32-bit integers throughout; totals by household with `reduceat`."""

    def __init__(self, figures: dict[str, Any]) -> None:
        self.figures = {
            name: np.array(value, dtype=np.int32) if isinstance(value, list) else np.int32(value)
            for name, value in figures.items()
        }

    def build(self, columns: dict[str, Any]) -> dict[str, Any]:
        """The plain columns are what it reads: nothing to do."""
        return columns

    def answers(self, computed: dict[str, Any]) -> dict[str, Any]:
        return computed

    def compute(self, columns: dict[str, Any]) -> dict[str, Any]:
        kept = self._persons(columns)
        self._totals(columns, kept)
        self._household(columns["county"], kept)
        return kept

    def _persons(self, of: dict[str, Any]) -> dict[str, Any]:
        figure = self.figures
        age, tax, insured = of["age"], of["tax_wage"], of["insured_monthly_salary"]
        is_counted = ~(of["in_custody"] | of["placed_at_public_cost"])
        able_to_work = (
            (age >= figure["working_age_from"]) & (age < figure["working_age_until"])
            & ~of["unable_to_work_by_disability"] & ~of["is_student"]
            & ~of["is_caregiver"] & ~of["pregnancy_protected"]
        )  # fmt: skip
        basic = figure["basic_wage"]
        by_age = basic * figure["age_percent"] // np.int32(100)
        by_disability = basic * figure["disability_percent"] // np.int32(100)
        imputed_wage = np.where(
            (age < figure["full_wage_from"]) | (age >= figure["full_wage_until"]),
            by_age,
            np.where(of["has_disability_certificate"], by_disability, basic),
        )
        occupational = of["occupational_wage"]
        work_income_ground = np.where(
            tax > 0,
            np.int8(1),
            np.where(
                insured > 0,
                np.int8(2),
                np.where(able_to_work, np.where(occupational > 0, np.int8(3), np.int8(4)), np.int8(0)),
            ),
        )
        work_income = np.where(
            tax > 0,
            tax // np.int32(12),
            np.where(
                insured > 0,
                insured,
                np.where(able_to_work, np.where(occupational > 0, occupational, imputed_wage), np.int32(0)),
            ),
        )
        counts_as_child = age < figure["adult_from"]
        return {
            "is_counted": is_counted,
            "able_to_work": able_to_work,
            "imputed_wage": imputed_wage,
            "work_income_ground": work_income_ground,
            "work_income": work_income,
            "personal_income": work_income
            + (of["yearly_interest"] + of["yearly_other_income"]) // np.int32(12),
            "movable_property": (
                of["yearly_interest"] * np.int32(10_000) // figure["deposit_rate_basis_points"]
                + of["securities_held"]
            ),
            "counts_as_child": counts_as_child,
            "counts_as_student": of["is_student"] & ~counts_as_child,
        }

    def _totals(self, of: dict[str, Any], kept: dict[str, Any]) -> None:
        first, counted = of["start"][:-1], kept["is_counted"].astype(np.int32)

        def total(column: Any) -> Any:
            return np.add.reduceat(column * counted, first)

        kept["counted_size"] = np.add.reduceat(counted, first)
        kept["household_workers"] = total(kept["able_to_work"])
        kept["household_children"] = total(kept["counts_as_child"])
        kept["household_students"] = total(kept["counts_as_student"])
        kept["household_income"] = total(kept["personal_income"])
        kept["household_movable"] = total(kept["movable_property"])
        kept["household_real_estate"] = total(of["real_estate_held"])

    def _household(self, county: Any, kept: dict[str, Any]) -> None:
        figure, hundred = self.figures, np.int32(100)
        size, income = kept["counted_size"], kept["household_income"]
        movable, real = kept["household_movable"], kept["household_real_estate"]
        line = kept["income_limit"] = figure["minimum_living"][county] * size
        limit = kept["movable_limit"] = figure["movable_per_head"][county] * size
        top, wider = figure["real_estate_limit"][county], figure["wider_percent"]
        kept["income_within_line"] = income <= line
        kept["movable_within_limit"] = movable <= limit
        kept["real_estate_within_limit"] = real <= top
        kept["income_within_wider_line"] = income <= line * wider // hundred
        kept["movable_within_wider_limit"] = movable <= limit * wider // hundred
        kept["real_estate_within_wider_limit"] = real <= top * wider // hundred
        low = kept["income_within_line"] & kept["movable_within_limit"] & kept["real_estate_within_limit"]
        near = (
            kept["income_within_wider_line"]
            & kept["movable_within_wider_limit"]
            & kept["real_estate_within_wider_limit"]
        )
        workers = kept["household_workers"]
        few_able = workers * hundred <= size * figure["class_two_worker_percent"]
        little = income * hundred <= line * figure["class_two_income_percent"]
        grade = kept["income_class"] = np.where(
            low,
            np.where(
                (income <= 0) & (workers <= 0),
                np.int8(1),
                np.where(few_able & little, np.int8(2), np.int8(3)),
            ),
            np.where(near, np.int8(4), np.int8(0)),
        )
        young = (
            kept["household_children"] * figure["child_amount"]
            + kept["household_students"] * figure["student_amount"]
        )
        kept["monthly_amount"] = np.where(
            grade == 1,
            size * figure["class_one_per_head"],
            np.where(
                grade == 2,
                figure["class_two_household"] + young,
                np.where(grade == 3, young, np.int32(0)),
            ),
        )
