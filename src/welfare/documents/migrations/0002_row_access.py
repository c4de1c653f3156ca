"""Row access of documents."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county

_MINE = "exists (select 1 from case_case c where c.county = {t}.county and c.id = {t}.case_id)"
_COUNTY_ROLES = "welfare_ctx('role') in ('county_reviewer', 'county_approver', 'accountant', 'auditor', 'system')"
_TOWNSHIP = "welfare_ctx('role') in ('township_caseworker', 'section_chief')"

#: files of a case follow the case; files of an office (rosters, bank files) are read through their document
FILE = f"county = welfare_ctx('county') and ({_MINE} or (case_id is null and ({_COUNTY_ROLES} or {_TOWNSHIP})))"
#: an office document without a case belongs to its township, or to the county where town is empty
OFFICE = f"county = welfare_ctx('county') and ({_COUNTY_ROLES} or ({_TOWNSHIP} and town = welfare_ctx('town')))"
GENERATED = (
    f"county = welfare_ctx('county') and ({_MINE} or (case_id is null and"
    f" ({_COUNTY_ROLES} or ({_TOWNSHIP} and town = welfare_ctx('town')))))"
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("case", "0002_row_access")]

    operations = [
        protect("documents_storedfile", visible=FILE),
        protect("documents_evidence", visible="case"),
        protect("documents_generateddocument", visible=GENERATED),
        protect("documents_officialdocument", visible=OFFICE),
        protect("documents_referencecounter", visible="county"),
        same_county("documents_storedfile", "case_id", "case_case"),
        same_county("documents_evidence", "case_id", "case_case"),
        same_county("documents_evidence", "file_id", "documents_storedfile"),
        same_county("documents_generateddocument", "case_id", "case_case"),
        same_county("documents_generateddocument", "file_id", "documents_storedfile"),
        same_county("documents_officialdocument", "body_id", "documents_storedfile"),
    ]
