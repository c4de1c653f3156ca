"""Addresses of visit."""

from django.urls import path

from welfare.visit import pages

app_name = "visit"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("plans/<uuid:case_id>/", pages.plan, name="plan"),
    path("starts/<uuid:case_id>/", pages.start, name="start"),
    path("<uuid:visit_id>/", pages.record, {"template": "visit/record.html"}, name="record"),
    path(
        "<uuid:visit_id>/phone/",
        pages.record,
        {"template": "visit/record_on_phone.html"},
        name="record_on_phone",
    ),
]
