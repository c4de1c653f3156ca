"""`welfare determine`: facts in, a reasoned draft answer for each program out; with a what-if file, two
answers and what changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from welfare.foundation import clock
from welfare.rules.commands.facts_file import UnreadableFacts, read_facts
from welfare.rules.commands.speaking import chosen, print_json, refuse
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.program import Program
from welfare.rules.registry import UnknownProgram
from welfare.rules.registry import programs as all_programs
from welfare.rules.together import determine_all

if TYPE_CHECKING:
    from welfare.rules.comparison.household import HouseholdChange


def determine_command(
    path: str,
    *,
    programs: Sequence[str] = (),
    on: date | None = None,
    overlay: str | None = None,
    as_json: bool = False,
    demo: bool = False,
    stdin: TextIO | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Determine each program for the facts in `path` ("-" reads `stdin`). Without `on` the law of the day
    of the investigation, of the complete file, of the application or of today applies, in this order. With
    `overlay` each program is determined twice, as the law stands and with the figures of that file."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        asked = chosen(programs)
        facts = read_facts(path, stdin or sys.stdin)
        day = on or facts.investigated_on or facts.documents_complete_on or facts.applied_on or clock.today()
        answers = determine_all(asked, facts, on=day, demo=demo)
    except InvalidFacts as invalid:
        return refuse(err, dict.fromkeys(str(problem) for problem in invalid.problems))
    except UnreadableFacts as unreadable:
        return refuse(err, [f"$: {unreadable}"])
    except UnknownProgram as unknown:
        return refuse(err, [f"--program: {unknown}."])
    if overlay is not None:
        return _compare(asked, facts, answers, overlay, demo=demo, as_json=as_json, out=out, err=err)
    if as_json:
        print_json(out, {"determinations": [answer.as_json() for answer in answers]})
    else:
        print("\n\n".join(_readable(answer) for answer in answers), file=out)
    return 0


def _compare(
    asked: list[Program],
    facts: Facts,
    answers: list[Determination],
    path: str,
    *,
    demo: bool,
    as_json: bool,
    out: TextIO,
    err: TextIO,
) -> int:
    from welfare.rules.comparison.household import as_json as change_as_json
    from welfare.rules.comparison.household import compare_answers
    from welfare.rules.overlay import InvalidOverlay, read_overlay

    try:
        assumed = read_overlay(Path(path), all_programs().values())
    except InvalidOverlay as invalid:
        return refuse(err, invalid.problems)
    others = determine_all(asked, facts, on=answers[0].on, demo=demo, overlay=assumed)
    changes = [
        compare_answers(program, before, after)
        for program, before, after in zip(asked, answers, others, strict=True)
    ]
    if as_json:
        document = {
            "overlay": {"title": assumed.title, "file": path},
            "determinations": [answer.as_json() for answer in answers],
            "with_overlay": [change.after.as_json() for change in changes],
            "differences": [change_as_json(change) for change in changes],
        }
        print_json(out, document)
    else:
        print("\n".join(_compared(assumed.title, changes)), file=out)
    return 0


def _compared(title: str, changes: list[HouseholdChange]) -> Iterator[str]:
    yield f"假設：{title}"
    for change in changes:
        yield f"\n{change.text('zh')}"
    for words, answers in (("現行", [c.before for c in changes]), ("假設", [c.after for c in changes])):
        for answer in answers:
            yield f"\n【{words}】{_readable(answer)}"


def _readable(answer: Determination) -> str:
    return f"{answer.program_zh}（{answer.on}，規則 {answer.rule_version}）\n{answer.text('zh', 'long')}"
