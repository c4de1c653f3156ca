"""Addresses of who looked."""

from django.urls import path

from welfare.lookup.looks import pages
from welfare.lookup.looks.sheets import pages as sheets

app_name = "looks"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("officers/", pages.officers, name="officers"),
    path("officers/<uuid:officer_id>/", pages.officer, name="officer"),
    path("cases/<uuid:case_id>/", pages.case, name="case"),
    path("cases/<uuid:case_id>/told/", pages.tell, name="tell"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:sheet_id>/signature/", sheets.sign, name="sign"),
    path("sheets/<uuid:sheet_id>/paper/", sheets.paper, name="paper"),
    path("sheets/<uuid:sheet_id>/rows/", sheets.rows, name="rows"),
    path("alarms/", pages.alarms, name="alarms"),
    path("alarms/<uuid:alarm_id>/", pages.alarm, name="alarm"),
    path("alarms/<uuid:alarm_id>/answer/", pages.answer, name="answer"),
]
