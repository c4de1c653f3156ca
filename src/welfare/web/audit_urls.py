"""Address of the audit reader."""

from django.urls import path

from welfare.web import audit_pages

app_name = "audit"
urlpatterns = [path("", audit_pages.trail, name="trail")]
