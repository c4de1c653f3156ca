from django.apps import AppConfig


class CaseConfig(AppConfig):
    name = "welfare.case"
    label = "case"
