"""Who runs the annual review; *whose* cases is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_run(by: Acting) -> None:
    by.check(Permission.ANNUAL_REVIEW_RUN)
