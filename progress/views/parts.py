"""What this app puts on a member's first page: the reminders of phases in which they have not yet taken part."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from contests.queries.home import Note
from progress.queries.reminders import reminders_for


def reminders(request: HttpRequest) -> list[Note]:
    member = getattr(request.user, "member", None)
    if member is None:
        return []
    return [
        Note(
            text=_("%(phase)s sẽ hết hạn ngày %(day)s và bạn chưa tham gia.")
            % {"phase": one.phase_title, "day": formats.date_format(one.closes_on, "SHORT_DATE_FORMAT")},
            url=reverse("contests"),
            action=_("Xem các cuộc thi"),
        )
        for one in reminders_for(member, timezone.localdate())
    ]
