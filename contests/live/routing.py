"""Which address a socket is opened at."""

from django.urls import path

from contests.live.consumer import RoomSocket

websocket_urlpatterns = [path("ws/rooms/<slug:code>/", RoomSocket.as_asgi())]
