from django.apps import AppConfig


class AnnualReviewConfig(AppConfig):
    name = "welfare.annual_review"
    label = "annual_review"
