"""An offer is divided over three who asked; one lets go, and who waits moves up."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import link, press, send, write

SET_UP = """
from members.models import Location, Organisation, User
from tests.browser.stage import PASSWORD, _called, _offer, _wish
home = Organisation.objects.create(name="Dennenrust {way}", kvk="{kvk}",
    sector_id="verpleeghuis", province="NL-UT", state="active")
Location.objects.create(organisation=home, name="Dennenrust", town="Soest",
    address="Bosweg 1", postcode="3761 AB", contact_name="Dora")
dora = User.objects.create_user("{dora}", PASSWORD, name="Dora", organisation=home)
dora.emailaddress_set.create(email=dora.email, verified=True, primary=True)
racks = _offer(_called("anna"), "{title}", quantity=10)
print(racks.pk, *(_wish(racks, by, n).pk for by, n in
    [(_called("bram"), 8), (_called("carla"), 6), (dora, 4)]))
"""
WAYS = {
    "at a desk": {},
    "on a phone, by keyboard, without JavaScript": {
        "viewport": {"width": 390, "height": 800},
        "javascript": False,
        "by_keyboard": True,
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_a_split_over_three_and_the_list_moves_up(site, visitor, way):
    title, dora = f"Wandrekken {way}", f"dora{len(way)}@dennenrust.example"
    kvk = f"920000{len(way):02}"
    words = SET_UP.format(way=way, title=title, dora=dora, kvk=kvk)
    told = site.manage("shell", "-v0", "-c", words).split()[-4:]
    racks, of_bram, of_carla, of_dora = map(int, told)

    anna = visitor("anna", **WAYS[way])
    anna.goto(f"/listings/{racks}/")
    press(anna, f"a[href='/claims/of/{racks}/']")
    write(anna, f"give-{of_bram}", "6")
    write(anna, f"give-{of_carla}", "5")
    send(anna)
    expect(anna.locator("main form .trouble, main [role=alert]").first).to_be_visible()
    write(anna, f"give-{of_carla}", "4")
    send(anna)
    expect(anna.locator("main .table tbody tr")).to_have_count(1)  # Dora waits
    assert states(site, of_bram, of_carla, of_dora) == [
        "proposed",
        "proposed",
        "waiting",
    ]

    carla = visitor("carla", **WAYS[way])
    carla.goto(f"/claims/{of_carla}/agree/")
    press(carla, "main form button")
    expect(carla).to_have_url(re.compile(rf"/pickups/schedule/{of_carla}/$"))

    bram = visitor("bram", **WAYS[way])
    bram.goto(f"/claims/{of_bram}/agree/")
    press(bram, f"main a[href='/claims/{of_bram}/withdraw/']")
    press(bram, "main form button.danger")
    expect(bram).to_have_url(re.compile(rf"/claims/{of_bram}/$"))

    moved = site.letter_now(to=dora, subject=title, text="/agree/")
    reader = visitor(dora, **WAYS[way])
    reader.goto(link(moved, f"/claims/{of_dora}/agree/"))
    press(reader, "main form button")
    expect(reader).to_have_url(re.compile(rf"/pickups/schedule/{of_dora}/$"))
    assert states(site, of_bram, of_carla, of_dora) == [
        "withdrawn",
        "accepted",
        "accepted",
    ]


def states(site, *claims):
    statement = "SELECT state FROM claims_claim WHERE id = %s"
    return [site.sql(statement, claim)[0][0] for claim in claims]
