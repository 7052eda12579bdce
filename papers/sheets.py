"""What the look of a paper needs: every word on it, in one language, in its order."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from papers import wording
from papers.characters import UNKNOWN, line, paragraphs
from papers.contents import Content, Party, content_of
from papers.kinds import Form, Side, form_of
from papers.models import Agreement, Paper, TermsVersion

HASH_LINE = 32  # so much of a hash stands on one line


def sheet(
    paper: Paper, agreements: Sequence[Agreement] = (), language: str = ""
) -> dict[str, Any]:
    """All that is drawn of a paper. `agreements`: of the sealed copy; `language`:
    another one than the paper's own, for who only reads along."""
    shown_in = language or paper.language
    content, form = content_of(paper.facts, shown_in), form_of(paper.kind)
    with translation.override(shown_in):
        found = {
            "lang": shown_in,
            "title": line(paper.get_kind_display()),
            "number": paper.reference,
            "version": _("version %(number)s") % {"number": paper.version},
            "made": _("Drawn up on %(moment)s") % {"moment": _moment(paper.drawn_at)},
            "page": _("Page"),
            "of": _("of"),
            "subject": line(content.subject),
            "intro": line(form.intro % _names(content)),
            "parties": _parties(content, form),
            "facts": _facts(content, form),
            "goods": _goods(content),
            "statement": paragraphs(content.statement),
            "statement_title": _("In their own words"),
            "terms": _terms(paper.terms, shown_in),
            "banner": _banner(paper, shown_in),
            "agreed": _agreed(paper, form, agreements),
            "by_hand": _by_hand(),
        }
        return found | {"note": _note(found)}


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _names(content: Content) -> dict[str, str]:
    return {"owner": content.owner.name, "receiver": content.receiver.name}


def _parties(content: Content, form: Form) -> list[dict[str, Any]]:
    return [
        _party(form.owner, content.owner),
        _party(form.receiver, content.receiver),
    ]


def _party(role: Any, party: Party) -> dict[str, Any]:
    number = [_("KvK %(number)s") % {"number": party.number}] if party.number else []
    return {
        "role": line(str(role)),
        "name": line(party.name),
        "lines": [line(words) for words in [*party.lines, *number]],
    }


def _facts(content: Content, form: Form) -> dict[str, Any]:
    rows = [[line(label), line(words)] for label, words in content.facts]
    head = [_("About"), _("In words")]
    return {"title": str(form.facts), "head": head, "rows": rows}


def _goods(content: Content) -> dict[str, Any]:
    return {
        "title": _("What it is about"),
        "head": [line(words) for words in content.goods.head],
        "rows": [[line(words) for words in row] for row in content.goods.rows],
    }


def _terms(terms: TermsVersion | None, language: str) -> dict[str, Any]:
    if terms is None:
        return {"title": "", "blocks": []}
    title = _("Terms, version %(number)s") % {"number": terms.version}
    pieces = wording.blocks(terms.text(language))
    return {
        "title": title,
        "blocks": [
            {"kind": piece.kind, "sign": piece.sign, "words": piece.words}
            for piece in pieces
        ],
    }


def _banner(paper: Paper, language: str) -> str:
    if language == paper.language:
        return ""
    counts = {"nl": _("Dutch"), "en": _("English")}[paper.language]
    sentence = _(
        "To read along. What counts is the paper in this language: %(language)s."
    )
    return sentence % {"language": counts}


def _agreed(
    paper: Paper, form: Form, agreements: Iterable[Agreement]
) -> dict[str, Any]:
    given = {agreement.side: agreement for agreement in agreements}
    names = {Side.OWNER: form.owner, Side.RECEIVER: form.receiver}
    boxes = [_box(str(names[side]), given.get(side)) for side in form.agreed_by]
    return {
        "title": _("Agreed to"),
        "boxes": boxes,
        "note": _agreed_note(bool(given)),
        "hash": _hash(paper) if given else [],
    }


def _box(role: str, agreement: Agreement | None) -> dict[str, Any]:
    if agreement is None:
        return {"role": line(role), "agreed": False, "lines": [_("Not yet agreed")]}
    return {
        "role": line(role),
        "agreed": True,
        "lines": [
            line(agreement.name),
            line(agreement.organisation),
            _moment(agreement.at),
        ],
    }


def _agreed_note(is_sealed: bool) -> str:
    if is_sealed:
        return _(
            "Given on the Deelplatform with a press on the button, by who had logged "
            "in. They agreed to the file with this SHA-256:"
        )
    return _(
        "Who agrees does so on the Deelplatform. When all have agreed, there is a "
        "sealed copy with their names and times."
    )


def _hash(paper: Paper) -> list[str]:
    return [paper.sha256[:HASH_LINE], paper.sha256[HASH_LINE:]]


def _by_hand() -> dict[str, Any]:
    return {
        "title": _("At the door"),
        "boxes": [_("Given along by"), _("Received by")],
        "lines": [_("Name"), _("Date and time"), _("Signature")],
        "checked": _("Counted"),
    }


def _note(found: dict[str, Any]) -> str:
    """Says what a square stands for, when there is one."""
    if UNKNOWN not in repr(found):
        return ""
    return _("%(sign)s: a sign that this paper can't show.") % {"sign": UNKNOWN}
