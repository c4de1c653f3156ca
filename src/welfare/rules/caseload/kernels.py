"""Generated kernels: kept as files named by their content, compiled once, run by a pool of threads.

The folder is `$WELFARE_DATA_DIR/kernels`, else `welfare/kernels` in the user's cache folder. It may be emptied at
any time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Addresses = NDArray[np.int64]
#: table of addresses, book, mend, scratch, first household, one past the last, households of a portion
KernelCall = Callable[[Addresses, int, int, int, int, int, int], None]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A generated file, imported, and how long that took (little when it lay compiled in the folder)."""

    module: ModuleType
    seconds: float
    path: Path


def folder() -> Path:
    """Where kernels are kept; made when missing, readable by nobody else."""
    data = os.environ.get("WELFARE_DATA_DIR")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    chosen = Path(data) / "kernels" if data else Path(home) / "welfare" / "kernels"
    chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
    return chosen


@cache
def compiled(source: str) -> Compiled:
    """Compile a source text, or take it compiled from the folder."""
    start = time.perf_counter()
    name = f"caseload_{hashlib.sha256(source.encode()).hexdigest()[:24]}"
    path = folder() / f"{name}.py"
    if not path.is_file() or path.read_text("utf-8") != source:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
            file.write(source)
        Path(file.name).replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return Compiled(module, time.perf_counter() - start, path)


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="caseload")


def run(parts: Sequence[Callable[[], Any]], threads: int) -> None:
    """Call every part, several at once; the first error is raised when all have ended."""
    if threads == 1 or len(parts) == 1:
        for part in parts:
            part()
        return
    for done in [_pool(threads).submit(part) for part in parts]:
        done.result()
