"""Which page of this app answers which address."""

from django.urls import path

from members.views import cells, people, roles, roster, signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("account/", signing.account, name="account"),
    path("cells/", cells.cells, name="cells"),
    path("cells/<path:code>/", cells.cell, name="cell"),
    path("members/<int:pk>/password/", people.member_password, name="member-password"),
    path("members/<int:pk>/leave/", people.member_leave, name="member-leave"),
    path("roster/", roster.roster_import, name="roster-import"),
    path("roster/cells/", cells.cells_import, name="cells-import"),
    path("roster/accounts/", roster.roster_accounts, name="roster-accounts"),
    path("roster/template/<slug:name>.<slug:kind>", roster.roster_template, name="roster-template"),
    path("roster/<int:pk>/", roster.roster_report, name="roster-report"),
    path("roles/", roles.roles, name="roles"),
]
