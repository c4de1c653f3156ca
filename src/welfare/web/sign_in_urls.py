"""The doors of allauth that are open here. Sign-up, e-mail addresses and reset by e-mail have no address:
an office makes accounts, and a lost password is a matter for a second person of the office."""

from allauth.account import views
from django.urls import include, path

from welfare.web.account_pages import ChangePassword, SignIn

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
