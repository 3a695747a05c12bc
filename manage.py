#!/usr/bin/env python
"""Runs the commands of the platform."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Daphne makes its threads for Django's views when it is first imported.
    os.environ.setdefault("ASGI_THREADS", "8")
    execute_from_command_line(sys.argv)
