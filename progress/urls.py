"""Which page of this app answers which address."""

from django.urls import path

from progress.views import reading

urlpatterns = [
    path("progress/", reading.programmes, name="programmes"),
    path("progress/<int:pk>/", reading.programme, name="programme"),
]
