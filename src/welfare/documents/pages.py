"""Pages of documents: one page of evidence to look at, one document to take away, a judgement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.documents import services
from welfare.documents.forms import JudgementForm
from welfare.documents.models import Evidence, GeneratedDocument
from welfare.documents.responses import StoredFileResponse
from welfare.foundation.roles import Permission
from welfare.web.page import ActingRequest, page

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


@page(Permission.DOCUMENT_READ)
def evidence(request: ActingRequest, evidence_id: UUID) -> HttpResponse:
    """One page of evidence: a picture inline, anything else as an attachment."""
    found = get_object_or_404(Evidence.objects.select_related("file"), pk=evidence_id)
    content = services.read_evidence(by=request.acting, evidence=found)
    media_type = found.file.media_type
    return StoredFileResponse(
        content,
        media_type=media_type,
        file_name=f"{found.kind}-{found.page}.{_SUFFIXES.get(media_type, 'bin')}",
        inline=media_type.startswith("image/"),
    )


@page(Permission.DOCUMENT_READ)
def download(request: ActingRequest, document_id: UUID) -> HttpResponse:
    """A letter, roster or file this house made, always as an attachment."""
    found = get_object_or_404(GeneratedDocument.objects.select_related("file"), pk=document_id)
    content = services.read_document(by=request.acting, document=found)
    return StoredFileResponse(
        content, media_type=found.file.media_type, file_name=found.file_name, inline=False
    )


@page(Permission.FIRST_REVIEW_DO, methods=("POST",))
def judge(request: ActingRequest, evidence_id: UUID) -> HttpResponse:
    """Accept a paper or say why it will not do, then back to the case."""
    found = get_object_or_404(Evidence, pk=evidence_id)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("請選「採認」或「不能用」再送出。"))
    else:
        try:
            services.judge_evidence(by=request.acting, evidence=found, **form.judgement(), key=form.key())
        except NotNow as refusal:
            messages.error(request, str(refusal))
    return redirect(reverse("desk:case", args=[found.case_id]))
