"""Addresses. Plural nouns; never a name, an ID number or anything else about a person."""

from django.urls import include, path

handler400 = "welfare.web.errors.bad_request"
handler403 = "welfare.web.errors.permission_denied"
handler404 = "welfare.web.errors.page_not_found"
handler500 = "welfare.web.errors.server_error"

urlpatterns = [
    path("", include("welfare.desk.urls")),
    path("", include("welfare.web.urls")),
    path("accounts/", include("welfare.web.sign_in_urls")),
    path("accounts/", include("welfare.web.account_urls")),
    path("audit/", include("welfare.web.audit_urls")),
    path("phone/", include("welfare.mobile.urls")),
    path("documents/", include("welfare.documents.urls")),
    path("applications/", include("welfare.intake.urls")),
    path("lookups/", include("welfare.lookup.urls")),
    path("looks/", include("welfare.lookup.looks.urls")),
    path("determinations/", include("welfare.determination.urls")),
    path("reviews/", include("welfare.review.urls")),
    path("visits/", include("welfare.visit.urls")),
    path("decisions/", include("welfare.decision.urls")),
    path("payments/", include("welfare.payment.urls")),
    path("statistics/", include("welfare.statistics.urls")),
    path("changes/", include("welfare.monthly_comparison.urls")),
    path("annual-reviews/", include("welfare.annual_review.urls")),
    path("", include("welfare.project.health_urls")),
]
