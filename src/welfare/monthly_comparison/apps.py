from django.apps import AppConfig


class MonthlyComparisonConfig(AppConfig):
    name = "welfare.monthly_comparison"
    label = "monthly_comparison"
