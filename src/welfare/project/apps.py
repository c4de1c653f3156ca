from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "welfare.project"
    label = "project"

    def ready(self) -> None:
        from welfare.project import native, places, wiring

        native.load_private_libraries(places.data_dir())
        wiring.connect()
