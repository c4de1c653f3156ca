"""Sealed data open with their own key, in their own place, and nowhere else."""

from types import SimpleNamespace

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.case.models import Member
from welfare.case.tests.factories import a_case
from welfare.foundation import crypto
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=500), st.binary(max_size=40))
def test_what_is_sealed_opens_again_and_shows_nothing(plain, context):
    sealed = crypto.seal(plain, context=context)
    assert crypto.unseal(sealed, context=context) == plain
    assert len(plain) < 4 or plain not in sealed


def test_the_same_words_never_look_the_same_twice():
    assert crypto.seal(b"U290000016", context=b"x") != crypto.seal(b"U290000016", context=b"x")


@pytest.mark.proves("P10-71")
def test_a_ciphertext_moved_to_another_column_does_not_open():
    with pytest.raises(InvalidTag):
        crypto.unseal(crypto.seal(b"secret", context=b"account.number"), context=b"member.national_id")


@given(st.integers(min_value=0, max_value=30), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_does_not_open(place, flip):
    sealed = bytearray(crypto.seal(b"a bank account", context=b"x"))
    place = len(sealed) - 1 - place
    sealed[place] ^= flip
    with pytest.raises((InvalidTag, crypto.UnknownKey, UnicodeDecodeError)):
        crypto.unseal(bytes(sealed), context=b"x")


@pytest.mark.proves("P10-69")
def test_after_a_new_key_old_rows_still_open_and_new_rows_name_the_new_key(settings):
    old = crypto.seal(b"before", context=b"x")
    ring = settings.KEY_RING
    settings.KEY_RING = SimpleNamespace(active="next", keys={**ring.keys, "next": b"n" * 32})
    new = crypto.seal(b"after", context=b"x")
    assert crypto.unseal(old, context=b"x") == b"before"
    assert b"next" in new[:5] and crypto.unseal(new, context=b"x") == b"after"
    settings.KEY_RING = ring
    with pytest.raises(crypto.UnknownKey, match="next"):
        crypto.unseal(new, context=b"x")


@pytest.mark.proves("P10-71")
def test_the_search_hash_needs_the_key(settings):
    with_key = crypto.keyed_hash("U290000016")
    settings.KEY_RING = SimpleNamespace(active="a", keys={"a": b"a" * 32, "search": b"s" * 32})
    assert crypto.keyed_hash("U290000016") != with_key
    assert len(with_key) == 64


@pytest.mark.proves("P10-71")
def test_the_database_stores_no_readable_id_number(db):
    case = a_case()
    with acting_as(Acting.system("10015")):
        plain = Member.objects.get(case=case).national_id
        with connection.cursor() as cursor:
            cursor.execute("select national_id from case_member")
            stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert plain.startswith("U") and plain.encode() not in stored
