"""Addresses of the phone."""

from django.urls import path

from welfare.mobile import pages

app_name = "mobile"
urlpatterns = [
    path("", pages.home, name="home"),
    path("start/", pages.start, name="start"),
    path("start/check/", pages.check_id, name="check_id"),
    path("lists/<slug:which>/", pages.case_list, name="list"),
    path("applications/<uuid:case_id>/", pages.case, name="case"),
    path("applications/<uuid:case_id>/<slug:topic>/", pages.topic, name="topic"),
]
