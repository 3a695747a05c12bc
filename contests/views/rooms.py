"""The pages of a live room: the door, the contestant's phone, the wall and the host's console."""

import io
from typing import Any

import segno
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contests.forms import DoorForm, GuestForm
from contests.models import Room, Seat
from contests.queries.seats import Own, is_open_to_all, may_watch, own_seat
from contests.rules import codes
from contests.services import joining, tokens
from contests.services.tokens import Pass, Viewer
from contests.views.own import remember_seat
from contests.views.refusing import page_not_found_for
from members.models import User
from members.services.limits import Scope, count_failure, too_many
from refusals import Rejected, say

SEATS = "seats"
ELSEWHERE = {"no_cell", "not_in_scope"}


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """One field for the code; for guests a second step with name and unit. `?code=` comes from the QR."""
    typed = request.POST.get("code") or request.GET.get("code") or ""
    form = DoorForm({"code": typed}) if typed else DoorForm()
    if not typed or not form.is_valid():
        return render(request, "contests/door.html", {"form": form, "room": None})
    address = request.META["REMOTE_ADDR"]
    now = timezone.now()
    try:
        if too_many(Scope.JOIN_ADDRESS, address, now) or too_many(Scope.JOIN_ALL, "", now):
            raise Rejected("too_many_codes")
        room = joining.find_room(typed=form.cleaned_data["code"])
    except Rejected as refusal:
        if refusal.code == "code_unknown":
            count_failure(Scope.JOIN_ADDRESS, address, now)
            count_failure(Scope.JOIN_ALL, "", now)
        form.add_error("code", say(refusal))
        return render(request, "contests/door.html", {"form": form, "room": None}, status=400)
    return _enter(request, room)


def _enter(request: HttpRequest, room: Room) -> HttpResponse:
    """Straight to the seat for whoever has one or is a member; the guests' form for the others."""
    if _seat_of(request, room) is not None or _comes_as_member(request, room):
        return redirect("play", code=room.code)
    if not is_open_to_all(room):
        return redirect(f"{reverse('sign-in')}?next={reverse('play', args=[room.code])}")
    is_second_step = request.method == "POST" and "step" in request.POST
    form = GuestForm(request.POST if is_second_step else None, room=room)
    context = {"form": form, "room": room, "code": codes.grouped(room.code)}
    if not is_second_step or not form.is_valid():
        return render(request, "contests/door.html", context, status=400 if is_second_step else 200)
    try:
        _seat_guest(request, room, form)
    except Rejected as refusal:
        form.add_error("rejoin" if refusal.code == "rejoin_unknown" else "name", say(refusal))
        return render(request, "contests/door.html", context, status=400)
    return redirect("play", code=room.code)


def _comes_as_member(request: HttpRequest, room: Room) -> bool:
    """A member from elsewhere is a guest where guests may come; of every other refusal the room's page tells."""
    try:
        return _member_seat(request, room) is not None
    except Rejected as refusal:
        return refusal.code not in ELSEWHERE


def _seat_guest(request: HttpRequest, room: Room, form: GuestForm) -> None:
    now = timezone.now()
    address = request.META["REMOTE_ADDR"]
    if form.cleaned_data["rejoin"]:
        if too_many(Scope.JOIN_ADDRESS, address, now):
            raise Rejected("too_many_codes")
        try:
            seat = joining.rejoin_as_guest(room=room, typed=form.cleaned_data["rejoin"])
        except Rejected:
            count_failure(Scope.JOIN_ADDRESS, address, now)
            raise
    else:
        seat, rejoin = joining.join_as_guest(
            room=room, name=form.cleaned_data["name"], cell=form.cleaned_data["cell"], at=now
        )
        request.session[f"rejoin-{seat.pk}"] = rejoin
    # A new session for a new identity, so that nobody can have planted the old one.
    request.session.cycle_key()
    request.session[SEATS] = {**request.session.get(SEATS, {}), str(room.pk): seat.pk}


@require_GET
def play(request: HttpRequest, code: str) -> HttpResponse:
    room = _room(code)
    try:
        seat = _seat_of(request, room) or _member_seat(request, room)
    except Rejected as refusal:
        return render(request, "contests/refused.html", {"words": say(refusal), "room": room}, status=403)
    if seat is None:
        return redirect(f"{reverse('door')}?code={room.code}")
    remember_seat(request, seat)
    return render(
        request,
        "contests/play.html",
        {
            **_live(room, Viewer.PLAY, _seat_pass(room, seat), reverse("seat-token", args=[room.code])),
            "seat": seat,
            "rejoin_code": codes.grouped(request.session.get(f"rejoin-{seat.pk}", "")),
        },
    )


