from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "welfare.decision"
    label = "decision"
