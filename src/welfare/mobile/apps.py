from django.apps import AppConfig


class MobileConfig(AppConfig):
    name = "welfare.mobile"
    label = "mobile"
