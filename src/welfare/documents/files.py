"""Keeping content and getting it back: one encrypted object per content and county, one row per case."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from welfare.case.models import Case
from welfare.documents import vault
from welfare.documents.models import StoredFile
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as


def keep(content: bytes, *, by: Acting, case: Case | None, media_type: str) -> StoredFile:
    """Store content for a case (or for the office) and return its row. Call inside a verb.

    The same content in the county shares one object, also when its other case is not ours to see: the
    first row is read as the system, and only its wrapped key and place are taken over.
    """
    sha256 = vault.digest(content)
    _one_at_a_time(by.county, sha256)
    with acting_as(Acting.system(by.county)):
        twin = StoredFile.objects.filter(county=by.county, sha256=sha256).first()
    if twin is None or not default_storage.exists(twin.location):
        locked = vault.lock(content, county=by.county, sha256=sha256)
        location = default_storage.save(vault.location_of(by.county, sha256), ContentFile(locked.body))
        wrapped_key = locked.wrapped_key
    else:
        location = twin.location
        wrapped_key = vault.rewrap(bytes(twin.wrapped_key), county=by.county, sha256=sha256)
    file = StoredFile(
        county=by.county,
        case=case,
        sha256=sha256,
        size=len(content),
        media_type=media_type,
        wrapped_key=wrapped_key,
        location=location,
    )
    StoredFile.objects.bulk_create([file])
    return file


def content_of(file: StoredFile) -> bytes:
    """The plain content. Raises vault.Tampered when the stored bytes changed or are gone."""
    try:
        with default_storage.open(file.location) as stored:
            body = stored.read()
    except FileNotFoundError as error:
        raise vault.Tampered(file.sha256[:12]) from error
    locked = vault.Locked(bytes(file.wrapped_key), body)
    return vault.unlock(locked, county=file.county, sha256=file.sha256)


def _one_at_a_time(county: str, sha256: str) -> None:
    """Two first uploads of the same content would write two keys for one object: the second waits."""
    number = int.from_bytes(hashlib.sha256(f"{county}:{sha256}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])
