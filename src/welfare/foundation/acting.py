"""Acting: the person, the office and the role behind one request; the only identity services accept."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from welfare.foundation.roles import ROLE_LABELS, ROLE_PERMISSIONS, Permission, Role

SYSTEM_OFFICER = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, for which office, on whose behalf.

    county, town, village codes are the ministry of interior's 5, 8 and 11 digits; empty means "none",
    never "all". `on_behalf_of` is the absent colleague when a deputy (職務代理) acts.
    """

    officer_id: UUID
    name: str
    role: Role
    agency_id: UUID | None
    agency_name: str
    county: str = ""
    town: str = ""
    villages: tuple[str, ...] = ()
    on_behalf_of: UUID | None = None
    on_behalf_of_name: str = ""
    device: str = ""

    @classmethod
    def system(cls, county: str = "") -> "Acting":
        """The worker's identity for one county; it never signs in."""
        return cls(
            officer_id=SYSTEM_OFFICER,
            name="system",
            role=Role.SYSTEM,
            agency_id=None,
            agency_name="",
            county=county,
        )

    @property
    def persons(self) -> frozenset[UUID]:
        """The acting person and, for a deputy, the person acted for: four eyes counts both."""
        return frozenset(p for p in (self.officer_id, self.on_behalf_of) if p)

    def can(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]

    def check(self, permission: Permission) -> None:
        """Raise PermissionDenied with a sentence the officer can act on."""
        if not self.can(permission):
            raise PermissionDenied(
                _("您目前的身分是「%(role)s」，不能做這個動作。請切換身分，或請有權限的同仁辦理。")
                % {"role": ROLE_LABELS[self.role]}
            )
