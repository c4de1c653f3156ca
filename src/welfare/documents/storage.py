"""Where the bytes of evidence lie: a folder of ciphertext, each object written whole or not at all."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

_UNFINISHED = ".part"
_PRIVATE = 0o700


class EvidenceStorage(Storage):
    """Storage backend on a folder named by settings.STORAGE_URL (file:/absolute/path).

    Holds ciphertext only (see `vault`), has no addresses of its own, and never lists or deletes.
    Raises ImproperlyConfigured for any other kind of address.
    """

    def __init__(self, url: str | None = None) -> None:
        self._url = url

    @property
    def root(self) -> Path:
        parts = urlsplit(self._url or settings.STORAGE_URL)
        if parts.scheme != "file" or not parts.path.startswith("/"):
            raise ImproperlyConfigured("STORAGE_URL must be file: and an absolute path")
        return Path(unquote(parts.path))

    def path(self, name: str) -> str:
        """The file of an object; a name that leads out of the folder raises SuspiciousFileOperation."""
        target = (self.root / name).resolve()
        if not target.is_relative_to(self.root.resolve()):
            raise SuspiciousFileOperation("a stored object lies inside the storage folder")
        return str(target)

    def exists(self, name: str) -> bool:
        return Path(self.path(name)).is_file()

    def size(self, name: str) -> int:
        return Path(self.path(name)).stat().st_size

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name  # the content gives the name

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]
        return ContentFile(Path(self.path(name)).read_bytes(), name=name)

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        """Write beside the target, flush, then rename: a crash leaves the old state or the new one."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        handle, draft = tempfile.mkstemp(dir=target.parent, suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(draft)
            raise
        _flush_folder(target.parent)
        return name

    def unfinished(self, *, older_than_seconds: float) -> Iterator[Path]:
        """What a killed process left half written; never named by any row."""
        oldest = time.time() - older_than_seconds
        for draft in self.root.rglob(f"*{_UNFINISHED}"):
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < oldest:
                    yield draft


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
