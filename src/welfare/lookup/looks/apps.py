from django.apps import AppConfig


class LooksConfig(AppConfig):
    name = "welfare.lookup.looks"
    label = "looks"
