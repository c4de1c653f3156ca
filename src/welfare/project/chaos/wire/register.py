"""One register in trouble: its agency's process, the lines to it, and the connector that lives with both."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.module_loading import import_string

from welfare.lookup.ports import BatchConnector
from welfare.project.agencies import roster
from welfare.project.agencies.doors import FILE, doors
from welfare.project.agencies.watch import Agencies
from welfare.project.chaos.wire.line import Line, Trouble

#: what connectors wait for an answer of the network, so that a silent line costs a run little
_SECONDS = 2
_KEYS = ("*key*", "*.pem", "*.pgp", "*.crt", "*.cer", "*.password", FILE)


@dataclass
class Register:
    """Made when its agency is ready: what it agreed on is copied for our side, with our lines in between."""

    source: str
    agencies: Agencies
    office: Path
    lines: dict[int, Line] = field(default_factory=dict)
    kind: str = roster.HEALTHY

    def __post_init__(self) -> None:
        self._kept = self.office.with_name(f"{self.office.name}-keys")
        _copy_keys(self.home, self._kept)
        for door in doors(self.home):
            self.lines[door[1]] = Line(door)
        self.office.mkdir(parents=True)
        for path in self.home.iterdir():
            if path.is_file():
                shutil.copy2(path, self.office / path.name)
        said = yaml.safe_load((self.office / FILE).read_text("utf-8"))
        ours = self._through_lines(said) | {"seconds": _SECONDS}
        (self.office / FILE).write_text(yaml.safe_dump(ours, allow_unicode=True, sort_keys=False), "utf-8")
        self.connector: Any = import_string(f"welfare.connectors.{self.source}.connector.Connector")(
            self.office
        )

    @property
    def home(self) -> Path:
        return self.agencies.homes / self.source

    @property
    def takes_parcels(self) -> bool:
        return isinstance(self.connector, BatchConnector)

    def behave(self, kind: str = roster.HEALTHY) -> None:
        """Started anew in this mood, with the keys it agreed on; who is told to be down never gets ready."""
        self.agencies.family.end(self.source)
        _copy_keys(self._kept, self.home)
        self.kind = kind
        self.agencies.misbehave(self.source, kind)
        for _try in range(2 if kind == "down" else 100):
            self.agencies.look()
            if self.source not in self.agencies.late():
                return
            self.agencies.pause()

    def disturb(self, trouble: Trouble, chance: Any) -> None:
        for line in self.lines.values():
            line.disturb(trouble, chance)

    def close(self) -> None:
        for line in self.lines.values():
            line.close()

    def _through_lines(self, said: Any) -> Any:
        """The same agreement with our lines' ports in the place of the agency's."""
        if isinstance(said, dict):
            return {
                name: self.lines[value].port
                if name == "port" and value in self.lines
                else self._through_lines(value)
                for name, value in said.items()
            }
        if isinstance(said, list):
            return [self._through_lines(value) for value in said]
        if isinstance(said, str) and "://" in said:
            for port, line in self.lines.items():
                said = said.replace(f":{port}", f":{line.port}")
        return said


def _copy_keys(here: Path, there: Path) -> None:
    """Keys and agreements only: what an agency remembers of us is its own."""
    for folder in ("", "agency"):
        for pattern in _KEYS:
            for path in (here / folder).glob(pattern):
                if path.is_file():
                    (there / folder).mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, there / folder / path.name)
