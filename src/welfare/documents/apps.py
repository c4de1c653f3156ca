from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "welfare.documents"
    label = "documents"
