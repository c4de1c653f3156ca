from django.apps import AppConfig


class PaymentConfig(AppConfig):
    name = "welfare.payment"
    label = "payment"