@require_GET
def seat_token(request: HttpRequest, code: str) -> HttpResponse:
    room = _room(code)
    seat = _seat_of(request, room)
    if seat is None:
        raise page_not_found_for("seat")
    return JsonResponse({"token": tokens.issue(_seat_pass(room, seat))})


@require_GET
def wall(request: HttpRequest, code: str) -> HttpResponse:
    room = _wall_room(request, code)
    address = request.build_absolute_uri(reverse("door"))
    return render(
        request,
        "contests/wall.html",
        {
            **_live(room, Viewer.WALL, Pass(room.pk, Viewer.WALL), reverse("wall-token", args=[room.code])),
            "join_address": address.split("://", 1)[1],
            "grouped_code": codes.grouped(room.code),
        },
    )


@require_GET
def wall_token(request: HttpRequest, code: str) -> HttpResponse:
    room = _wall_room(request, code)
    return JsonResponse({"token": tokens.issue(Pass(room.pk, Viewer.WALL))})


@require_GET
@login_required
@permission_required("contests.organise", raise_exception=True)
def host(request: HttpRequest, code: str) -> HttpResponse:
    room = _room(code)
    return render(
        request,
        "contests/host.html",
        {
            **_live(room, Viewer.HOST, _host_pass(request, room), reverse("host-token", args=[room.code])),
            "seats_url": reverse("room-seats", args=[room.code]),
            "wall_url": reverse("wall", args=[room.code]),
            "grouped_code": codes.grouped(room.code),
        },
    )


@require_GET
@login_required
@permission_required("contests.organise", raise_exception=True)
def host_token(request: HttpRequest, code: str) -> HttpResponse:
    return JsonResponse({"token": tokens.issue(_host_pass(request, _room(code)))})


@require_GET
@login_required
@permission_required("contests.organise", raise_exception=True)
def room_seats(request: HttpRequest, code: str) -> HttpResponse:
    """Who has a seat, for sending out, renaming and extra time."""
    seats = Seat.objects.filter(room=_room(code)).select_related("cell").order_by("name_key")
    rows = [
        {
            "seat": seat.pk,
            "name": seat.name,
            "cell": seat.cell.name if seat.cell else "",
            "extra": seat.extra_percent,
            "out": seat.kicked_at is not None,
        }
        for seat in seats
    ]
    return JsonResponse({"seats": rows})


@require_GET
def room_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The door's address with the code in it, as a picture."""
    room = _room(code)
    address = request.build_absolute_uri(f"{reverse('door')}?code={room.code}")
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Forgets the guest's seat on this device; the seat itself stays and the rejoin code still opens it."""
    room = _room(code)
    request.session[SEATS] = {k: v for k, v in request.session.get(SEATS, {}).items() if k != str(room.pk)}
    return redirect("door")


def _live(room: Room, viewer: Viewer, grant: Pass, token_url: str) -> dict[str, Any]:
    """What every live page carries to open its socket."""
    return {
        "role": viewer.value,
        "room": room,
        "contest": room.contest,
        "code": room.code,
        "token": tokens.issue(grant),
        "token_url": token_url,
        "socket_path": f"/ws/rooms/{room.code}/",
    }


def _room(code: str) -> Room:
    room = Room.objects.select_related("contest__cell").filter(code=code).first()
    if room is None:
        raise page_not_found_for("room")
    return room


def _wall_room(request: HttpRequest, code: str) -> Room:
    room = _room(code)
    if not may_watch(room, request.user):
        raise page_not_found_for("room")
    return room


def _seat_of(request: HttpRequest, room: Room) -> Seat | None:
    """The seat this browser already has. Raises nothing: a seat that was sent out is shown as such by its socket."""
    return own_seat(room, Own(request.user, request.session.get(SEATS, {})))


def _member_seat(request: HttpRequest, room: Room) -> Seat | None:
    member = getattr(request.user, "member", None)
    if member is None:
        return None
    return joining.join_as_member(room=room, member=member, at=timezone.now())


def _seat_pass(room: Room, seat: Seat) -> Pass:
    return Pass(room.pk, Viewer.PLAY, seat=seat.pk, seat_version=seat.version)


def _host_pass(request: HttpRequest, room: Room) -> Pass:
    assert isinstance(request.user, User)
    return Pass(room.pk, Viewer.HOST, user=request.user.pk)
