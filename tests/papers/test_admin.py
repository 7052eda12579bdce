"""The cooperative edits terms, looks at how they come out, and publishes them."""

import pytest
from django.urls import reverse

from papers import actions
from papers.models import TermsVersion
from tests.papers.accessible import findings, text

LIST = reverse("admin:papers_termsversion_changelist")


@pytest.fixture
def desk(client, mo):
    """Mo's browser."""
    client.force_login(mo)
    return client


@pytest.fixture
def draft(db, mo):
    return actions.write_next_terms(TermsVersion.objects.current("loan"), by=mo)


def press(desk, deed, terms):
    return desk.post(LIST, {"action": deed, "_selected_action": terms.pk})


def change(terms):
    return reverse("admin:papers_termsversion_change", args=[terms.pk])


def preview(terms, language):
    return reverse("admin:papers_termsversion_preview", args=[terms.pk, language])


def test_from_the_next_version_to_published(desk, mo):
    former = TermsVersion.objects.current("loan")
    press(desk, "write_next", former)
    draft = TermsVersion.objects.drafts().get()
    desk.post(change(draft), {"text_nl": "# Kop\n1. Nieuw.", "text_en": "1. New."})
    press(desk, "publish", draft)
    current = TermsVersion.objects.current("loan")
    assert (current.version, current.text_nl) == (2, "# Kop\n1. Nieuw.")
    assert current.published_by == mo


def test_a_preview_is_a_paper_with_these_words(desk, draft):
    draft.text_en = "1. Bring it back #clean."
    draft.save()
    shown = desk.get(preview(draft, "en"))
    assert shown["Content-Type"] == "application/pdf"
    assert "Bring it back #clean." in text(shown.content)
    assert findings(shown.content) == []
    assert desk.get(preview(draft, "fr")).status_code == 404


def test_a_draft_has_fields_and_what_is_published_has_none(desk, draft):
    assert b'name="text_nl"' in desk.get(change(draft)).content
    published = change(TermsVersion.objects.current("loan"))
    assert b'name="text_nl"' not in desk.get(published).content
    assert desk.post(published, {"text_nl": "x", "text_en": "x"}).status_code == 403


def test_a_paper_is_looked_at_with_its_file(desk, note):
    page = desk.get(reverse("admin:papers_paper_change", args=[note.pk]))
    assert note.sha256 in page.content.decode().replace("<wbr>", "")
    file = desk.get(reverse("admin:papers_paper_file", args=[note.pk]))
    assert file.content == note.pdf


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_members_have_no_desk(client, request, note, draft, who):
    client.force_login(request.getfixturevalue(who))
    for address in (
        LIST,
        preview(draft, "nl"),
        reverse("admin:papers_paper_file", args=[note.pk]),
    ):
        assert client.get(address).status_code == 302
