from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "welfare.intake"
    label = "intake"
