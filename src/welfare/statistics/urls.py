"""Addresses of statistics."""

from django.urls import path

from welfare.statistics import pages

app_name = "statistics"
urlpatterns = [
    path("", pages.dashboard, name="dashboard"),
    path("export/", pages.export, name="export"),
]
