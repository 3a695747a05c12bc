"""Reads of the contests app: rooms for the live side, contests and results for pages."""
