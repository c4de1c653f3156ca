"""Addresses of lookup."""

from django.urls import path

from welfare.lookup import pages

app_name = "lookup"
urlpatterns = [
    path("facts/<uuid:fact_id>/", pages.fact, name="fact"),
    path("facts/<uuid:fact_id>/corrections/", pages.correct, name="correct"),
    path("facts/<uuid:fact_id>/confirmation/", pages.confirm, name="confirm"),
    path("<uuid:lookup_id>/", pages.question, name="request"),
    path("<uuid:lookup_id>/again/", pages.ask_again, name="ask_again"),
]
