from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "welfare.review"
    label = "review"
