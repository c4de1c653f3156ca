from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "welfare.foundation"
    label = "foundation"
    verbose_name = "Ground"
