"""Which page of this app answers which address."""

from django.urls import path

from progress.views import plans, reading

urlpatterns = [
    path("progress/", reading.programmes, name="programmes"),
    path("progress/new/", plans.programme_new, name="programme-new"),
    path("progress/<int:pk>/", reading.programme, name="programme"),
    path("progress/<int:pk>/missing/", reading.missing, name="programme-missing"),
    path("progress/<int:pk>/remind/", reading.remind, name="programme-remind"),
    path("progress/<int:pk>/edit/", plans.programme_edit, name="programme-edit"),
    path("progress/<int:pk>/phases/new/", plans.phase_new, name="phase-new"),
    path("progress/<int:pk>/phases/<int:position>/", plans.phase_edit, name="phase-edit"),
]
