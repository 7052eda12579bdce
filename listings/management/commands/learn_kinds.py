"""Learning anew which words mean which kind of thing."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from catalogue import examples, kinds, training
from listings.title_statistics import live_examples


class Command(BaseCommand):
    help = (
        "Learn which words mean which kind of thing, from what is delivered and from "
        "the live offers. A process of its own: the library takes 150 MB."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delivered",
            action="store_true",
            help="from what is delivered alone, into the file that is delivered",
        )

    def handle(self, *, delivered: bool, **options: object) -> None:
        live = [] if delivered else live_examples()
        texts = [*examples.delivered_examples(), *live]
        # A typo is never mended into a word for what is not shared here.
        called = (example for example in live if example.code != kinds.NOTHING)
        names = [*examples.delivered_names(), *called]
        path = kinds.DELIVERED if delivered else kinds.learned()
        training.train(texts, names).write(path)
        self.stdout.write(f"{len(texts)} texts: {path}")
