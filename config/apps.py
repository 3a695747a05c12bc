"""Registers the wiring itself, so that its commands and checks are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Checks register themselves when their module is read.
        from config import checks  # noqa: F401, PLC0415
