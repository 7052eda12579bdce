"""Numbers without gaps, versions, agreeing, and that nothing ever changes."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from base.refusal import Refused
from papers import actions
from papers.examples import example
from papers.models import Agreement, Numbering, Paper, SealedCopy, TermsVersion
from tests.papers.accessible import findings, text


def changed(facts):
    """The same with another price."""
    other = deepcopy(facts)
    other["nl"]["facts"][1][1] = "€ 100,00"
    return other


def agree(paper, side, by):
    return actions.agree(
        paper, side, by=by, name=by.name, organisation=by.organisation.name
    )


# -- Numbers -----------------------------------------------------------------
def test_numbers_follow_each_other_in_a_year(note, anna):
    following = actions.draw("loan", example("loan"), "en", by=anna)
    year = timezone.localdate().year
    assert (note.reference, following.reference) == (f"{year}-00001", f"{year}-00002")


def test_what_is_rolled_back_leaves_no_gap(note, anna):
    with transaction.atomic():
        actions.draw("loan", example("loan"), "nl", by=anna)
        transaction.set_rollback(True)
    assert actions.draw("loan", example("loan"), "nl", by=anna).number == 2


def test_each_year_begins_at_one(db):
    taken = [Numbering.objects.take(year) for year in (2026, 2026, 2027, 2026)]
    assert taken == [1, 2, 1, 3]


@pytest.mark.django_db(transaction=True)
def test_who_draws_at_the_same_time_gets_another_number(anna):
    def draw(_turn):
        try:
            return actions.draw("loan", example("loan"), "nl", by=anna).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(draw, range(8))) == list(range(1, 9))


# -- What is kept ------------------------------------------------------------
def test_a_paper_keeps_its_file_and_the_hash_of_it(note):
    kept = Paper.objects.get(pk=note.pk)
    assert kept.sha256 == hashlib.sha256(bytes(kept.pdf)).hexdigest()
    assert kept.terms == TermsVersion.objects.current("transfer")
    assert findings(bytes(kept.pdf)) == []


def test_a_hash_of_another_file_is_refused(note):
    note.pk, note.version, note.sha256 = None, 2, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save(force_insert=True)


@pytest.mark.parametrize("deed", ["update", "delete"])
@pytest.mark.parametrize("model", [Paper, Agreement, SealedCopy])
def test_the_database_lets_nobody_change_what_was_agreed(note, anna, model, deed):
    agree(note, "owner", anna)
    agree(note, "receiver", anna)
    table = model._meta.db_table
    words = {"update": f"UPDATE {table} SET id = id", "delete": f"DELETE FROM {table}"}
    with (
        pytest.raises(DatabaseError, match="never change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words[deed])


# -- Versions ----------------------------------------------------------------
def test_a_change_is_a_new_version_under_the_same_number(note, anna):
    following = actions.new_version(note, changed(note.facts), by=anna)
    assert (following.reference, following.version) == (note.reference, 2)
    assert "€ 100,00" in text(following.pdf)
    assert bytes(Paper.objects.get(pk=note.pk).pdf) == note.pdf


def test_without_a_change_there_is_no_new_version(note, anna):
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.new_version(note, note.facts, by=anna)


def test_newer_terms_are_a_change(note, anna, mo):
    draft = actions.write_next_terms(note.terms, by=mo)
    actions.publish_terms(draft, by=mo)
    following = actions.new_version(note, note.facts, by=anna)
    assert (note.terms.version, following.terms.version) == (1, 2)


def test_only_the_newest_version_is_written_anew_or_agreed_to(note, anna):
    actions.new_version(note, changed(note.facts), by=anna)
    with pytest.raises(Refused, match="newer version"):
        agree(note, "owner", anna)
    with pytest.raises(Refused, match="newer version"):
        actions.new_version(note, note.facts, by=anna)


def test_a_new_version_shows_no_agreement_of_the_former(note, anna):
    agree(note, "owner", anna)
    following = actions.new_version(note, changed(note.facts), by=anna)
    assert following.agreed_sides == set()
    assert note.agreements.count() == 1
    assert anna.name not in text(following.pdf)


# -- Agreeing ----------------------------------------------------------------
def test_a_side_agrees_once(note, anna):
    agree(note, "owner", anna)
    with pytest.raises(Refused, match="agreed to this already"):
        agree(note, "owner", anna)


def test_the_last_agreement_seals_a_copy(note, anna, bram):
    agree(note, "owner", anna)
    assert not SealedCopy.objects.exists()
    agree(note, "receiver", bram)
    copy = SealedCopy.objects.get(paper=note)
    told = text(bytes(copy.pdf))
    assert copy.sha256 == hashlib.sha256(bytes(copy.pdf)).hexdigest()
    assert [anna.name in told, bram.name in told, note.sha256[:32] in told] == [
        True
    ] * 3
    assert Paper.objects.get(pk=note.pk).is_agreed


def test_nobody_agrees_to_a_packing_list(anna):
    paper = actions.draw("packing", example("packing"), "nl", by=anna)
    assert (paper.is_agreed, paper.waits_for) == (False, [])
    with pytest.raises(Refused):
        agree(paper, "owner", anna)


# -- Terms -------------------------------------------------------------------
def test_published_terms_stay(note, mo):
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        TermsVersion.objects.filter(pk=note.terms_id).update(text_nl="anders")
    draft = actions.write_next_terms(note.terms, by=mo)
    draft.text_nl = "anders"
    draft.save()
    assert TermsVersion.objects.current("transfer") == note.terms
    actions.publish_terms(draft, by=mo)
    assert TermsVersion.objects.current("transfer").text_nl == "anders"


def test_one_draft_at_a_time_published_once(note, mo):
    draft = actions.write_next_terms(note.terms, by=mo)
    with pytest.raises(Refused, match="a draft of the next version already"):
        actions.write_next_terms(note.terms, by=mo)
    actions.publish_terms(draft, by=mo)
    with pytest.raises(Refused, match="published before"):
        actions.publish_terms(draft, by=mo)
