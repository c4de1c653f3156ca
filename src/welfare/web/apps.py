"""Django app `web`; it must stand before `allauth` so that its sign-in pages are found first."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "welfare.web"
    label = "web"
    verbose_name = "暖流"
