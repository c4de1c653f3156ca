"""Addresses of payment."""

from django.urls import path

from welfare.payment import pages

app_name = "payment"
urlpatterns = [
    path("", pages.rosters, name="rosters"),
    path("prepare/", pages.prepare, name="prepare"),
    path("<uuid:payment_roster_id>/", pages.roster, name="roster"),
    path("<uuid:payment_roster_id>/release/", pages.release, name="release"),
    path("<uuid:payment_roster_id>/withdrawal/", pages.withdraw, name="withdraw"),
    path("<uuid:payment_roster_id>/transfer-file/", pages.write_file, name="write_file"),
    path("documents/<uuid:document_id>/", pages.download, name="download"),
]
