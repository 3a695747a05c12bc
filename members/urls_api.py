"""Which API view of this app answers which address below /api/."""

from django.urls import path

from members.api import CellList, MemberList, RosterApply, RosterUpload

urlpatterns = [
    path("cells/", CellList.as_view(), name="api-cells"),
    path("members/", MemberList.as_view(), name="api-members"),
    path("roster/", RosterUpload.as_view(), name="api-roster"),
    path("roster/<int:pk>/apply/", RosterApply.as_view(), name="api-roster-apply"),
]
