"""Evidence of a case: kept once, shown to those whose case it is, judged with a reason."""

import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.documents import services, vault
from welfare.documents.models import Evidence, EvidenceStatus, StoredFile
from welfare.documents.policies import NeedsReason, UnknownKind
from welfare.documents.selectors import evidence_of, missing_evidence
from welfare.documents.tests import pictures
from welfare.documents.uploads import BadUpload
from welfare.foundation.models import AuditEvent

pytestmark = pytest.mark.django_db


def _store(by, case, content=None, *, key="k1", page=1, kind="passbook_cover"):
    upload = pictures.upload(content or pictures.jpeg())
    return services.store_evidence(by=by, case=case, kind=kind, upload=upload, page=page, key=key)


def test_a_photo_comes_back_as_it_was_kept_and_only_ciphertext_lies_on_the_disk(as_, settings):
    case = a_case()
    with as_("clerk") as by:
        evidence = _store(by, case)
        content = services.content_of(evidence.file)
        assert vault.digest(content) == evidence.file.sha256
        from django.core.files.storage import default_storage

        assert content[:20] not in default_storage.open(evidence.file.location).read()


def test_a_double_click_keeps_one_page(as_):
    case = a_case()
    with as_("clerk") as by:
        first, second = _store(by, case), _store(by, case)
        third = _store(by, case, key="another click")
        assert first == second == third
        assert Evidence.objects.filter(case=case).count() == 1


def test_a_second_photo_of_the_same_page_replaces_the_first(as_):
    case = a_case()
    with as_("clerk") as by:
        blurred = _store(by, case)
        sharp = _store(by, case, pictures.jpeg("grey"), key="k2")
        blurred.refresh_from_db()
        assert blurred.status == EvidenceStatus.REPLACED
        assert list(evidence_of(case)) == [sharp]


def test_the_same_picture_in_two_cases_of_a_county_is_stored_once(as_):
    here, elsewhere = a_case(), a_case(town="10015010", village="10015010001")
    with as_("clerk") as by:
        mine = _store(by, here)
    with as_("caseworker2") as by:
        assert not StoredFile.objects.filter(pk=mine.file_id).exists()
        theirs = _store(by, elsewhere)
        assert theirs.file.location == mine.file.location
        assert services.content_of(theirs.file)


def test_a_file_that_was_changed_on_the_disk_is_never_shown(as_):
    case = a_case()
    with as_("clerk") as by:
        evidence = _store(by, case)
        from django.core.files.storage import default_storage

        path = default_storage.path(evidence.file.location)
        with open(path, "r+b") as file:
            file.seek(40)
            file.write(b"\0\0\0\0")
        with pytest.raises(vault.Tampered):
            services.content_of(evidence.file)


def test_a_refused_upload_leaves_nothing_and_can_be_sent_again_with_the_same_form(as_):
    case = a_case()
    with as_("clerk") as by:
        with pytest.raises(BadUpload):
            services.store_evidence(
                by=by, case=case, kind="passbook_cover", upload=pictures.upload(b""), key="form"
            )
        assert not Evidence.objects.filter(case=case).exists()
        assert _store(by, case, key="form").page == 1


def test_a_paper_the_program_does_not_ask_for_is_refused(as_):
    case = a_case()
    with as_("clerk") as by, pytest.raises(UnknownKind):
        _store(by, case, kind="love_letter")


def test_what_is_still_missing_is_known(as_):
    case = a_case()
    with as_("clerk") as by:
        assert [e.code for e in missing_evidence(case)] == ["application_form", "passbook_cover"]
        _store(by, case)
        assert [e.code for e in missing_evidence(case)] == ["application_form"]


def test_a_refusal_says_why_and_the_paper_is_missing_again(as_):
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("clerk") as by:
        evidence = _store(by, case)
        with pytest.raises(PermissionDenied):
            services.judge_evidence(by=by, evidence=evidence, accepted=True, key="j0")
    with as_("caseworker") as by:
        with pytest.raises(NeedsReason):
            services.judge_evidence(by=by, evidence=evidence, accepted=False, key="j1")
        services.judge_evidence(by=by, evidence=evidence, accepted=False, reason="帳號看不清楚", key="j2")
        assert evidence.refusal_reason == "帳號看不清楚"
        assert "passbook_cover" in [e.code for e in missing_evidence(case)]


@pytest.mark.proves("P10-10")
def test_looking_at_a_paper_leaves_a_trace(as_):
    case = a_case()
    with as_("clerk") as by:
        evidence = _store(by, case)
        services.read_evidence(by=by, evidence=evidence)
    with as_("auditor"):
        assert AuditEvent.objects.filter(case_id=case.id, event="documents.read").count() == 1
