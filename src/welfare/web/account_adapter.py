"""Where allauth asks us: nobody signs up, every sign-in is audited, wrong passwords are counted.

No audit, no act: when the audit row cannot be written, the sign-in fails with it.
"""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from welfare.foundation import audit, crypto
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.audit import Event
from welfare.foundation.models import Officer
from welfare.foundation.roles import Role
from welfare.web import sessions, throttling

WAIT_MINUTES = int(throttling.WAIT.total_seconds() // 60)


class OfficerAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in, sign-out and their records."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host: a list of other allowed hosts would be an open redirect."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:me")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._tries = throttling.take(credentials.get("username", ""), self._network(request))
        if self._tries.locked:
            self._audit_failure(credentials.get("username", ""), locked=True)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        officer = super().authenticate(request, **credentials)
        if officer is not None:
            throttling.succeed(credentials.get("username", ""), self._network(request))
        return officer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._audit_failure(credentials.get("username", ""), locked=False)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in {"username_password_mismatch", "incorrect_password"} and self._tries.left:
            words = _("密碼不對，還可以試 %(left)s 次。請看看大寫鍵有沒有開。")
            words %= {"left": self._tries.left}
        elif code in {"username_password_mismatch", "incorrect_password", "too_many_login_attempts"}:
            words = _("試了太多次。請等 %(minutes)s 分鐘再試，或改用通行金鑰登入。")
            words %= {"minutes": WAIT_MINUTES}
        else:
            return super().validation_error(code, *args)  # type: ignore[no-any-return]
        return ValidationError(words, code=code)

    _tries = throttling.Tries(left=0, locked=False)

    def login(self, request: HttpRequest, user: Any) -> None:
        with transaction.atomic():
            super().login(request, user)
            sessions.begin(request)
            audit.append(by=_identity(user), event=Event.ACCOUNT_SIGNED_IN, demo=user.is_demo)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Officer):
            acting = getattr(request, "acting", None) or _identity(request.user)
            audit.append(by=acting, event=Event.ACCOUNT_SIGNED_OUT)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for the first second factor right after sign-in: the password was typed a moment ago."""
        if getattr(self.request, "enrolling", False) and sessions.is_fresh(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _network(self, request: HttpRequest) -> str:
        return str(truncate_ip(self.get_client_ip(request)))

    def _audit_failure(self, username: str, *, locked: bool) -> None:
        """The chain of the officer's county, or the national one when there is no such account."""
        officer = Officer.objects.filter(username__iexact=username).first()
        county = _identity(officer).county if officer else ""
        audit.append(
            by=Acting.system(county),
            event=Event.ACCOUNT_SIGN_IN_FAILED,
            account=str(officer.pk) if officer else crypto.keyed_hash(username),
            locked=locked,
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed before they reach the database."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(crypto.seal(text.encode(), context=b"second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(base64.b64decode(encrypted_text), context=b"second factor").decode()


def _identity(officer: Officer) -> Acting:
    """Who the officer acts as at the door; somebody without an appointment belongs to no county."""
    return acting_for(officer) or Acting(
        officer_id=officer.pk, name=officer.name, role=Role.SYSTEM, agency_id=None, agency_name=""
    )
