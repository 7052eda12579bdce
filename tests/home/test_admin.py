"""The admin tells moderators what its pages show, and nothing else."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from django.utils.functional import Promise

from base.admin import Moderated
from members.models import User
from outbox import actions
from outbox.models import Letter

ADMINS = [site for site in admin.site._registry.values() if isinstance(site, Moderated)]
PAIRS = [
    (site, field.attname)
    for site in ADMINS
    for field in site.model._meta.concrete_fields
]


def address(site):
    return reverse(f"admin:{site.opts.app_label}_{site.opts.model_name}_changelist")


@pytest.mark.parametrize("model", [Group, EmailAddress])
def test_no_moderator_comes_where_others_made_the_page(client, mo, model):
    site = admin.site._registry[model]
    client.force_login(mo)
    assert client.get(address(site)).status_code == 403


def test_all_other_pages_are_ours():
    ours = {site.model for site in ADMINS}
    assert set(admin.site._registry) - ours == {Group, EmailAddress}


@pytest.mark.parametrize(
    ("site", "column"), PAIRS, ids=lambda part: getattr(part, "opts", part)
)
def test_no_list_is_asked_by_what_does_not_stand_beside_it(client, mo, site, column):
    """Letter by letter, `?password__startswith=` would tell a password's hash."""
    client.force_login(mo)
    assert client.get(address(site), {f"{column}__startswith": "a"}).status_code == 400


@pytest.mark.parametrize("path", ["password", "organisation__people__password"])
def test_nor_by_what_stands_behind_a_row(client, mo, path):
    client.force_login(mo)
    people = reverse("admin:members_user_changelist")
    assert client.get(people, {f"{path}__startswith": "p"}).status_code == 400
    assert client.get(people, {path: "p"}).status_code == 400


@pytest.mark.parametrize("site", ADMINS, ids=lambda site: site.opts.model_name)
def test_what_stands_beside_a_list_works(client, mo, beds, site):
    client.force_login(mo)
    rows = client.get(address(site)).context["cl"]
    links = [
        it["query_string"] for spec in rows.filter_specs for it in spec.choices(rows)
    ]
    for link in links:
        assert client.get(address(site) + link).status_code == 200, link


def secret_letter(anna):
    Letter.objects.create(
        key="a", to=anna.email, subject="Reset", body="/key/abc", secret=True
    )
    return Letter.objects.get()


def test_nobody_reads_a_secret_letter_in_the_admin(client, anna, mo):
    client.force_login(mo)
    page = client.get(
        reverse("admin:outbox_letter_change", args=[secret_letter(anna).pk])
    ).content.decode()
    assert "/key/abc" not in page
    assert "Only its reader may see what it says." in page


def test_a_secret_letter_is_empty_once_it_is_sent(anna, mailoutbox):
    secret_letter(anna)
    actions.deliver_due()
    assert "/key/abc" in mailoutbox[0].body
    assert Letter.objects.get().body == ""


@pytest.mark.parametrize("site", ADMINS, ids=lambda site: site.opts.model_name)
@pytest.mark.parametrize("chosen", ["", "x", "1.5", "\0"])
def test_a_row_without_a_number_is_no_error_of_ours(client, mo, site, chosen):
    client.force_login(mo)
    action = next(iter(site.actions or []), "")
    sent = {"action": action, "index": "0", "_selected_action": chosen}
    # A category is known by a word.
    assert client.post(address(site), sent).status_code in (200, 302, 400, 403)


@pytest.mark.parametrize("site", ADMINS, ids=lambda site: site.opts.model_name)
def test_a_column_without_a_name_is_no_error_of_ours(client, mo, site):
    client.force_login(mo)
    row = f"{address(site)}1/change/"
    assert client.get(row, {"_to_field": ""}).status_code in (200, 302)
    assert client.post(row, {"_to_field": ""}).status_code in (200, 302, 403)


# -- In Dutch --------------------------------------------------------------------
def names_shown_by(site):
    """What a page shows, by the name that people read."""
    yield site.model.__name__, site.opts.verbose_name
    yield site.model.__name__, site.opts.verbose_name_plural
    listed = [*site.list_display, *flatten_fieldsets(site.get_fieldsets(REQUEST))]
    yield from ((f"{site} {name}", name_of(site, name)) for name in listed)
    for rows in site.inlines:
        plural = rows.verbose_name_plural or rows.model._meta.verbose_name_plural
        yield rows.__name__, plural
        inline = rows(site.model, admin.site)
        fields = flatten_fieldsets(inline.get_fieldsets(REQUEST))
        yield from ((f"{rows.__name__} {it}", name_of(inline, it)) for it in fields)


def name_of(site, name):
    """Lazy, where somebody gave it: Django makes one of the code's own name else."""
    if name in {field.name for field in site.model._meta.fields}:
        return site.model._meta.get_field(name).verbose_name
    if name == "__str__":
        return site.opts.verbose_name
    shown = getattr(site, name, None) or getattr(site.model, name)
    shown = getattr(shown, "fget", shown)
    return getattr(shown, "short_description", name)


REQUEST = RequestFactory().get("/")
REQUEST.user = User(is_staff=True, is_active=True, is_superuser=True)


@pytest.mark.parametrize("site", ADMINS, ids=lambda site: site.opts.label)
def test_every_word_of_a_page_can_be_said_in_dutch(db, site):
    """A name that nobody gave is the code's own, and English."""
    told = [(where, name) for where, name in names_shown_by(site)]
    assert [where for where, name in told if not isinstance(name, Promise)] == []
