"""Stores contests, the rooms they are played in, and what was answered and earned there."""

from contests.models.contest import Contest, ContestState, Entry, Item, ItemKind, Round, Scoring
from contests.models.marking import CriterionMark, ScriptMark
from contests.models.play import Answer, Draft, Points
from contests.models.room import Room, RoomKind, RoomLog, Run, Seat

__all__ = [
    "Answer",
    "Contest",
    "ContestState",
    "CriterionMark",
    "Draft",
    "Entry",
    "Item",
    "ItemKind",
    "Points",
    "Room",
    "RoomKind",
    "RoomLog",
    "Round",
    "Run",
    "Scoring",
    "ScriptMark",
    "Seat",
]
