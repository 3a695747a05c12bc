"""The pages of the contests app."""
