"""Registers the app."""

from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "contests"

    def ready(self) -> None:
        from contests.words import WORDS  # noqa: PLC0415  # the words are translated lazily, after the apps are there
        from refusals import learn  # noqa: PLC0415

        learn(WORDS)
