"""How it works, and whom one calls."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from home.help import THEMES
from home.models import HelpDesk
from tests.factories import ListingFactory

HELP = "/help/"
DESK = {"name": "Servicepunt", "phone": "088 012 34 56", "email": "s@example.org"}


def test_everybody_reads_it(client, db):
    page = client.get(HELP)
    assert page.status_code == 200
    assert settings.CONTACT_EMAIL in page.content.decode()


def test_staff_say_whom_to_call(client, mo):
    client.force_login(mo)
    add = reverse("admin:home_helpdesk_add")
    client.post(add, {**DESK, "hours_nl": "9–17", "hours_en": ""})
    page = client.get(HELP).content.decode()
    assert 'href="tel:0880123456"' in page
    assert client.get(add).status_code == 403  # there is one


def test_there_is_one_desk(db):
    HelpDesk.objects.create(**DESK)
    for number in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            HelpDesk.objects.create(number=number, **DESK)


@pytest.mark.parametrize("phone", ["bel ons", "<script>", "1", "0" * 40])
def test_what_can_not_be_called_is_no_phone_number(db, phone):
    with pytest.raises(ValidationError):
        HelpDesk(**DESK | {"phone": phone}).full_clean(validate_constraints=False)


def test_every_answer_leads_somewhere(anna):
    names = [q.leads_to[1] for theme in THEMES for q in theme.questions if q.leads_to]
    assert [reverse(name) for name in names]
    assert len({theme.anchor for theme in THEMES}) == len(THEMES)


def test_pages_that_say_no_say_whom_to_ask(client, anna, bram):
    client.force_login(bram)
    desk = f"{HELP}#contact"
    gone = ListingFactory(made_by=anna, state="gone")
    refused = client.get(reverse("claims:ask", args=[gone.pk]))
    forbidden = client.get(reverse("members:invite"))
    assert (refused.status_code, forbidden.status_code) == (409, 403)
    for page in (refused, forbidden, client.get("/organisation/"), client.get("/")):
        assert desk in page.content.decode()
