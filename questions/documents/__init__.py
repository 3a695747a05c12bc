"""Reads uploaded documents into an outline of themes and passages; plain Python."""
