from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "welfare.statistics"
    label = "statistics"
