"""Problems found in a facts file: one sentence each, with the JSON path of the place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` is a JSON path such as `$.persons[0].born_on`; `message` says what is wrong and what is
    expected."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class InvalidFacts(ValueError):
    """The facts cannot be used at all; no half answer is given."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
