"""Starts the server: checks the stores, finds a port, says where to go, and gives Daphne the limits of live rooms."""

import logging
import sys
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from daphne.endpoints import build_endpoint_description_strings
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from config import addresses, collecting
from config.addresses import Place
from config.demo.loader import greeting
from contests.live.fanout import FanOutServer

SERVER_SETTINGS = {
    "websocket_max_message_size": 64 * 1024,
    "websocket_max_frame_size": 64 * 1024,
    "ping_interval": 10,
    "ping_timeout": 10,
    "websocket_timeout": 12 * 3600,
    "websocket_connect_timeout": 20,
    "server_name": "",
    "verbosity": 0,
}
BEHIND_PROXY = {
    "proxy_forwarded_address_header": "X-Real-IP",
    "proxy_forwarded_proto_header": "X-Forwarded-Proto",
}


class Command(BaseCommand):
    help = "Start the server. Ctrl-C ends it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, help="default: 8000, or the next port that is free")
        parser.add_argument("--demo", action="store_true", help="first migrate, collect static files and load the demo")
        parser.add_argument("--behind-proxy", action="store_true", help="believe the X-Real-IP of the proxy in front")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            place = addresses.place(options["host"], options["port"])
        except addresses.CannotListen as error:
            raise CommandError(str(error)) from error
        try:
            if options["demo"]:
                self._prepare(options["verbosity"])
            self._refuse_unless_ready()
            self._admit(place)
            self._run(place, asked=options["port"], behind_proxy=options["behind_proxy"])
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {error}\nLook at DATABASE_URL and DATA_DIR.") from error
        except KeyboardInterrupt:
            raise CommandError("Ended before the server had started.") from None

    def _prepare(self, verbosity: int) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if not collecting.is_fresh():
            call_command("collectstatic", verbosity=0, interactive=False)
            collecting.note_collected()
        # A line for each question of the demo would push what follows off the screen.
        logging.disable(logging.INFO)
        call_command("loaddemo", verbosity=verbosity, stdout=self.stdout)
        logging.disable(logging.NOTSET)

    def _refuse_unless_ready(self) -> None:
        self.check(databases=["default"])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The tables are not up to date. Run: manage.py migrate")
        if not settings.SERVESTATIC_USE_FINDERS and not collecting.is_collected():
            raise CommandError("The static files have not been collected. Run: manage.py collectstatic --noinput")
        connection.close()

    def _admit(self, place: Place) -> None:
        """A private server that listens to other machines answers to its own addresses, unless told to which."""
        if settings.ENV.hosts or settings.SITE_URL:
            return
        own = [addresses.allowed(name) for name in place.names if not addresses.is_loopback(name)]
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *own]

    def _run(self, place: Place, *, asked: int | None, behind_proxy: bool) -> None:
        # Read last: it starts the clock of the rooms, and what the server answers to is settled by now.
        from config.asgi import application  # noqa: PLC0415

        lines = self._lines(place, asked=asked)
        server = FanOutServer(
            application=application,
            endpoints=build_endpoint_description_strings(host=place.host, port=place.port),
            **SERVER_SETTINGS,
            **(BEHIND_PROXY if behind_proxy else {}),
        )
        # From then on Ctrl-C and SIGTERM end the server in good order.
        import_module("twisted.internet.reactor").callWhenRunning(self._say, lines)
        server.run()
        if server.abort_start:
            raise CommandError(f"The server cannot listen on {place.host} port {place.port}.")
        self.stdout.write(_("Máy chủ đã dừng. Mọi câu trả lời đã xác nhận đều nằm trên đĩa."))

    def _lines(self, place: Place, *, asked: int | None) -> list[str]:
        lines = []
        if not asked and place.port != addresses.FIRST_PORT:
            wanted = {"taken": addresses.FIRST_PORT, "port": place.port}
            lines.append(_("Cổng %(taken)s đang bận nên máy chủ dùng cổng %(port)s.") % wanted)
        homes = [f"{settings.SITE_URL}/"] if settings.SITE_URL else place.urls
        lines += ["", *(_("Mở trang:        %(url)s") % {"url": home} for home in homes)]
        demo = greeting(homes[0].rstrip("/"))
        lines += [*demo, "", *self._warnings(place, demo=bool(demo))]
        return [*lines, _("Nhấn Ctrl-C để dừng máy chủ.")]

    def _warnings(self, place: Place, *, demo: bool) -> list[str]:
        strangers = [addresses.allowed(name) for name in place.names if not addresses.is_loopback(name)]
        if not strangers:
            return []
        lines = []
        refused = [name for name in strangers if name not in settings.ALLOWED_HOSTS]
        if refused and not settings.SITE_URL:
            wanted = {"hosts": ", ".join(refused), "value": ",".join([*settings.ALLOWED_HOSTS, *refused])}
            lines.append(_("ALLOWED_HOSTS chưa có %(hosts)s; muốn trả lời ở đó, đặt ALLOWED_HOSTS=%(value)s") % wanted)
        if demo:
            lines.append(_("Máy khác truy cập được máy chủ này, và ai cũng biết mật khẩu của các tài khoản mẫu."))
        return lines

    def _say(self, lines: list[str]) -> None:
        self.stdout.write("\n".join(lines))
        sys.stdout.flush()
