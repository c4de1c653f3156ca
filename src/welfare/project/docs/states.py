"""docs/reference/states.md: the state table as a diagram and a table."""

from django.utils.translation import override

from welfare.case.states import FINAL, OCCUPYING, STATES
from welfare.foundation.roles import ROLE_LABELS


def render() -> str:
    with override("zh-hant"):
        return "\n".join([*_head(), *_diagram(), *_table(), ""])


def _head() -> list[str]:
    return [
        "# States of a case",
        "",
        "Made from `src/welfare/case/states.py` by `welfare docs`; do not edit. Which states a county",
        "uses, and in which order, is data: [procedures](procedures.md).",
        "",
    ]


def _diagram() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    for status, state in STATES.items():
        lines.append(f'    state "{state.code} {state.label}" as {status.value}')
    for status, state in STATES.items():
        lines += [f"    {status.value} --> {to.value}" for to in sorted(state.follows)]
    lines += [f"    {status.value} --> [*]" for status in sorted(FINAL)]
    return [*lines, "```", ""]


def _table() -> list[str]:
    lines = [
        "| state | ministry code | label | owner | may be followed by | told | clock | blocks a second"
        " application |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for status, state in STATES.items():
        owner = ROLE_LABELS[state.owner] if state.owner else "–"
        follows = ", ".join(f"`{s.value}`" for s in sorted(state.follows)) or "– (end)"
        lines.append(
            f"| `{status.value}` | {state.code} | {state.label} | {owner} | {follows} |"
            f" {f'`{state.notice}`' if state.notice else '–'} | {'runs' if state.clock_runs else 'stands'} |"
            f" {'yes' if status in OCCUPYING else 'no'} |"
        )
    return lines
