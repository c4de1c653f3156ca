from django.apps import AppConfig


class DeterminationConfig(AppConfig):
    name = "welfare.determination"
    label = "determination"
