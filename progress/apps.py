"""Registers the app and teaches its refusals their words."""

from django.apps import AppConfig

from refusals import learn


class ProgressConfig(AppConfig):
    name = "progress"

    def ready(self) -> None:
        # Translations are not ready before the apps are.
        from progress.words import WORDS  # noqa: PLC0415

        learn(WORDS)
