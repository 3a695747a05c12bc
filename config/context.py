"""What every page is given: the name of the product and the way around for this person."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Way:
    """An entry of the navigation."""

    url: str
    label: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site_name": settings.SITE_NAME, "nav": _ways(request)}


def _ways(request: HttpRequest) -> list[Way]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    sees_cells = user.has_perm("members.import_roster") or user.has_perm("progress.see_cell")
    entries = [
        ("contests", _("Cuộc thi"), True),
        ("bank", _("Ngân hàng câu hỏi"), user.has_perm("questions.edit")),
        ("documents", _("Văn bản"), user.has_perm("questions.edit")),
        ("marking", _("Chấm bài"), user.has_perm("contests.mark")),
        ("programmes", _("Tiến độ"), True),
        ("cells", pgettext("many", "Đơn vị"), sees_cells),
    ]
    return [
        Way(url=reverse(name), label=label, current=request.path.startswith(reverse(name)))
        for name, label, is_open in entries
        if is_open
    ]
