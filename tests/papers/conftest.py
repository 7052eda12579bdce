"""A paper of Anna's, and one that is drawn without a database."""

import pytest
from django.utils import timezone

from papers import actions
from papers.drawing import drawn
from papers.examples import example
from papers.kinds import form_of
from papers.models import Paper
from papers.sheets import sheet


@pytest.fixture
def note(anna):
    """A transfer note, drawn."""
    return actions.draw("transfer", example("transfer"), "nl", by=anna)


def paper_of(kind="transfer", language="nl", facts=None, terms=None):
    """Not kept."""
    return Paper(
        kind=kind,
        year=2026,
        number=17,
        version=1,
        language=language,
        facts=facts or example(kind),
        terms=terms,
        drawn_at=timezone.now(),
        sha256="0" * 64,
    )


def pdf_of(paper, agreements=(), language=""):
    """Its bytes."""
    shown = sheet(paper, agreements, language)
    return drawn(form_of(paper.kind).template, shown, paper.drawn_at)
