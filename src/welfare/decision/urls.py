"""Addresses of decision."""

from django.urls import path

from welfare.decision import pages

app_name = "decision"
urlpatterns = [
    path("cases/<uuid:case_id>/draft/", pages.draft, name="draft"),
    path("cases/<uuid:case_id>/issue/", pages.issue, name="issue"),
    path("cases/<uuid:case_id>/not-entertained/", pages.not_entertain, name="not_entertain"),
    path("notices/<uuid:notice_id>/", pages.letter, name="letter"),
    path("notices/<uuid:notice_id>/service/", pages.serve, name="serve"),
]
