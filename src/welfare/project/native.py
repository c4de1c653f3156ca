"""Make Pango loadable when the set-up had to unpack it privately instead of installing it.

The loader finds a library by name once any copy of it is in the process, so loading them by path first is
enough; no environment variable and no wrapper script is needed.
"""

import ctypes
from pathlib import Path


def load_private_libraries(data_dir: Path) -> int:
    """Load what lies below `data_dir`/debian. Returns how many were loaded (0 on an ordinary machine)."""
    pending = sorted((data_dir / "debian" / "root").glob("usr/lib/*/lib*.so.*"))
    loaded = 0
    while pending:
        left = [path for path in pending if not _loads(path)]
        if len(left) == len(pending):
            break
        loaded += len(pending) - len(left)
        pending = left  # what failed may have been waiting for a library that is loaded by now
    return loaded


def _loads(path: Path) -> bool:
    try:
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
