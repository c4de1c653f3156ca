"""Addresses of `web` itself."""

from django.urls import path

from welfare.web import pages

app_name = "web"
urlpatterns = [
    path("display/", pages.set_display, name="set_display"),
    path("keep-alive/", pages.keep_alive, name="keep_alive"),
    path("ui-components/", pages.gallery, name="gallery"),
]
