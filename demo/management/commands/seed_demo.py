"""`manage.py seed_demo`: fills an empty database with demo data."""

from argparse import ArgumentParser
from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from demo.seeding.cast import Cast
from demo.seeding.listings import Listings
from demo.seeding.members import Members
from demo.seeding.pictures import Pictures
from demo.seeding.questions import make_questions
from demo.seeding.searches import make_searched_words
from demo.seeding.wants import make_wants
from demo.seeding.wording import kinds
from listings import title_statistics
from members.models import Organisation

SEED = 2026
FEWEST = 5  # organisations, for everybody in the cast to have others


class Command(BaseCommand):
    """Organisations, people, listings, wants, claims and pickups in every state,
    the same at every run."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much of what."""
        for name, amount in {
            "organisations": 530,
            "locations": 2000,
            "people": 1600,
            "listings": 5000,
            "wants": 1500,
            "claims": 1500,
        }.items():
            parser.add_argument(f"--{name}", type=int, default=amount)

    def handle(self, **options: int) -> None:
        """All or nothing, so that a run that was cut off can be done again."""
        if Organisation.objects.exists():
            raise CommandError("The database is not empty; demo data goes in first.")
        if options["organisations"] < FEWEST:
            raise CommandError(f"Make at least {FEWEST} organisations.")
        pictures = Pictures()
        with transaction.atomic():
            self._fill(pictures, options)
            pictures.draw()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _fill(self, pictures: Pictures, wish: dict[str, int]) -> None:
        random = Random(SEED)
        members = Members(random)
        members.make(wish["organisations"], wish["locations"], wish["people"])
        self._say("organisations, locations, people")
        Listings(random, members, kinds(), pictures).make(
            wish["listings"], wish["claims"]
        )
        make_questions(Random(SEED))
        self._say("listings, claims, pickups, questions")
        make_wants(random, members, kinds(), wish["wants"])
        self._say("wants")
        Cast(pictures).play()
        self._say("Anna, Bram, Carla and Mo")
        make_searched_words()
        title_statistics.learn_habits()

    def _say(self, what: str) -> None:
        self.stdout.write(f"Made {what}.")
