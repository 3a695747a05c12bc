"""The REST door to contests, rooms, answers, marking and results."""
