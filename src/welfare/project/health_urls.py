"""Liveness and readiness for load balancers; open by design, they tell nothing about people."""

from django.urls import path

from welfare.project import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
