"""What a pickup is about is called as its asker was told last."""

from django.urls import reverse

from listings import actions as offers
from listings.models import Photo
from logistics.calendar import published
from outbox.models import Letter

SECRET = "Geheim verhuisbed"


def test_by_no_door_the_asker_reads_what_it_is_called_now(client, pickup, anna, bram):
    """Pages, letters, agenda and calendar, of what became for its own people only."""
    (claim,) = pickup.carried
    Letter.objects.all().delete()
    Photo.objects.create(
        listing=claim.listing, name="x", width=1, height=1, alt=f"A photo of {SECRET}"
    )
    offers.revise(claim.listing, by=anna, title=SECRET, audience="own")
    client.force_login(bram)
    pages = [
        claim.get_absolute_url(),
        pickup.get_absolute_url(),
        f"{reverse('claims:index')}?side=ours",
        reverse("home:front"),
        reverse("logistics:agenda"),
        reverse("logistics:month"),
        reverse("claims:withdraw", args=[claim.pk]),
        reverse("logistics:call_off", args=[pickup.pk]),
    ]
    for address in pages:
        shown = client.get(address, follow=True).content.decode()
        assert SECRET not in shown, address
    assert "Two care beds" in client.get(claim.get_absolute_url()).content.decode()
    assert "1 × Two care beds" in published(bram, "mine")
    assert SECRET not in published(bram, "mine")
    client.post(reverse("logistics:call_off", args=[pickup.pk]), {"why": "Ill"})
    letters = Letter.objects.all()
    assert letters.exists()
    for letter in letters:
        assert SECRET not in f"{letter.subject} {letter.body} {letter.calendar}"
