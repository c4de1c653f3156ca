"""Addresses of the monthly comparison."""

from django.urls import path

from welfare.monthly_comparison import pages

app_name = "monthly_comparison"
urlpatterns = [
    path("", pages.inbox, name="inbox"),
    path("<uuid:change_id>/", pages.change, name="change"),
    path("<uuid:change_id>/settle/", pages.settle, name="settle"),
    path("months/", pages.runs, name="runs"),
    path("months/start/", pages.start, name="start"),
    path("months/<uuid:comparison_run_id>/", pages.run, name="run"),
]
