"""Addresses of annual_review."""

from django.urls import URLPattern

app_name = "annual_review"
urlpatterns: list[URLPattern] = []
