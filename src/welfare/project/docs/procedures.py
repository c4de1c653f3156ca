"""docs/reference/procedures.md: the order of steps per county."""

from django.utils.translation import override

from welfare.case.procedure import Procedure, procedures
from welfare.case.states import STATES
from welfare.foundation.regions import full_name
from welfare.foundation.roles import ROLE_LABELS


def render() -> str:
    lines = [
        "# Procedures of counties",
        "",
        "Made from `src/welfare/case/procedures/*.yaml` by `welfare docs`; do not edit.",
        "A case keeps the procedure it started with. `unverified` and `unknown` mean what they say: a county",
        "must confirm or enter the value.",
        "",
    ]
    with override("zh-hant"):
        for procedure in procedures():
            lines += _one(procedure)
    return "\n".join(lines)


def _one(procedure: Procedure) -> list[str]:
    lines = [
        f"## {full_name(procedure.county)} · `{procedure.code}` ({procedure.status})",
        "",
        f"Decided by {ROLE_LABELS[procedure.decided_by]}, visited by {ROLE_LABELS[procedure.visit_by]}."
        f" Supplement: {procedure.supplement_days} days ({procedure.supplement_status})."
        f" Effective from: `{procedure.effective_from}`. Source: {procedure.source}.",
        "",
        "| step | office target (working days) |",
        "|---|---|",
    ]
    lines += [
        f"| {STATES[step.status].label} `{step.status.value}` | {step.days} |" for step in procedure.steps
    ]
    return [*lines, ""]
