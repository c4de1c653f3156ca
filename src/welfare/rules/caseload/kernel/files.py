"""Generated files: kept under a name made of their content, compiled once.

Beside each file of Python lies its machine code, for this processor and this version of LLVM. The folder is
`$WELFARE_DATA_DIR/kernels`, else `welfare/kernels` in the user's cache folder; it may be emptied at any time.
"""

from __future__ import annotations

import ctypes
import hashlib
import itertools
import os
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from llvmlite import binding

from welfare.rules.caseload import compiler

#: Of the generated code no reader needs more than this many hexadecimal digits to tell one file from another.
_DIGITS = 24
_ONE_AT_A_TIME = Lock()
_NUMBERS = itertools.count()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The entry of a file, how long making it ready took, and where its text lies."""

    address: int
    seconds: float
    path: Path
    library: Any

    def function(self, arguments: int) -> Callable[..., None]:
        """To be called with so many whole numbers; other threads go on meanwhile."""
        return ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * arguments)(self.address)


def folder() -> Path:
    """Where files are kept: made when missing, and nobody else may write to it; else a new one for this run
    alone, so that no code is run that somebody else could have put there."""
    data = os.environ.get("WELFARE_DATA_DIR")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    chosen = Path(data) / "kernels" if data else Path(home) / "welfare" / "kernels"
    with suppress(OSError):
        chosen.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = chosen.stat()
        if found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return chosen
    return Path(tempfile.mkdtemp(prefix="welfare-kernels-"))


def compiled(text: str, entry: str) -> Compiled:
    """Compile a file, or take it compiled from the folder; `entry` is its last function."""
    with _ONE_AT_A_TIME:
        return _compiled(text, entry)


@cache
def _compiled(text: str, entry: str) -> Compiled:
    start = time.perf_counter()
    target = _target()
    made_by = (text, _own_text(), binding.llvm_version_info, target.triple, *_processor())
    digest = hashlib.sha256("\n".join(map(str, made_by)).encode()).hexdigest()
    path = folder() / f"{entry}_{digest[:_DIGITS]}.py"
    code = path.with_suffix(".o")
    if not code.is_file():
        _write(path, text.encode())
        _write(code, _machine_code(text, target))
    library = binding.JITLibraryBuilder().add_object_img(code.read_bytes()).export_symbol(entry)
    linked = library.link(_engine(), f"{path.stem}_{next(_NUMBERS)}")
    return Compiled(linked[entry], time.perf_counter() - start, path, linked)


def _machine_code(text: str, target: Any) -> bytes:
    module = binding.parse_assembly(str(compiler.compiled_module(text)))
    module.verify()
    tuning = binding.create_pipeline_tuning_options(speed_level=3)
    tuning.loop_vectorization = True
    tuning.loop_unrolling = False
    tuning.loop_interleaving = False
    builder = binding.create_pass_builder(target, tuning)
    builder.getModulePassManager().run(module, builder)
    return bytes(target.emit_object(module))


def _write(path: Path, content: bytes) -> None:
    """All at once, also when two processes write the same file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


@cache
def _own_text() -> str:
    """The compiler itself: another one makes other code."""
    return "".join(path.read_text("utf-8") for path in sorted(Path(compiler.__file__).parent.glob("*.py")))


@cache
def _processor() -> tuple[str, str]:
    return binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten()


@cache
def _target() -> Any:
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    name, features = _processor()
    return binding.Target.from_default_triple().create_target_machine(
        cpu=name, features=features, opt=3, reloc="pic", codemodel="jitdefault"
    )


@cache
def _engine() -> Any:
    return binding.create_lljit_compiler(_target())
