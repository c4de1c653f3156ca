"""Interleaved rounds: every engine once a round, ratios taken inside a round, median and range over all."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from welfare.project.bench.rules.engines import OWN, Engine, EngineFailed, Running
from welfare.project.trouble import Trouble


class AnswersDiffer(Trouble):
    """Two engines do not give every household the same answer; nothing may be compared."""


@dataclass
class Measured:
    """The answers of every engine, round by round, and what became of those that could not be asked."""

    rounds: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def seconds(self, engine: str, what: str) -> list[float]:
        return [answer[what] for answer in self.rounds[engine]]

    def ratios(self, engine: str, over: str, what: str) -> list[float]:
        """Time of `engine` over time of `over` inside each round."""
        both = zip(self.seconds(engine, what), self.seconds(over, what), strict=True)
        return [one / other for one, other in both]


def say(sentence: str) -> None:
    """Progress, beside the document that standard output may carry."""
    print(sentence, file=sys.stderr, flush=True)


def measure(engines: Iterable[Engine], caseload: Path, *, rounds: int, seconds: float, most: int) -> Measured:
    """Ask every engine once a round, starting one further each time, so that none always follows the same.

    Raises AnswersDiffer, and EngineFailed when this project's own engine fails; another engine's failure is
    noted and the rest goes on."""
    found = Measured()
    with ExitStack() as stack:
        running = []
        for engine in engines:
            say(f"  loading {engine.name} …")
            try:
                one = stack.enter_context(Running(engine))
                one.ask(do="load", folder=str(caseload))
            except EngineFailed as why:
                if engine == OWN:
                    raise
                say(f"  {why}")
                found.failed[engine.name] = str(why)
                continue
            running.append(one)
            found.rounds[engine.name] = []
        for number in range(rounds):
            say(f"  round {number + 1} of {rounds} …")
            turn = number % len(running)
            for one in running[turn:] + running[:turn]:
                answer = one.ask(do="round", seconds=seconds, most=most)
                found.rounds[one.engine.name].append(answer)
    check_answers(found)
    return found


def check_answers(found: Measured) -> None:
    sums = {name: {answer["crc"] for answer in answers} for name, answers in found.rounds.items()}
    if len(set().union(*sums.values())) > 1:
        raise AnswersDiffer(f"The engines do not agree: {sums}")


def spread(values: list[float], digits: int = 2) -> tuple[float, list[float]]:
    """Median, and smallest and greatest."""
    return round(statistics.median(values), digits), [round(min(values), digits), round(max(values), digits)]
