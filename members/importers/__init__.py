"""Reads uploaded lists into rows and named problems; plain Python."""
