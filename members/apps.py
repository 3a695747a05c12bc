"""Registers the app and teaches its refusals their words."""

from django.apps import AppConfig

from refusals import learn


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        # Translations are not ready before the apps are.
        from members.words import WORDS  # noqa: PLC0415

        learn(WORDS)
