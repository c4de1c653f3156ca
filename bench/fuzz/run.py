"""Look for bytes that break a reader: each of tests/fuzz/targets.py for a bounded time; see README.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path.insert(0, str(CHECKOUT))
CORPUS = CHECKOUT / ".data" / "fuzz"
TOOLS = CORPUS / "tools"
WORKERS = 2
LONGEST = 20_000
GRACE_SECONDS = 120


def main(seconds: int = 20, *names: str) -> int:
    """`seconds` for each reader. Exit code 1 when one broke; its bytes are kept beside the corpus."""
    from tests.fuzz.targets import TARGETS

    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        print("atheris is only made for Linux on x86-64; make test looks with Hypothesis everywhere.")
        return 0
    _install()
    with ThreadPoolExecutor(WORKERS) as pool:
        broken = [name for name in pool.map(lambda name: fuzz(name, seconds), names or TARGETS) if name]
    return 1 if broken else 0


def _install() -> None:
    """atheris in an environment of its own, by its hashed lock."""
    lock = HERE / "requirements.lock"
    subprocess.run([sys.executable, str(CHECKOUT / "setup"), "apart", str(lock), str(TOOLS)], check=True)


def fuzz(name: str, seconds: int) -> str | None:
    """The name when the reader broke."""
    from tests.fuzz.targets import TARGETS

    folder = CORPUS / name.replace(" ", "-")
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(TARGETS[name].samples()):
        (folder / "corpus" / f"sample-{number}").write_bytes(sample)
    words = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2048"]
    words += [f"-artifact_prefix={folder}/", "-print_final_stats=1", str(folder / "corpus")]
    ended = subprocess.run(
        [sys.executable, str(HERE / "one.py"), name, *words],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds + GRACE_SECONDS,
        check=False,
        env={**os.environ, "PYTHONPATH": str(next((TOOLS / "lib").glob("python*/site-packages")))},
    )
    runs = next((line.split()[-1] for line in ended.stderr.splitlines() if "number_of_executed" in line), "?")
    if not ended.returncode:
        print(f"{name}: {runs} inputs in {seconds} s, nothing undeclared", flush=True)
        return None
    print(f"{name}: broke; the bytes are in {folder.relative_to(CHECKOUT)}", flush=True)
    print("\n".join((ended.stdout + ended.stderr).splitlines()[-25:]), flush=True)
    return name


if __name__ == "__main__":
    sys.exit(main(*(int(word) if word.isdigit() else word for word in sys.argv[1:])))
