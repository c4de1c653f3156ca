"""Addresses of sign-in beyond allauth's own."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
