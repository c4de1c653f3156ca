"""Addresses of annual_review."""

from django.urls import path

from welfare.annual_review import pages

app_name = "annual_review"
urlpatterns = [
    path("", pages.runs, name="runs"),
    path("start/", pages.start, name="start"),
    path("<uuid:annual_review_id>/", pages.run, name="run"),
]
