"""Addresses of `web` itself."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from welfare.web import pages

app_name = "web"
urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("display/", pages.set_display, name="set_display"),
    path("keep-alive/", pages.keep_alive, name="keep_alive"),
    path("ui-components/", pages.gallery, name="gallery"),
]
