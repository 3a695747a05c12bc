"""Reads of the progress app: the plan, who took part, and the report made of both."""
