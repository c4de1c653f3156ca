"""Start the demo agencies, see when each is ready, start again whichever ends."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from welfare.project.agencies import roster
from welfare.project.agencies.doors import doors, is_open
from welfare.project.processes import Family, Program

#: before a crashed agency is started again; the last one over and over
PAUSES = (0.5, 2.0, 10.0, 30.0)
_LONG_ENOUGH = 60.0
_LOOK_EVERY = 0.05


@dataclass
class _Agency:
    source: str
    program: Program
    started_at: float = 0.0
    deaths: int = 0
    next_start: float | None = None
    is_ready: bool = False


@dataclass
class Agencies:
    """`homes`: the folder of connections. `tell` gets one sentence whenever an agency's state changes."""

    homes: Path
    nation: Path
    logs: Path
    latency_ms: int = 0
    fails: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda _sentence: None
    family: Family = field(init=False)

    def __post_init__(self) -> None:
        self.family = Family(self.logs)
        self._agencies: dict[str, _Agency] = {}

    def start(self, sources: Sequence[str] | None = None) -> None:
        """All at once: each makes its own keys at its first start."""
        for source in roster.sources() if sources is None else sources:
            home = self.homes / source
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._agencies[source] = _Agency(source, self._program(source))
            self._start(self._agencies[source])

    @property
    def sources(self) -> list[str]:
        """Those that were started."""
        return list(self._agencies)

    def misbehave(self, source: str, kind: str) -> None:
        """From now on this one fails so (`none`: no more); it is started anew for it."""
        self.fails = {**self.fails, source: kind}
        agency = self._agencies[source]
        self.family.end(source)
        agency.program = self._program(source)
        self._start(agency)

    def look(self) -> None:
        """Say who became ready, and start again who ended."""
        for source, sentence in self.family.ends().items():
            self._after_end(self._agencies[source], sentence)
        for agency in self._agencies.values():
            if not agency.is_ready and agency.next_start is None:
                self._see(agency)

    def wait(self, seconds: float) -> list[str]:
        """Until all are ready. Returns those that are not."""
        deadline = time.monotonic() + seconds
        while (late := self.late()) and time.monotonic() < deadline and not self.family.asked_to_stop:
            self.look()
            self.pause()
        return late

    def pause(self) -> None:
        """Between two looks at somebody who is starting."""
        time.sleep(_LOOK_EVERY)

    def late(self) -> list[str]:
        return [agency.source for agency in self._agencies.values() if not agency.is_ready]

    def watch(self) -> None:
        """Until somebody asks us to stop."""
        while not self.family.asked_to_stop:
            self.look()
            time.sleep(_LOOK_EVERY if self.late() else 0.5)

    def stop(self) -> None:
        self.family.stop()

    def _program(self, source: str) -> Program:
        kind = self.fails.get(source, roster.HEALTHY)
        words = ["--home", str(self.homes / source), "--nation", str(self.nation)]
        words += ["--latency", str(self.latency_ms)] if self.latency_ms else []
        words += ["--fail", kind] if kind != roster.HEALTHY else []
        return Program(source, words, roster.agency_module(source))

    def _start(self, agency: _Agency) -> None:
        self.family.start(agency.program)
        agency.started_at, agency.next_start, agency.is_ready = time.monotonic(), None, False

    def _see(self, agency: _Agency) -> None:
        found = doors(self.homes / agency.source)
        if found and all(map(is_open, found)):
            agency.is_ready = True
            took = time.monotonic() - agency.started_at
            kind = self.fails.get(agency.source, roster.HEALTHY)
            how = "" if kind == roster.HEALTHY else f", told to fail: {kind}"
            where = " ".join(f"{host}:{port}" for host, port in found)
            self.tell(f"{agency.source:<24} {where:<18} ready after {took:.1f} s{how}")

    def _after_end(self, agency: _Agency, sentence: str) -> None:
        now = time.monotonic()
        if agency.next_start is None:
            agency.deaths = 0 if now - agency.started_at > _LONG_ENOUGH else agency.deaths
            pause = PAUSES[min(agency.deaths, len(PAUSES) - 1)]
            agency.deaths, agency.next_start, agency.is_ready = agency.deaths + 1, now + pause, False
            self.tell(f"{sentence} It is started again in {pause:g} s.")
        elif now >= agency.next_start:
            self._start(agency)
