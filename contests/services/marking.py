"""Takes markers' judgements of written answers and, once published, lets them count."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from contests.models import Contest, CriterionMark, Draft, Room, RoomKind, Run, ScriptMark
from contests.rules import marking
from contests.rules.content import from_json
from contests.services.rooms import log_move
from contests.services.standings import give_written_points, publish_boards
from members.models import User
from refusals import Rejected


def mark_script(
    *, draft: Draft, points: Sequence[int], comment: str, version: int, marker: User, at: datetime
) -> ScriptMark:
    """`version` is that of the mark the marker was looking at, 0 for none. Raises Rejected: mark_moved_on,
    mark_incomplete, mark_out_of_range, run_still_open."""
    run = draft.run
    if run.closed_at is None or at < run.closed_at:
        raise Rejected("run_still_open")
    marking.total(from_json(run.item.content or {}).rubric, points)
    with transaction.atomic():
        mark = _claim(draft, version, marker, comment, at)
        mark.criteria.all().delete()
        CriterionMark.objects.bulk_create(
            CriterionMark(mark=mark, position=number, points=given) for number, given in enumerate(points)
        )
        if run.room.contest.written_published_at is not None:
            # A mark changed after publication counts at once and everybody sees the same.
            _count(run, at)
    return mark


def publish_written_marks(*, contest: Contest, by: User, at: datetime) -> None:
    """Lets the marks of every written round join the result. Raises Rejected: scripts_unmarked, nothing_to_publish."""
    with transaction.atomic():
        room = Room.objects.select_for_update().filter(contest=contest, kind=RoomKind.OFFICIAL).first()
        runs = list(Run.objects.filter(room=room, item__round__kind="written", opened_at__isnull=False, voided_at=None))
        if room is None or not runs:
            raise Rejected("nothing_to_publish")
        unmarked = Draft.objects.filter(run__in=runs, mark=None).exclude(text="").count()
        if unmarked:
            raise Rejected("scripts_unmarked", count=unmarked)
        Contest.objects.filter(pk=contest.pk).update(written_published_at=at)
        room.refresh_from_db()
        for run in runs:
            give_written_points(run=run)
        publish_boards(room=room, at=at)
        log_move(room=room, move="publish_marks", actor=by, at=at)


def _claim(draft: Draft, version: int, marker: User, comment: str, at: datetime) -> ScriptMark:
    """The mark, one version on, if nobody else wrote since; a first mark that lost the race is refused too."""
    if version == 0:
        mark, is_new = ScriptMark.objects.get_or_create(
            draft=draft, defaults={"marker": marker, "comment": comment, "marked_at": at}
        )
        if not is_new:
            raise Rejected("mark_moved_on")
        return mark
    changed = ScriptMark.objects.filter(draft=draft, version=version).update(
        marker=marker, comment=comment, marked_at=at, version=F("version") + 1
    )
    if not changed:
        raise Rejected("mark_moved_on")
    return ScriptMark.objects.get(draft=draft)


def _count(run: Run, at: datetime) -> None:
    room = Room.objects.select_for_update().select_related("contest__cell").get(pk=run.room_id)
    give_written_points(run=run)
    publish_boards(room=room, at=at)
    log_move(room=room, move="remark", actor=None, at=at, detail={"run": run.pk})
