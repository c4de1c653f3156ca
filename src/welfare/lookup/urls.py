"""Addresses of lookup."""

from django.urls import path

from welfare.lookup import pages
from welfare.lookup.exchange import pages as exchange

app_name = "lookup"
urlpatterns = [
    path("exchange/", exchange.ledger, name="exchange"),
    path("exchange/again/", exchange.send_again, name="send_again"),
    path("exchange/examined/", exchange.examined, name="examined"),
    path("facts/<uuid:fact_id>/", pages.fact, name="fact"),
    path("facts/<uuid:fact_id>/corrections/", pages.correct, name="correct"),
    path("facts/<uuid:fact_id>/confirmation/", pages.confirm, name="confirm"),
    path("<uuid:lookup_id>/", pages.question, name="request"),
    path("<uuid:lookup_id>/again/", pages.ask_again, name="ask_again"),
]
