"""Change one thing of a formula at a time and count who notices; see README.md."""

from __future__ import annotations

import ast
import json
import os
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
PYTHON = CHECKOUT / ".venv" / "bin" / "python"
TOOLS = CHECKOUT / ".data" / "mutants"
RESULT = CHECKOUT / "bench" / "results" / "mutants.json"
FORMULAS = ("src/welfare/rules/public_assistance", "src/welfare/programs")
TESTS = ("src/welfare/rules/tests", "src/welfare/programs")
WORKERS = 2
#: no whole number or truth value of a formula can be told apart by these
MEANINGLESS = (
    "core/ReplaceBinaryOperator_.*_(Pow|RShift|LShift|BitOr|BitAnd|BitXor|Mod|Div)",
    "core/ReplaceBinaryOperator_(BitOr|BitAnd|BitXor|Pow|RShift|LShift)_.*",
    "core/ReplaceComparisonOperator_.*_(Is|IsNot)",
    "core/ReplaceComparisonOperator_(Is|IsNot)_.*",
    "core/ReplaceUnaryOperator_.*_(Invert|UAdd)",
    "core/RemoveDecorator",
    "core/VariableReplacer.*",
    "core/VariableInserter.*",
)
#: `file` `formula`: `changed line` at the beginning of an entry of survivors.md
EXPLAINED = re.compile(r"^- `([^`]+)` `([^`]*)`: `([^`]+)`", re.MULTILINE)
SPECS = "SELECT module_path, operator_name, start_pos_row, occurrence, job_id FROM mutation_specs"
LIVING = "SELECT job_id, diff FROM work_results WHERE test_outcome = 'SURVIVED'"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change nobody noticed, with its difference as text; `formula` is empty outside of a function."""

    file: str
    formula: str
    line: int
    operator: str
    difference: str

    @property
    def after(self) -> str:
        """The line as it was changed."""
        lines = self.difference.splitlines()
        return next(line[1:].strip() for line in lines if line.startswith("+") and line[:3] != "+++")

    @property
    def key(self) -> tuple[str, str, str]:
        """What survivors.md names it by."""
        return self.file, self.formula, self.after


def main(wanted: list[str]) -> int:
    """Print the score and write the survivors; 1 when fewer than 85 in 100 changes are noticed, or when one
    survives that survivors.md does not explain."""
    tool = _tool()
    files = _files(wanted or list(FORMULAS))
    with TemporaryDirectory() as place, ThreadPoolExecutor(WORKERS) as pool:
        parts = list(pool.map(lambda part: _hunt(tool, Path(place), *part), enumerate(_shares(files))))
    total = sum(count for count, _living in parts)
    living = sorted((one for _count, part in parts for one in part), key=lambda one: (one.file, one.line))
    known = _explained()
    open_ = [one for one in living if one.key not in known]
    score = round(100 * (total - len(living)) / total, 1) if total else 100.0
    print(f"{total} changes, {total - len(living)} noticed: {score} %; {len(living) - len(open_)} explained")
    for one in open_:
        print(f"  {one.file}:{one.line} {one.operator}\n    {one.after}")
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    found = [{**asdict(one), "explained": one not in open_} for one in living]
    result = {"changes": total, "score": score, "unexplained": len(open_), "survivors": found}
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1))
    return 0 if score >= 85 and not open_ else 1


def _explained() -> set[tuple[str, str, str]]:
    """File, formula and changed line of the survivors of which survivors.md says why they are no fault."""
    return set(EXPLAINED.findall((HERE / "survivors.md").read_text("utf-8")))


def _tool() -> Path:
    """cosmic-ray in an environment of its own, by its hashed lock."""
    lock = HERE / "requirements.lock"
    subprocess.run([sys.executable, str(CHECKOUT / "setup"), "apart", str(lock), str(TOOLS)], check=True)
    return TOOLS / "bin"


def _files(wanted: list[str]) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *wanted], cwd=CHECKOUT, check=True, capture_output=True, text=True
    ).stdout.split()
    return [f for f in listed if f.endswith(".py") and "/tests/" not in f and not f.endswith("__init__.py")]


def _shares(files: list[str]) -> list[list[str]]:
    """About the same number of lines for each worker."""
    shares: list[list[str]] = [[] for _ in range(WORKERS)]
    size = {file: (CHECKOUT / file).stat().st_size for file in files}
    for file in sorted(files, key=lambda one: -size[one]):
        min(shares, key=lambda share: sum(size[one] for one in share)).append(file)
    return shares


def _hunt(tool: Path, place: Path, number: int, files: list[str]) -> tuple[int, list[Survivor]]:
    """All changes of some files in one copy of the checkout: their number and the survivors."""
    copy = place / f"copy{number}"
    subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(copy)], check=True)
    judge = [str(PYTHON), "bench/mutants/judge.py", str(copy / "judge.memory")]
    _make_ready(copy, judge)
    quick = _session(tool, copy, files, judge)
    living = _ask_tests(copy, quick)
    with sqlite3.connect(quick) as rows:
        total = sum(1 for _row in rows.execute("SELECT 1 FROM work_results WHERE test_outcome IS NOT NULL"))
    return total, living


def _make_ready(copy: Path, judge: list[str]) -> None:
    """Compile once, by content, so that only what is changed is compiled again; nobody may notice nothing."""
    compiled = [str(PYTHON), "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "src"]
    subprocess.run(compiled, cwd=copy, check=True)
    subprocess.run(judge, cwd=copy, check=True, env=_environment(copy))


def _session(tool: Path, copy: Path, files: list[str], judge: list[str]) -> Path:
    config, session = copy / "mutants.toml", copy / "mutants.sqlite"
    config.write_text(
        "[cosmic-ray]\n"
        f"module-path = {json.dumps(files)}\n"
        "timeout = 60.0\nexcluded-modules = []\n"
        f'test-command = "{" ".join(judge)}"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {json.dumps(MEANINGLESS)}\n"
    )
    for step in (["cosmic-ray", "init"], ["cr-filter-operators"], ["cosmic-ray", "exec"]):
        order = (session, config) if step[0] == "cr-filter-operators" else (config, session)
        command = [str(tool / step[0]), *step[1:], *map(str, order)]
        subprocess.run(command, cwd=copy, check=True, env=_environment(copy), stdout=subprocess.DEVNULL)
    return session


def _environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def _ask_tests(copy: Path, session: Path) -> list[Survivor]:
    """Survivors of the quick judge that the tests do not notice either; of one that is explained they need
    not be asked, it counts as one that lives."""
    with sqlite3.connect(session) as rows:
        specs = {row[4]: row for row in rows.execute(SPECS)}
        living = list(rows.execute(LIVING))
    found, known = [], _explained()
    for job, difference in living:
        file, operator, line = str(specs[job][0]), specs[job][1], specs[job][2]
        changed = _changed((copy / file).read_text("utf-8"), difference)
        (copy / file).write_text(changed, "utf-8")
        formula = _formula(changed, line)
        one = Survivor(file.removeprefix("src/welfare/"), formula, line, operator, difference)
        if one.key in known or not _tests_notice(copy):
            found.append(one)
        subprocess.run(["git", "checkout", "--quiet", "."], cwd=copy, check=True)
    return found


def _changed(text: str, difference: str) -> str:
    """A file with a difference as cosmic-ray tells it, for which a file ends with an empty line."""
    lines, out, at = text.split("\n"), list[str](), 0
    for told in difference[difference.index("@@") :].split("\n"):
        if hunk := re.match(r"@@ -(\d+)", told):
            out += lines[at : int(hunk[1]) - 1]
            at = int(hunk[1]) - 1
        elif told.startswith("+"):
            out.append(told[1:])
        else:
            assert told[1:] == lines[at], "the difference is of another file"
            out += lines[at : at + 1] if told.startswith(" ") else []
            at += 1
    return "\n".join(out + lines[at:])


def _tests_notice(copy: Path) -> bool:
    tests = [str(PYTHON), "-m", "pytest", "-qx", "-p", "no:cacheprovider", *TESTS]
    return subprocess.run(tests, cwd=copy, env=_environment(copy), capture_output=True).returncode != 0


def _formula(text: str, line: int) -> str:
    """The function around a line."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return next((one.name for one in functions if one.lineno <= line <= (one.end_lineno or 0)), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
