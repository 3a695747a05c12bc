"""Registers the app and teaches its refusals their words."""

from django.apps import AppConfig

from refusals import learn


class LeaderboardsConfig(AppConfig):
    name = "leaderboards"

    def ready(self) -> None:
        # Translations are not ready before the apps are.
        from leaderboards.words import WORDS  # noqa: PLC0415

        learn(WORDS)
