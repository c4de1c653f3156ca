from django.apps import AppConfig


class VisitConfig(AppConfig):
    name = "welfare.visit"
    label = "visit"
