"""docs/reference/permissions.md: what each role may do at all."""

from django.utils.translation import override

from welfare.foundation.roles import ROLE_LABELS, ROLE_PERMISSIONS, Permission, Role


def render() -> str:
    roles = [role for role in Role if role is not Role.SYSTEM]
    with override("zh-hant"):
        lines = [
            "# Permissions",
            "",
            "Made from `src/welfare/foundation/roles.py` by `welfare docs`; do not edit. A permission says",
            "*who*; each stage's `policies.py` says *when*; row-level security in the database says *whose*.",
            "",
            "| permission | " + " | ".join(str(ROLE_LABELS[role]) for role in roles) + " |",
            "|---|" + "---|" * len(roles),
        ]
    for permission in Permission:
        marks = ["●" if permission in ROLE_PERMISSIONS[role] else "" for role in roles]
        lines.append(f"| `{permission.value}` | " + " | ".join(marks) + " |")
    return "\n".join([*lines, ""])
