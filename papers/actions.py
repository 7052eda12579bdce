"""What is done with papers: drawing them, agreeing, writing them anew. Who may do so,
the app decides that knows what a paper is about."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from papers.drawing import drawn
from papers.kinds import form_of
from papers.models import Agreement, Numbering, Paper, SealedCopy, TermsVersion
from papers.sheets import sheet

Instead = tuple[str, str] | None  # what is possible now: its label and address
Facts = dict[
    str, Any
]  # language → `Content.as_json()`, and what the giver of facts keeps


@transaction.atomic
def draw(kind: str, facts: Facts, language: str, *, by: Any) -> Paper:
    """A new paper, with the next number of this year and the terms in force."""
    year = timezone.localdate().year
    paper = Paper(
        kind=kind,
        year=year,
        number=Numbering.objects.take(year),
        language=language,
        facts=facts,
        terms=TermsVersion.objects.current(kind),
        drawn_by=by,
        drawn_at=timezone.now(),
    )
    return _keep(paper)


@transaction.atomic
def new_version(
    paper: Paper, facts: Facts, *, by: Any, instead: Instead = None
) -> Paper:
    """The same paper with what is true now, under its own number. Who agreed to the
    former version has not agreed to this one. `instead`: where to go after a no."""
    latest = _latest(paper, instead)
    terms = TermsVersion.objects.current(paper.kind)
    if latest.facts == facts and latest.terms == terms:
        raise Refused(_("Nothing has changed since this version."), instead=instead)
    following = Paper(
        kind=latest.kind,
        year=latest.year,
        number=latest.number,
        version=latest.version + 1,
        language=latest.language,
        facts=facts,
        terms=terms,
        drawn_by=by,
        drawn_at=timezone.now(),
    )
    return _keep(following)


@transaction.atomic
def agree(
    paper: Paper,
    side: str,
    *,
    by: Any,
    name: str,
    organisation: str,
    instead: Instead = None,
) -> Agreement:
    """One side agrees to the version that it saw; with the last one, the sealed copy is
    drawn. Refused for who agreed already, and for a version that was replaced."""
    paper = _latest(paper, instead)
    if side not in paper.waits_for:
        sentence = _("Your organisation has agreed to this already.")
        raise Refused(sentence, instead=instead)
    agreement = Agreement.objects.create(
        paper=paper, side=side, person=by, name=name, organisation=organisation
    )
    _seal(paper)
    return agreement


@transaction.atomic
def write_next_terms(terms: TermsVersion, *, by: Any) -> TermsVersion:
    """A draft of the next version, which begins with these words."""
    del by  # every moderator may, and what counts is who publishes it
    rows = TermsVersion.objects.select_for_update().filter(kind=terms.kind)
    if any(row.is_draft for row in rows):
        raise Refused(_("There is a draft of the next version already."))
    return TermsVersion.objects.create(
        kind=terms.kind,
        version=TermsVersion.objects.next_version(terms.kind),
        text_nl=terms.text_nl,
        text_en=terms.text_en,
    )


@transaction.atomic
def publish_terms(terms: TermsVersion, *, by: Any) -> TermsVersion:
    """From now on every new paper of this kind has these terms, and they stay."""
    terms = TermsVersion.objects.select_for_update().get(pk=terms.pk)
    if not terms.is_draft:
        raise Refused(_("This version was published before."))
    terms.published_at, terms.published_by = timezone.now(), by
    terms.save(update_fields=["published_at", "published_by"])
    return terms


def reading_copy(paper: Paper, language: str) -> bytes:
    """The paper in the other language, for who only reads along; it is not kept."""
    template = form_of(paper.kind).template
    return drawn(template, sheet(paper, language=language), paper.drawn_at)


def _latest(paper: Paper, instead: Instead) -> Paper:
    """The paper itself, held; refused when a later version has replaced it."""
    latest = Paper.objects.lock_versions_of(paper)[0]
    if latest.pk != paper.pk:
        sentence = _("There is a newer version of this paper. Look at that one.")
        raise Refused(sentence, instead=instead)
    return latest


def _keep(paper: Paper) -> Paper:
    paper.pdf = drawn(form_of(paper.kind).template, sheet(paper), paper.drawn_at)
    paper.sha256 = hashlib.sha256(paper.pdf).hexdigest()
    paper.save(force_insert=True)
    return paper


def _seal(paper: Paper) -> None:
    """Once, when all have agreed."""
    given = list(paper.agreements.all())
    if {agreement.side for agreement in given} != set(form_of(paper.kind).agreed_by):
        return
    now = timezone.now()
    pdf = drawn(form_of(paper.kind).template, sheet(paper, given), now)
    digest = hashlib.sha256(pdf).hexdigest()
    SealedCopy.objects.create(paper=paper, pdf=pdf, sha256=digest, at=now)
