"""Addresses of determination."""

from django.urls import path

from welfare.determination import pages

app_name = "determination"
urlpatterns = [
    path("<uuid:case_id>/explanation/", pages.explain, name="explanation"),
    path("<uuid:case_id>/run/", pages.run, name="run"),
    path("<uuid:case_id>/go-on/", pages.go_on, name="go_on"),
    path("<uuid:case_id>/judgements/", pages.judge, name="judge"),
]
