"""Addresses of the contests app's pages."""

from django.urls import path

from contests.views import contests, home, marking, results, rooms

urlpatterns = [
    path("", home.home, name="home"),
    path("contests/", contests.contest_list, name="contests"),
    path("contests/new/", contests.contest_new, name="contest-new"),
    path("contests/<int:pk>/", contests.contest_page, name="contest"),
    path("contests/<int:pk>/rules/", contests.contest_rules, name="contest-rules"),
    path("contests/<int:pk>/results/", results.results, name="results"),
    path("contests/<int:pk>/edit/", contests.contest_edit, name="contest-edit"),
    path("contests/<int:pk>/publish/", contests.contest_publish, name="contest-publish"),
    path("contests/<int:pk>/delete/", contests.contest_delete, name="contest-delete"),
    path("contests/<int:pk>/copy/", contests.contest_copy, name="contest-copy"),
    path("contests/<int:pk>/publish-marks/", marking.marks_publish, name="marks-publish"),
    path("marking/", marking.marking, name="marking"),
    path("marking/<int:pk>/", marking.script, name="script"),
    path("marking/runs/<int:run>/next/", marking.marking_next, name="marking-next"),
    path("join/", rooms.door, name="door"),
    path("r/<slug:code>/", rooms.play, name="play"),
    path("r/<slug:code>/token/", rooms.seat_token, name="seat-token"),
    path("r/<slug:code>/leave/", rooms.leave, name="room-leave"),
    path("r/<slug:code>/qr.svg", rooms.room_qr, name="room-qr"),
    path("wall/<slug:code>/", rooms.wall, name="wall"),
    path("wall/<slug:code>/token/", rooms.wall_token, name="wall-token"),
    path("host/<slug:code>/", rooms.host, name="host"),
    path("host/<slug:code>/token/", rooms.host_token, name="host-token"),
    path("host/<slug:code>/seats/", rooms.room_seats, name="room-seats"),
]
