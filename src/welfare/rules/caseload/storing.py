from __future__ import annotations
from pathlib import Path
from typing import Any
def save(caseload: Any, path: Path) -> None:
    raise NotImplementedError
def load(kind: Any, path: Path) -> Any:
    raise NotImplementedError
