"""Addresses of intake."""

from django.urls import path

from welfare.intake import pages

app_name = "intake"
urlpatterns = [
    path("<uuid:case_id>/draft/", pages.autosave, name="autosave"),
    path("<uuid:case_id>/supplement/", pages.request_supplement, name="request_supplement"),
    path("<uuid:case_id>/retraction/", pages.retract, name="retract"),
    path("supplements/<uuid:item_id>/", pages.answer_supplement, name="answer_supplement"),
    path("supplements/<uuid:item_id>/judgement/", pages.judge_supplement, name="accept_supplement"),
]
