"""The forms of the contests app."""

from contests.forms.door import DoorForm, GuestForm

__all__ = ["DoorForm", "GuestForm"]
