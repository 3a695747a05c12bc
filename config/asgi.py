"""Sends HTTP to Django and websockets to the rooms."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()

# Django must be set up before anything that reads its models is imported.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.conf import settings  # noqa: E402

from config.origin import same_origin_only  # noqa: E402
from contests.live.bells import announce_to_other_processes  # noqa: E402
from contests.live.clock import start_clock_thread  # noqa: E402
from contests.live.routing import websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": same_origin_only(URLRouter(websocket_urlpatterns))})

if settings.SCALED:
    announce_to_other_processes()
else:
    start_clock_thread()
