"""`manage.py messages`: the Dutch texts."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from base import translations


class Command(BaseCommand):
    """Update, check or compile the Dutch texts, without system gettext."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One of three deeds."""
        deed = parser.add_mutually_exclusive_group(required=True)
        deed.add_argument("--update", action="store_true", help="read the code anew")
        deed.add_argument("--check", action="store_true", help="fail if incomplete")
        deed.add_argument("--compile", action="store_true", help="write django.mo")

    def handle(self, *, update: bool, check: bool, **options) -> None:
        """Do it, or say what is missing."""
        if update:
            self.stdout.write(f"{len(translations.update())} texts")
        elif check:
            self._check()
        else:
            translations.compile_dutch()

    def _check(self) -> None:
        found = translations.problems()
        if found:
            raise CommandError("\n".join(found))
