from django.apps import AppConfig


class LookupConfig(AppConfig):
    name = "welfare.lookup"
    label = "lookup"
