"""Addresses of taking an application at the counter; included by the desk under applications/new/."""

from django.urls import path

from welfare.desk import new_application

urlpatterns = [
    path("", new_application.new_application, name="new_application"),
    path("check/", new_application.check_id, name="check_id"),
    path("<uuid:case_id>/", new_application.application, name="application"),
]
