"""What lies on the disk: ciphertext that opens only where it belongs, whole or not at all."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.documents import vault
from welfare.documents.storage import EvidenceStorage


def _locked(content: bytes) -> tuple[str, vault.Locked]:
    sha256 = vault.digest(content)
    return sha256, vault.lock(content, county="10015", sha256=sha256)


@pytest.mark.proves("P10-12")
@given(st.binary(max_size=4096))
@settings(max_examples=50)
def test_what_is_locked_opens_again_byte_for_byte(content):
    sha256, locked = _locked(content)
    assert vault.unlock(locked, county="10015", sha256=sha256) == content
    assert len(content) < 8 or content not in locked.body


@given(st.binary(min_size=1, max_size=512), st.data())
@settings(max_examples=60)
def test_one_changed_bit_anywhere_is_noticed(content, data):
    sha256, locked = _locked(content)
    body = bytearray(locked.body)
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(vault.Tampered):
        vault.unlock(vault.Locked(locked.wrapped_key, bytes(body)), county="10015", sha256=sha256)


def test_a_file_moved_to_another_county_does_not_open():
    sha256, locked = _locked(b"a page")
    with pytest.raises(vault.Tampered):
        vault.unlock(locked, county="66000", sha256=sha256)


def test_a_key_is_rotated_without_touching_the_file():
    sha256, locked = _locked(b"a page")
    fresh = vault.rewrap(locked.wrapped_key, county="10015", sha256=sha256)
    assert fresh != locked.wrapped_key
    assert vault.unlock(vault.Locked(fresh, locked.body), county="10015", sha256=sha256) == b"a page"


def test_the_folder_does_not_tell_which_known_file_it_holds():
    assert vault.digest(b"a page") not in vault.location_of("10015", vault.digest(b"a page"))


def test_a_crash_in_the_middle_of_writing_leaves_no_half_object(tmp_path, monkeypatch):
    storage = EvidenceStorage(f"file:{tmp_path}")
    storage.save("10015/ab/one", ContentFile(b"old"))

    def power_cut(handle: int) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        storage.save("10015/ab/one", ContentFile(b"new and longer"))
    with pytest.raises(OSError, match="power cut"):
        storage.save("10015/ab/two", ContentFile(b"new"))
    assert storage.open("10015/ab/one").read() == b"old"
    assert not storage.exists("10015/ab/two")
    assert [p.name for p in Path(tmp_path).rglob("*") if p.is_file()] == ["one"]


def test_what_a_killed_process_left_is_swept_after_a_day(tmp_path):
    storage = EvidenceStorage(f"file:{tmp_path}")
    left = tmp_path / "tmpabc.part"
    left.write_bytes(b"half")
    assert list(storage.unfinished(older_than_seconds=60)) == []
    os.utime(left, (0, 0))
    assert list(storage.unfinished(older_than_seconds=60)) == [left]


@pytest.mark.proves("ASVS-5.3")
def test_a_name_cannot_lead_out_of_the_folder(tmp_path):
    with pytest.raises(SuspiciousFileOperation):
        EvidenceStorage(f"file:{tmp_path}").open("../../etc/passwd")


def test_an_address_that_is_no_folder_is_refused_at_once():
    with pytest.raises(ImproperlyConfigured):
        EvidenceStorage("https://example.org/bucket").exists("a")
