from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "welfare.desk"
    label = "desk"
