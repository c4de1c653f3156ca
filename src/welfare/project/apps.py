from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "welfare.project"
    label = "project"

    def ready(self) -> None:
        from welfare.project import wiring

        wiring.connect()
