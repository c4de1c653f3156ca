"""Addresses of visit."""

from django.urls import URLPattern

app_name = "visit"
urlpatterns: list[URLPattern] = []
