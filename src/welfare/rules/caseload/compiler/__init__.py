"""A compiler for the small Python of kernels: whole numbers of 64 bits and truth values, `if`, `while`, `for
… in range`, calls of functions of the same text, and the functions of kernel/memory.py, which reach columns
by their addresses. LLVM makes machine code of it (kernel/files.py). A text means the same when Python runs
it as it stands.
"""

from welfare.rules.caseload.compiler.module import compiled_module as compiled_module
