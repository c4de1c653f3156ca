"""Addresses of review."""

from django.urls import path

from welfare.review import pages

app_name = "review"
urlpatterns = [
    path("cases/<uuid:case_id>/first/", pages.first_review, name="first_review"),
    path("cases/<uuid:case_id>/second/", pages.second_review, name="second_review"),
    path("cases/<uuid:case_id>/return/", pages.return_case, name="return_case"),
    path("rosters/", pages.rosters, name="rosters"),
    path("rosters/preview/", pages.preview_roster, name="preview_roster"),
    path("rosters/send/", pages.send_roster, name="send_roster"),
    path("rosters/<uuid:roster_id>/", pages.roster, name="roster"),
]
