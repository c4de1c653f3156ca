"""Who works here: the ten roles, and what each may do at all.

A permission says *who*; a policy (in each stage) says *when*. Row-level security says *whose*.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """One appointment gives one role in one agency."""

    VILLAGE_CLERK = "village_clerk"
    TOWNSHIP_CASEWORKER = "township_caseworker"
    SECTION_CHIEF = "section_chief"
    COUNTY_REVIEWER = "county_reviewer"
    COUNTY_APPROVER = "county_approver"
    SOCIAL_WORKER = "social_worker"
    ACCOUNTANT = "accountant"
    MINISTRY_ADMINISTRATOR = "ministry_administrator"
    OPERATOR = "operator"
    AUDITOR = "auditor"
    SYSTEM = "system"  # the worker; never an appointment, cannot sign in


ROLE_LABELS = {
    Role.VILLAGE_CLERK: _("村里幹事"),
    Role.TOWNSHIP_CASEWORKER: _("公所承辦"),
    Role.SECTION_CHIEF: _("公所課長"),
    Role.COUNTY_REVIEWER: _("縣府複審"),
    Role.COUNTY_APPROVER: _("縣府核定"),
    Role.SOCIAL_WORKER: _("社工"),
    Role.ACCOUNTANT: _("主計"),
    Role.MINISTRY_ADMINISTRATOR: _("部會管理者"),
    Role.OPERATOR: _("系統維運"),
    Role.AUDITOR: _("稽核"),
    Role.SYSTEM: _("系統"),
}


class Permission(StrEnum):
    """scope:resource:action, alphabetical."""

    ACCOUNT_SELF_USE = "account:self:use"
    ANNUAL_REVIEW_RUN = "annual_review:batch:run"
    AUDIT_TRAIL_READ = "audit:trail:read"
    CASE_READ = "case:case:read"
    CASE_RETURN = "case:case:return"
    CHANGE_SETTLE = "monthly_comparison:change:settle"
    COMPARISON_RUN = "monthly_comparison:batch:run"
    DECISION_DECIDE = "decision:decision:decide"
    DECISION_SERVE = "decision:notice:serve"
    DEPUTY_GRANT = "account:deputy:grant"
    DOCUMENT_READ = "documents:evidence:read"
    DOCUMENT_STORE = "documents:evidence:store"
    EXCHANGE_OPERATE = "system:exchange:operate"
    FACT_CORRECT = "lookup:fact:correct"
    FIRST_REVIEW_DO = "review:first_review:do"
    INTAKE_RECORD = "intake:application:record"
    LOOKS_ALARM_ANSWER = "lookup:alarm:answer"
    LOOKS_READ = "lookup:looks:read"
    LOOKS_SHEET_SIGN = "lookup:sheet:sign"
    LOOKS_TELL = "lookup:looks:tell"
    LOOKUP_ASK = "lookup:request:ask"
    PAYMENT_PREPARE = "payment:roster:prepare"
    PAYMENT_READ = "payment:roster:read"
    PAYMENT_RELEASE = "payment:roster:release"
    ROSTER_SEND = "review:roster:send"
    SECOND_REVIEW_DO = "review:second_review:do"
    STATISTICS_READ = "statistics:figures:read"
    SUPPLEMENT_REQUEST = "intake:supplement:request"
    SYSTEM_HEALTH_READ = "system:health:read"
    VISIT_ASSIGN = "visit:visit:assign"
    VISIT_RECORD = "visit:visit:record"


_P = Permission
_SELF = {_P.ACCOUNT_SELF_USE}
_READ = _SELF | {_P.CASE_READ, _P.DOCUMENT_READ}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VILLAGE_CLERK: frozenset(
        _READ | {_P.INTAKE_RECORD, _P.DOCUMENT_STORE, _P.LOOKUP_ASK, _P.VISIT_RECORD, _P.DECISION_SERVE}
    ),
    Role.TOWNSHIP_CASEWORKER: frozenset(
        _READ
        | {
            _P.INTAKE_RECORD,
            _P.CHANGE_SETTLE,
            _P.DOCUMENT_STORE,
            _P.LOOKUP_ASK,
            _P.FIRST_REVIEW_DO,
            _P.SUPPLEMENT_REQUEST,
            _P.ROSTER_SEND,
            _P.FACT_CORRECT,
            _P.DECISION_SERVE,
            _P.LOOKS_READ,
            _P.LOOKS_TELL,
            _P.STATISTICS_READ,
        }
    ),
    Role.SECTION_CHIEF: frozenset(
        _READ
        | {
            _P.CHANGE_SETTLE,
            _P.FIRST_REVIEW_DO,
            _P.SUPPLEMENT_REQUEST,
            _P.ROSTER_SEND,
            _P.FACT_CORRECT,
            _P.DEPUTY_GRANT,
            _P.DECISION_DECIDE,
            _P.LOOKS_READ,
            _P.LOOKS_SHEET_SIGN,
            _P.STATISTICS_READ,
        }
    ),
    Role.COUNTY_REVIEWER: frozenset(
        _READ
        | {
            _P.SECOND_REVIEW_DO,
            _P.CASE_RETURN,
            _P.VISIT_ASSIGN,
            _P.LOOKUP_ASK,
            _P.FACT_CORRECT,
            _P.ANNUAL_REVIEW_RUN,
            _P.CHANGE_SETTLE,
            _P.COMPARISON_RUN,
            _P.LOOKS_READ,
            _P.STATISTICS_READ,
        }
    ),
    Role.COUNTY_APPROVER: frozenset(
        _READ
        | {
            _P.DEPUTY_GRANT,
            _P.DECISION_DECIDE,
            _P.DECISION_SERVE,
            _P.CASE_RETURN,
            _P.VISIT_ASSIGN,
            _P.PAYMENT_READ,
            _P.PAYMENT_RELEASE,
            _P.LOOKS_READ,
            _P.LOOKS_SHEET_SIGN,
            _P.STATISTICS_READ,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(_READ | {_P.VISIT_RECORD, _P.DOCUMENT_STORE}),
    Role.ACCOUNTANT: frozenset(
        _SELF | {_P.CASE_READ, _P.PAYMENT_PREPARE, _P.PAYMENT_READ, _P.PAYMENT_RELEASE, _P.STATISTICS_READ}
    ),
    Role.MINISTRY_ADMINISTRATOR: frozenset(_SELF | {_P.STATISTICS_READ}),
    Role.OPERATOR: frozenset(_SELF | {_P.SYSTEM_HEALTH_READ, _P.EXCHANGE_OPERATE}),
    Role.AUDITOR: frozenset(
        _READ
        | {
            _P.AUDIT_TRAIL_READ,
            _P.PAYMENT_READ,
            _P.LOOKS_READ,
            _P.LOOKS_SHEET_SIGN,
            _P.LOOKS_ALARM_ANSWER,
            _P.STATISTICS_READ,
        }
    ),
    Role.SYSTEM: frozenset(Permission),
}
