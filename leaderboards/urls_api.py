"""Addresses of the leaderboards app's API."""

from django.urls import path

from leaderboards.api import BoardEntries

urlpatterns = [path("boards/<slug:key>/", BoardEntries.as_view(), name="api-board")]
