"""Registers the app and teaches its refusals their words."""

from django.apps import AppConfig

from refusals import learn


class QuestionsConfig(AppConfig):
    name = "questions"

    def ready(self) -> None:
        # Translations are not ready before the apps are.
        from questions.words import WORDS  # noqa: PLC0415

        learn(WORDS)
