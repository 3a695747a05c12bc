"""Lets an administrator look at the stored plan in Django's admin site; changes go through the pages."""

from django.contrib import admin

from members.admin import ReadOnly
from progress.models import Phase, Programme, Reminder


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly):
    list_display = ("title", "cell")
    list_select_related = ("cell",)


@admin.register(Phase)
class PhaseAdmin(ReadOnly):
    list_display = ("title", "programme", "position", "opens_on", "closes_on", "target_percent")
    list_select_related = ("programme",)


@admin.register(Reminder)
class ReminderAdmin(ReadOnly):
    list_display = ("phase", "member", "sent_on", "sent_by")
    list_select_related = ("phase", "member", "sent_by")
