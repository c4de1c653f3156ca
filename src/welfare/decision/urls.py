"""Addresses of decision."""

from django.urls import URLPattern

app_name = "decision"
urlpatterns: list[URLPattern] = []
