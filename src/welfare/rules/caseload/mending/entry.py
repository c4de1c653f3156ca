"""The machine compiled: one small program for every rule, figure and day."""

from __future__ import annotations

import inspect

from welfare.rules.caseload.kernel import files
from welfare.rules.caseload.mending import attempts, layout, machine


def address() -> int:
    """Where the compiled `mend` lies."""
    text = "\n".join(inspect.getsource(part) for part in (layout, attempts, machine))
    return files.compiled(text, "mend").address
