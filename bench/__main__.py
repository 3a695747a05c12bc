"""`make bench`: runs the tables and prints each figure beside its base of the same run."""

import os
import sys
import tempfile

import django


def main(names: list[str]) -> int:
    """In a data folder of its own, so that nobody's data is touched."""
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        # The tables read Django's models, which exist from here on.
        from bench import answers, boards, rooms  # noqa: PLC0415

        tables = {"answers": answers.table, "boards": boards.table, "rooms": rooms.table}
        unknown = [name for name in names if name not in tables]
        if unknown:
            print(f"There is no table {', '.join(unknown)}; there are {', '.join(tables)}.")
            return 2
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        for name in names or tables:
            title, rows = tables[name]()
            print(f"\n{title}")
            base = rows[0][1]
            for words, value, unit in rows:
                print(f"  {words:<58} {value:>10.1f} {unit:<8} {value / base:>7.2f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
