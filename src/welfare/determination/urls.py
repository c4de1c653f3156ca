"""Addresses of determination."""

from django.urls import URLPattern

app_name = "determination"
urlpatterns: list[URLPattern] = []
