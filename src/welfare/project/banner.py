"""The practice banner's clock: when the data on the page were read."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _


def _now() -> str:
    from django.utils import timezone

    from welfare.foundation import clock
    from welfare.foundation.roc_calendar import to_roc

    now = timezone.localtime(clock.now())
    return _("資料時間 %(day)s %(time)s") % {"day": to_roc(now.date()), "time": f"{now:%H:%M}"}


data_time = lazy(_now, str)()
