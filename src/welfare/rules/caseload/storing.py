"""A caseload as a NumPy archive (.npz): one array for each column, everything else as JSON text; no pickled
objects, so that opening a file runs nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.checking import InvalidCaseload
from welfare.rules.caseload.provenance import Provenance
from welfare.rules.facts.problems import Problem

_FIXED = ("county", "offsets", "applicant")
_FOLDERS = ("persons", "cases", "unknown")


class Saved(Protocol):
    """What of a caseload is written beside its columns."""

    @property
    def on(self) -> date: ...
    @property
    def note(self) -> str: ...
    @property
    def provenance(self) -> Mapping[str, Provenance]: ...


def save(caseload: Saved, path: Path) -> None:
    """Write all columns; the files a caseload was read from are not kept."""
    told = {
        "on": caseload.on.isoformat(),
        "note": caseload.note,
        "provenance": {
            name: [one.source, one.as_of.isoformat() if one.as_of else None, one.data_year]
            for name, one in caseload.provenance.items()
        },
    }
    arrays: dict[str, NDArray[Any]] = {name: getattr(caseload, name) for name in _FIXED}
    for folder in _FOLDERS:
        arrays |= {f"{folder}/{name}": column for name, column in getattr(caseload, folder).items()}
    arrays["about"] = np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> dict[str, Any]:
    """What Caseload.from_columns takes; raises InvalidCaseload."""
    folders: dict[str, dict[str, NDArray[Any]]] = {folder: {} for folder in _FOLDERS}
    try:
        with np.load(path, allow_pickle=False) as archive:
            fixed = {name: archive[name] for name in _FIXED}
            told = json.loads(archive["about"].tobytes())
            for key in archive.files:
                folder, _, name = key.partition("/")
                if name:
                    folders[folder][name] = archive[key]
        on = date.fromisoformat(told["on"])
        provenance = {
            name: Provenance(source, date.fromisoformat(as_of) if as_of else None, year)
            for name, (source, as_of, year) in told["provenance"].items()
        }
        note = str(told["note"])
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile, EOFError) as broken:
        raise InvalidCaseload((Problem("$", f"{path} is not a caseload: {broken}."),)) from broken
    except OSError as missing:
        raise InvalidCaseload((Problem("$", f"{path}: {missing.strerror}."),)) from missing
    return {
        "jurisdiction": fixed["county"],
        "offsets": fixed["offsets"],
        "applicant": fixed["applicant"],
        **folders,
        "on": on,
        "provenance": provenance,
        "note": note,
    }
