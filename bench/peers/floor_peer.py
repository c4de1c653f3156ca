"""Answers as the hand-written kernel (`kept` or `lean`, and how many threads) or as plain NumPy (`numpy`)."""

import sys
from typing import Any

from answering import serve
from floors.numba_kernel import Kernel
from floors.numpy_columns import Columns


def engine(kind: str, threads: str = "1") -> Any:
    if kind == "numpy":
        return Columns
    return lambda figures: Kernel(figures, keep=kind == "kept", threads=int(threads))


if __name__ == "__main__":
    serve(engine(*sys.argv[1:]))
