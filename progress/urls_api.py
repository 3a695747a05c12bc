"""Which API view of this app answers which address below /api/."""

from django.urls import path

from progress.api import ProgrammeList, ProgrammeReport

urlpatterns = [
    path("programmes/", ProgrammeList.as_view(), name="api-programmes"),
    path("programmes/<int:pk>/", ProgrammeReport.as_view(), name="api-programme"),
]
