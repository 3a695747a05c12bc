"""Reads of the progress app: the plan, who took part, and the report made of both."""

from progress.queries.reminders import ReminderView, reminders_for

__all__ = ["ReminderView", "reminders_for"]
