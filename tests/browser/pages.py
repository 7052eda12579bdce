"""Which pages there are to look at, and as whom."""

OPEN_TO_ALL = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/apply/",
    "/accessibility/",
    "/offline/",
    "/demo/letters/",
]
OF_MEMBERS = [
    "/",
    "/listings/",
    "/listings/?q=zzzz",
    "/listings/offer/",
    "/listings/mine/",
    "/listings/import/",
    "/wanted/",
    "/wanted/?own=on",
    "/wanted/post/",
    "/claims/",
    "/organisation/",
    "/preferences/",
    "/accounts/email/",
    "/accounts/password/change/",
]


def of_the_story(site):
    """What Anna, Bram and Carla of the demo have to do with each other."""
    ((listing, accepted),) = site.sql(CLAIM, "Infuusstandaards, 5-poots")
    ((own, planned),) = site.sql(CLAIM, "Kledingkasten, 2 deurs")
    ((pickup,),) = site.sql(
        "SELECT id FROM logistics_pickup WHERE claim_id = %s", planned
    )
    ((room,),) = site.sql(
        "SELECT id FROM listings_listing WHERE title = 'Vergaderzaal tot 20 personen'"
    )
    ((want,),) = site.sql("SELECT id FROM wanted_want WHERE title = 'Hoog-laagbed'")
    return [
        *(f"/listings/{listing}/", f"/listings/{own}/", f"/listings/{own}/edit/"),
        *(f"/wanted/{want}/", f"/wanted/{want}/answer/"),
        *(f"/claims/ask/{room}/", f"/claims/{accepted}/", f"/claims/{planned}/"),
        *(f"/pickups/schedule/{accepted}/", f"/pickups/{pickup}/"),
        f"/pickups/{pickup}/reschedule/",
    ]


CLAIM = (
    "SELECT listing_id, claim.id FROM claims_claim claim"
    " JOIN listings_listing listing ON listing.id = listing_id WHERE title = %s"
)
