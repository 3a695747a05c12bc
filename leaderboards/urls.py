"""Addresses of the leaderboards app's pages."""

from django.urls import path

from leaderboards import views

urlpatterns = [path("boards/<slug:key>/", views.board, name="board")]
