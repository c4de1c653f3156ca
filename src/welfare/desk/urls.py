"""Addresses of desk."""

from django.urls import include, path

from welfare.desk import pages

app_name = "desk"
urlpatterns = [
    path("", pages.worklist, name="worklist"),
    path("search/", pages.search, name="search"),
    path("system/", pages.system_health, name="health"),
    path("cases/next/", pages.next_case, name="next_case"),
    path("cases/<uuid:case_id>/", pages.case, name="case"),
    path("cases/<uuid:case_id>/glance/", pages.glance, name="glance"),
    path("cases/<uuid:case_id>/identity/", pages.reveal, name="reveal"),
    path("cases/<uuid:case_id>/decision/", pages.decision, name="decision"),
    path("applications/new/", include("welfare.desk.new_application_urls")),
]
