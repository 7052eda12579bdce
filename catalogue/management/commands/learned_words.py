"""What was learned from searches."""

from django.core.management.base import BaseCommand

from catalogue.models import SearchedWords, Synonym

MOST = 200


class Command(BaseCommand):
    help = (
        "Print the words that were searched and named no kind for sure: how often they "
        "found nothing or led to an ask, with what they may mean; and the synonyms."
    )

    def handle(self, **options: object) -> None:
        for row in SearchedWords.objects.open()[:MOST]:
            led = (
                f"asked for: {row.category_id}" if row.category_id else "found nothing"
            )
            suggestion = row.suggestion or "not known"
            self.stdout.write(f"{row.times} × {row.words} ({led}) → {suggestion}")
        for synonym in Synonym.objects.select_related("made_by"):
            by = f", says {synonym.made_by}" if synonym.made_by else ""
            self.stdout.write(f"{synonym.words} = {synonym.code}{by}")
