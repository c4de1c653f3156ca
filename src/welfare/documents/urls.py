"""Addresses of documents."""

from django.urls import path

from welfare.documents import pages

app_name = "documents"
urlpatterns = [
    path("evidence/<uuid:evidence_id>/", pages.evidence, name="evidence"),
    path("evidence/<uuid:evidence_id>/judgement/", pages.judge, name="judge"),
    path("<uuid:document_id>/", pages.download, name="download"),
]
