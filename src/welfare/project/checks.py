"""`make check` and `make fix`: everything that can be judged without running the product.

Checks change nothing and run two at a time. `python -m welfare.project.checks --fix` repairs what has one
right answer.
"""

import importlib.util
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from welfare.project import places

BIN = Path(sys.executable).parent
LONGEST_FILE = 500
SOURCES = ["src", "tests", "setup", "bench"]
# A lock file that names a host works in one place only; a path of one machine means nothing on the next.
LOCK_FILES = re.compile(r"(\.lock|package-lock\.json)$")
HOST = re.compile(r"://")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/[A-Za-z]")
TEXT = (
    ".py",
    ".md",
    ".toml",
    ".ini",
    ".yaml",
    ".yml",
    ".json",
    ".html",
    ".css",
    ".js",
    ".ts",
    ".txt",
    ".in",
    ".lock",
)

Verdict = tuple[bool, str]


def main(arguments: list[str]) -> int:
    if arguments == ["--fix"]:
        return fix()
    started = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        verdicts = {name: pool.submit(check) for name, check in CHECKS.items()}
        failed = []
        for name, future in verdicts.items():
            passed, words = future.result()
            print(f"{'ok  ' if passed else 'FAIL'} {name}", flush=True)
            if not passed:
                failed.append(name)
                print(words.rstrip(), flush=True)
    took = f"{time.monotonic() - started:.0f} s"
    print(
        f"{len(failed)} of {len(CHECKS)} checks failed ({took})."
        if failed
        else f"All {len(CHECKS)} checks passed ({took})."
    )
    return 1 if failed else 0


def fix() -> int:
    commands = [
        [str(BIN / "ruff"), "check", "--fix", "--quiet", *_existing(SOURCES)],
        [str(BIN / "ruff"), "format", "--quiet", *_existing(SOURCES)],
        *([[str(BIN / "djhtml"), *_templates()]] if _templates() else []),
        *([_welfare("docs")] if _has_command("docs") else []),
    ]
    return max(subprocess.run(command, cwd=places.checkout(), check=False).returncode for command in commands)


def _run(*command: str) -> Callable[[], Verdict]:
    def check() -> Verdict:
        done = subprocess.run(
            command,
            cwd=places.checkout(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout

    return check


def templates_are_tidy() -> Verdict:
    templates = _templates()
    return _run(str(BIN / "djhtml"), "--check", *templates)() if templates else (True, "")


def generated_docs_are_current() -> Verdict:
    return _run(*_welfare("docs", "--check"))() if _has_command("docs") else (True, "")


def no_host_names() -> Verdict:
    """Lock files name no host; no tracked file names a folder of somebody's machine."""
    problems = []
    for path in _tracked():
        if LOCK_FILES.search(path.name):
            problems += _lines_with(HOST, path, "names a host")
        if path.suffix in TEXT or path.name == "Makefile":
            problems += _lines_with(MACHINE_PATH, path, "names a folder of one machine")
    return not problems, "\n".join(problems)


def no_file_is_too_long() -> Verdict:
    sources = [path for path in _tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    long = {path: len(path.read_text().splitlines()) for path in sources}
    problems = [
        f"{path}: {count} lines; split it into a package"
        for path, count in long.items()
        if count > LONGEST_FILE
    ]
    return not problems, "\n".join(problems)


def _lines_with(pattern: re.Pattern[str], path: Path, fault: str) -> list[str]:
    lines = path.read_text(errors="replace").splitlines()
    return [
        f"{path.relative_to(places.checkout())}:{number}: {fault}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def _tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=places.checkout(), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [path for name in listing.split("\0") if name and (path := places.checkout() / name).is_file()]


def _templates() -> list[str]:
    return sorted(str(path) for path in places.package_dir().rglob("templates/**/*.html"))


def _existing(folders: list[str]) -> list[str]:
    return [folder for folder in folders if (places.checkout() / folder).is_dir()]


def _has_command(name: str) -> bool:
    return importlib.util.find_spec(f"welfare.project.commands.{name}") is not None


def _welfare(*words: str) -> list[str]:
    return [sys.executable, "-m", "welfare.project.cli", *words]


CHECKS: dict[str, Callable[[], Verdict]] = {
    "types (mypy --strict)": _run(str(BIN / "mypy"), "--no-error-summary"),
    "lint (ruff)": _run(str(BIN / "ruff"), "check", "--quiet", *_existing(SOURCES)),
    "format (ruff)": _run(str(BIN / "ruff"), "format", "--check", "--quiet", *_existing(SOURCES)),
    "imports run upstream (import-linter)": _run(str(BIN / "lint-imports")),
    "templates (djhtml)": templates_are_tidy,
    "generated documentation": generated_docs_are_current,
    "migrations complete": _run(*_welfare("manage", "makemigrations", "--check", "--dry-run")),
    "no host names, no machine paths": no_host_names,
    "no file is too long": no_file_is_too_long,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
