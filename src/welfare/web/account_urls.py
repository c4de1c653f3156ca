"""Addresses of people's own things: identity, deputies, the form that was kept, demo sign-in."""

from django.urls import path

from welfare.web import account_pages, deputy_pages

app_name = "accounts"
urlpatterns = [
    path("me/", account_pages.me, name="me"),
    path("act-as/", account_pages.act_as, name="act_as"),
    path("demo-sign-in/", account_pages.demo_sign_in, name="demo_sign_in"),
    path("kept-form/", account_pages.kept_form, name="kept_form"),
    path("kept-form/forget/", account_pages.forget_kept_form, name="forget_kept_form"),
    path("deputies/", deputy_pages.deputies, name="deputies"),
    path("deputies/grant/", deputy_pages.grant, name="grant_deputy"),
    path("deputies/<uuid:deputyship_id>/end/", deputy_pages.end, name="end_deputy"),
]
