"""Addresses of the contests app's API."""

from django.urls import path

from contests.api import contests, marking, rooms

urlpatterns = [
    path("contests/", contests.ContestList.as_view(), name="api-contests"),
    path("contests/<int:pk>/", contests.ContestDetail.as_view(), name="api-contest"),
    path("contests/<int:pk>/publish/", contests.ContestPublish.as_view(), name="api-contest-publish"),
    path("contests/<int:pk>/results/", contests.ContestResults.as_view(), name="api-contest-results"),
    path("rooms/<slug:code>/", rooms.RoomState.as_view(), name="api-room"),
    path("rooms/<slug:code>/moves/", rooms.RoomMoves.as_view(), name="api-room-moves"),
    path("rooms/<slug:code>/answers/", rooms.RoomAnswers.as_view(), name="api-room-answers"),
    path("marking/", marking.MarkingList.as_view(), name="api-marking"),
    path("marking/<int:pk>/", marking.MarkingScript.as_view(), name="api-marking-script"),
]
