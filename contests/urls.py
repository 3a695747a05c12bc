"""Addresses of the contests app's pages."""

from django.urls import path

from contests.views import rooms

urlpatterns = [
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
