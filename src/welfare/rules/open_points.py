"""What is still open: facts to ask, figures to enter, figures used that are not simply in force, notes for
people."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules import amounts
from welfare.rules.data_notes import data_notes
from welfare.rules.evaluation import Evaluation
from welfare.rules.facts import vocabulary
from welfare.rules.grounds import Grounds, Leaf
from welfare.rules.outcome import Outcome, Status
from welfare.rules.reasons import THIS_RUN, open_leaves
from welfare.rules.records import Missing, Note, Unverified
from welfare.rules.sources import called, label
from welfare.rules.verdict import Verdict


def waiting(grounds: Grounds, answer: Verdict) -> dict[str, tuple[Leaf, ...]]:
    """Unknown leaves by the test, or the quantity of the answer, that waits for them. Only what blocks: a
    refusal waits for nothing, and neither does a level once a stricter one is reached."""
    program = grounds.evaluation.law.program
    names: list[str] = []
    if answer.outcome is Outcome.UNDETERMINED:
        names = [*answer.undecided, program.grade, program.amount]
    elif answer.outcome is Outcome.ELIGIBLE and answer.start is None:
        names = [program.start]
    found = {name: open_leaves(grounds, name) for name in names if name}
    return {name: leaves for name, leaves in found.items() if leaves}


def missing(evaluation: Evaluation, waiting: dict[str, tuple[Leaf, ...]]) -> tuple[Missing, ...]:
    """What to ask, in the order that decides soonest: all that completes the test with the fewest questions,
    then all that completes the next; a question on which more tests wait comes first."""
    leaves = {leaf.path: leaf for found in reversed(waiting.values()) for leaf in reversed(found)}
    asked_by = {name: dict.fromkeys(leaf.path for leaf in found) for name, found in waiting.items()}
    blocks = {path: tuple(name for name, paths in asked_by.items() if path in paths) for path in leaves}
    ordered: dict[str, None] = {}
    left = {name: [*paths] for name, paths in asked_by.items()}
    while left:
        soonest = min(left, key=lambda name: (len(left[name]), -sum(len(blocks[p]) for p in left[name])))
        ordered.update(dict.fromkeys(sorted(left.pop(soonest), key=lambda path: -len(blocks[path]))))
        left = {name: [path for path in paths if path not in ordered] for name, paths in left.items()}
    return tuple(_missing(evaluation, path, leaves[path], blocks[path]) for path in ordered)


def _missing(evaluation: Evaluation, path: str, leaf: Leaf, blocks: tuple[str, ...]) -> Missing:
    zh, en = label(evaluation, leaf)
    if leaf.parameter is not None:
        note = leaf.parameter.note
        question = (f"請填入「{zh}」及其來源。{note}", f"Enter {en} with its source.")
    elif path.startswith("rule:"):
        question = (f"本系統尚未載入{zh}，請由人員認定。", f"{en} is not held here; a person must decide.")
    elif evaluation.law.plan.node(leaf.name).is_truth:
        what, name = called(evaluation, leaf), evaluation.name_of(leaf.person)
        whose = f" for {name}" if name else ""
        question = (f"請查明{name}是否{what[0]}。", f"Find out{whose}: {what[1]}, yes or no.")
    else:
        question = (f"請查明{zh}。", f"Find out {en}.")
    return Missing(path, leaf.person or "", zh, en, *question, blocks=blocks)


def unverified(grounds: Grounds, answer: Verdict) -> tuple[Unverified, ...]:
    """Figures that bear on the answer and are unverified, planned, unknown, assumed or entered for this case.
    A level less strict than the one reached does not bear on it, nor does an amount on a refusal."""
    law = grounds.evaluation.law
    levels = [level.code for level in law.program.levels]
    beside = set(levels[levels.index(answer.level) + 1 :]) if answer.level else set()
    names = [
        one.code
        for one in law.criteria
        if answer.statuses[one.code] is not Status.WAIVED and not (one.level and one.level.code in beside)
    ]
    if answer.outcome is not Outcome.INELIGIBLE:
        names += [name for name in (law.program.grade, law.program.amount, law.program.start) if name]
    return tuple(_unverified(grounds.evaluation, name) for name in grounds.doubts(names))


def _unverified(evaluation: Evaluation, name: str) -> Unverified:
    value, definition = evaluation.law.figures[name], evaluation.law.parameters.definitions[name]
    shown = amounts.text(value.value) if not isinstance(value.value, bool) else str(value.value).lower()
    return Unverified(name, definition.zh, definition.en, shown, value.status, value.source, value.note)


def notes(evaluation: Evaluation) -> Iterator[Note]:
    """What a person must judge or know before deciding."""
    facts, program = evaluation.case.facts, evaluation.law.program
    applicant = facts.person(facts.applicant)
    for benefit in applicant.benefits or ():
        if benefit.code in program.judged_by_people:
            zh, en = vocabulary.BENEFIT[benefit.code]
            yield Note(
                f"combine_{benefit.code}",
                f"申請人另領{zh}；能否併領依縣市規定，請由人員認定。",
                f"The applicant also receives {en}; whether both may be paid is for a person to judge.",
            )
    if facts.listed_status.source == THIS_RUN:
        zh, en = vocabulary.LISTED_STATUS[facts.listed_status.value or "none"]
        yield Note(
            "listed_status_of_this_run",
            f"列冊身分尚未查得，暫以本次試算之結果代替（{zh.removeprefix('列冊')}）；請查明後再核定。",
            f"No register has told the listed status; the {THIS_RUN} stands in for it ({en}). Look it up.",
        )
    for decision in facts.decisions:
        zh, en = vocabulary.DECISION_KIND[decision.kind]
        if decision.household_class:
            class_zh, class_en = vocabulary.HOUSEHOLD_CLASS[decision.household_class]
            zh, en = f"{zh}列{class_zh}", f"{en}: {class_en}"
        name, on = evaluation.name_of(decision.person or facts.applicant), decision.on
        yield Note(
            f"decision_{decision.kind}",
            f"{name}：{zh}，由 {decision.by} 於民國 {on.year - 1911} 年 {on.month} 月 {on.day} 日決定，"
            f"理由：{decision.reason}",
            f"{name}: {en}, decided by {decision.by} on {decision.on}: {decision.reason}",
        )
    for name in facts.given:
        yield Note(
            f"given_{name}",
            f"「{name}」採用檔案直接給定之數值，未由個別事實計算。",
            f"{name} was given in the file and not computed from single facts.",
        )
    yield from data_notes(evaluation)
    for hint in program.hints:
        if evaluation.value(hint.quantity):
            yield Note(hint.quantity, hint.zh, hint.en)
