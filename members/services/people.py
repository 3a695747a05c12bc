"""Changes what is stored of one person: their name with its keys, and the cell they are in from or until a day."""

import logging
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from members.models import Member, Membership, Obligation
from members.rules.roster import Change
from refusals import Rejected
from vietnamese import fold, name_sort_key

log = logging.getLogger(__name__)


def member_fields(full_name: str) -> dict[str, str]:
    """A name is never stored without the keys by which it is sorted and found."""
    return {"full_name": full_name, "sort_key": name_sort_key(full_name)[:400], "search_key": fold(full_name)[:120]}


def end_and_begin(placed: Sequence[tuple[Member, int, Change]], *, on: date) -> None:
    """Each member leaves the present cell on the row's day (or `on`) and enters the other one on the same day.

    A move dated no later than the day somebody came is a correction: the membership is rewritten, not ended.
    """
    current = {place.member_id: place for place in Membership.objects.filter(valid_to=None)} if placed else {}
    ended, rewritten, begun = [], [], []
    for member, cell_id, change in placed:
        old, day = current.get(member.pk), change.row.since or on
        obligation = change.row.obligation or change.before.obligation or Obligation.COMPULSORY
        if old is not None and day <= old.valid_from:
            old.cell_id, old.obligation = cell_id, obligation
            rewritten.append(old)
            continue
        if old is not None:
            old.valid_to = day
            ended.append(old)
        begun.append(Membership(member=member, cell_id=cell_id, obligation=obligation, valid_from=day))
    Membership.objects.bulk_update(ended, ["valid_to"], batch_size=500)
    Membership.objects.bulk_update(rewritten, ["cell", "obligation"], batch_size=500)
    Membership.objects.bulk_create(begun, batch_size=500)


def end_membership(*, member: Member, on: date, today: date) -> Membership:
    """`on` is the first day on which the member is in no cell. What they did, and their account, stay.

    It cannot lie ahead: until then a roster would take them for somebody in no cell, and add them once more.
    """
    with transaction.atomic():
        place = Membership.objects.select_for_update().filter(member=member, valid_to=None).first()
        if place is None:
            raise Rejected("member_has_left")
        if on > today:
            raise Rejected("leaves_ahead")
        if on <= place.valid_from:
            raise Rejected("leaves_before_coming", day=date_format(place.valid_from, "SHORT_DATE_FORMAT"))
        place.valid_to = on
        place.save(update_fields=["valid_to"])
    log.info("Membership %d ended.", place.pk)
    return place
