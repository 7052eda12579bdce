"""What the demo's own story lacks: people at every door, and things in every state.

Runs beside a demo (`manage.py shell`); `set_up()` gives the arguments of every address
that has one, for who looks at it in `pages.py`.
"""

from datetime import timedelta
from io import BytesIO

from django.contrib import admin
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from PIL import Image

from approvals.models import Rule
from base.failures import Failures
from billing.models import Statement
from catalogue.models import Category
from claims import actions as claiming
from claims import papers
from claims.models import Claim
from clearances import actions
from conversations import actions as talking
from conversations import questions
from conversations.models import Incoming
from listings import actions as offering
from listings.models import Listing, Proposal, Report, Service
from lists import actions as lists
from lists.lines import Lines
from logistics import actions as moving
from logistics.models import Pickup
from logistics.returns import Came
from members import joining
from members.actions import apply_for_membership
from members.models import Organisation, Sector, User
from outbox import unsubscribing
from outbox.models import Letter
from searches import actions as searching
from searches import watching
from selections import actions as selecting
from tests.moments import monday_at
from tests.running_demo import PASSWORD
from upkeep.models import Nudge
from wanted import actions as wanting
from wanted import urgent_letters
from wanted.models import Want

LIST = """Omschrijving;Aantal;Prijs;Conditie
Bureaustoel zwart;4;25;goed
Paracetamol 500 mg;10;;nieuw
Nachtkastje beuken;;gratis;
"""
DAY = timedelta(days=1)


def set_up():
    """One of everything that has a page, by the name of its address."""
    anna, bram, carla = (_called(name) for name in ("anna", "bram", "carla"))
    Failures("tests.browser.stage", Want).book(1, ValueError("een rij die mislukt"))
    return {
        **_doors(carla),
        **_offers(anna, bram),
        **_wants(anna, bram),
        "searches:rhythm": [_search(anna).pk],
        **_claims(anna, bram),
        **_services(anna, bram),
        **_divided(anna, bram, carla),
        **_statements(carla),
        "home:letter": [Letter.objects.read_by(anna).values_list("pk", flat=True)[0]],
        **{_change_form_of(kind): [_any(kind)] for kind in admin.site._registry},
        "nowhere": [987654],
        "over": ["unknown"],
        "members:let_go": [bram.pk],
        **_approvals(),
        "members:location_edit": [_closed_in_summer(carla)],
        "members:organisation_detail": [bram.organisation_id],
    }


def _approvals():
    """What Bram asks waits for Ada."""
    waiting = Claim.objects.get(state="to_approve")
    rule = Rule.objects.get(organisation=waiting.organisation, deed="ask")
    return {
        "approvals:detail": [waiting.approval_id],
        "approvals:decline": [waiting.approval_id],
        "approvals:rule": [rule.pk],
        "to approve": [waiting.pk],
        "members:hand_over": [_called("ben").pk],
    }


def _closed_in_summer(person):
    """A place that is closed for two weeks, half a year from now."""
    place = person.organisation.locations.first()
    first = timezone.localdate() + 180 * DAY
    last = first + 13 * DAY
    place.closed_days.create(first=first, last=last, reason="Zomersluiting")
    return place.pk


def _search(person):
    return searching.save(QueryDict("q=bureaustoel&terms=free"), by=person)


def _change_form_of(kind):
    return f"admin:{kind._meta.app_label}_{kind._meta.model_name}_change"


def _any(kind):
    return kind.objects.values_list("pk", flat=True).first() or 0


def _called(name):
    return User.objects.get(email=f"{name}@demo.example")


def _newcomer(name, domain):
    person = User.objects.create_user(f"{name}@{domain}", PASSWORD, name=name.title())
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def _doors(carla):
    theirs = "carla.demo.example"  # the domain of Carla's organisation
    _newcomer("nora", theirs)
    asked = joining.ask_to_join(carla.organisation, by=_newcomer("otto", theirs))
    details = {
        "name": "Zorghuis De Wacht",
        "kvk": "91000009",
        "sector": Sector.objects.first(),
        "province": "NL-OV",
    }
    apply_for_membership(details, by=_newcomer("wim", "wacht.example"))
    new = {**details, "name": "Zorgboerderij Nieuw", "kvk": "91000010"}
    joined = apply_for_membership(new, by=_newcomer("iris", "nieuw.example"))
    Organisation.objects.filter(pk=joined.pk).update(state="active")
    address = "piet@elders.example"
    invited = joining.invite(carla.organisation, by=carla, email=address)
    return {
        "members:decline_person": [asked.pk],
        "members:invitation": [invited.secret],
        "members:letters_off": [
            signing.dumps([carla.pk, "searches"], salt=unsubscribing.SALT)
        ],
        "account_confirm_email": ["unknown"],
        "account_reset_password_from_key": ["1", "unknown"],
    }


def _offers(anna, bram):
    ended = _offer(anna, "Lamp voor de hal")
    offering.withdraw(ended, by=anna)
    draft = Listing.objects.get(title="Eettafel 180 x 90")
    room = Listing.objects.get(title="Vergaderzaal tot 20 personen")
    kept = _offer(anna, "Kast bij de lift")
    Nudge.objects.create(listing=kept, cause="quiet", day=timezone.localdate())
    Proposal.objects.create(
        listing=kept, by=anna, why="-", fields={"title": "Kast voor de linnenkamer"}
    )
    Report.objects.create(listing=room, by=anna, reason="wrong")
    paused = offering.pause(_offer(anna, "Lamp op zolder"), by=anna)
    watching.watch(paused, by=bram)
    imported = lists.read(BytesIO(LIST.encode()), "magazijn.csv", by=anna)
    cleared = _clearance(anna)
    spare = _offer(anna, "Wandrek")
    chosen = Listing.objects.filter(pk__in=[ended.pk, spare.pk])
    return {
        **dict.fromkeys(
            [
                *("clearances:detail", "clearances:edit"),
                *("clearances:add", "logistics:clearance_day"),
            ],
            [cleared.pk],
        ),
        "listings:detail": [room.pk],
        "listings:edit": [draft.pk],
        "listings:relist": [ended.pk],
        "listings:print_label": [kept.pk],
        "upkeep:next": [kept.pk],
        "listings:report": [room.pk],
        "lists:preview": [imported.pk],
        "lists:line": [imported.pk, Lines(imported).all[0].key],
        "claims:ask": [Listing.objects.get(title="Duofiets, elektrisch").pk],
        **dict.fromkeys(["claims:room", "claims:book", "listings:room"], [room.pk]),
        "selections:detail": [selecting.start("pause", chosen, by=anna).pk],
        "own": [draft.pk],
    }


def _clearance(anna):
    """With things in two rooms, one of them not offered yet."""
    today = timezone.localdate()
    clearance = actions.start(
        by=anna,
        name="De Linde, tweede verdieping",
        location=anna.organisation.locations.first(),
        available_from=today,
        deadline=today + timedelta(20),
    )
    for title, room in (("Wandlamp", "2.01"), ("Prikbord", "2.01"), ("Klok", "")):
        _offer(anna, title, group=clearance, room=room)
    offering.copy(Listing.objects.get(title="Klok"), by=anna)
    return clearance


def _offer(by, title, category="interior-decor", **fields):
    listing = offering.draft(
        by=by,
        title=title,
        category=Category.objects.get(code=category),
        location=by.organisation.locations.first(),
        unit="stuk",
        **{"terms": ["free"], "quantity": 2, **fields},
    )
    return offering.publish(listing, by=by)


def _wants(anna, bram):
    open_want = Want.objects.get(title="Hoog-laagbed")
    closed = wanting.post_want(
        by=anna,
        title="Prikbord",
        category=Category.objects.get(code="interior-decor"),
        location=anna.organisation.locations.first(),
        terms=["free"],
    )
    wanting.close(closed, by=anna)
    lamp = _offer(anna, "Lamp bij het bed")
    said = [open_want.pk, lamp.pk, anna.pk]
    return {
        "wanted:detail": [open_want.pk],
        "wanted:have": [signing.dumps(said, salt=urgent_letters.SALT)],
        "wanted:answer": [open_want.pk],
        "wanted:edit": [open_want.pk],
        "wanted:reopen": [closed.pk],
    }


def _claims(anna, bram):
    asked = Claim.objects.get(listing__title="Bureaustoelen, zwart")
    accepted = Claim.objects.get(listing__title="Infuusstandaards, 5-poots")
    planned = Pickup.objects.get(claims__listing__title="Kledingkasten, 2 deurs")
    done = Pickup.objects.get(claims__listing__title="Rollators, inklapbaar")
    lent, due = _lent(anna, bram)
    until = lent.last_day + 7 * DAY
    longer = claiming.ask_extension(lent, by=bram, until=until, why="Nog nodig.")
    kept = _asked(anna, bram, "Scherm te leen", deposit_eur=50)
    claiming.receive_deposit(kept, by=anna)
    harmed, coming = _harmed(anna, bram)
    bookings = Claim.objects.filter(by_hour=True, organisation=anna.organisation)
    series = bookings.get(booking__repeats="weekly")
    rival = bookings.get(state="asked")
    return {
        "claims:free_days": [lent.listing_id],
        "claims:extend": [kept.pk],
        "claims:extension": [longer.pk],
        "claims:extension_decline": [longer.pk],
        "claims:deposit_return": [kept.pk],
        "claims:feedback": [done.carried[0].pk],
        "claims:next_letter": [asked.pk],
        **_talks(asked, planned.carried[0], anna, bram),
        "claims:damage": [harmed.pk],
        "claims:damage_propose": [harmed.damages.earliest("pk").pk],
        "coming back": [coming.pk],
        "claims:detail": [asked.pk],
        "claims:papers": [accepted.pk],
        "claims:papers_state": [done.carried[0].pk, "damage"],
        **dict.fromkeys(
            [
                *("claims:paper", "claims:paper_sealed", "claims:paper_reading"),
                *("claims:paper_agree", "claims:paper_renew"),
            ],
            [papers.newest(accepted, "transfer").pk],
        ),
        "claims:decline": [asked.pk],
        "claims:withdraw": [asked.pk],
        "logistics:schedule": [accepted.pk],
        "logistics:schedule_return": [lent.pk],
        "logistics:handed_over": [accepted.pk],
        "logistics:returned": [lent.pk],
        "logistics:detail": [planned.pk],
        "logistics:reschedule": [planned.pk],
        "logistics:call_off": [planned.pk],
        "logistics:confirm": [due.pk],
        "accepted": [accepted.pk],
        "planned": [planned.claims.get().pk],
        "handed over": [done.claims.get().pk],
        "booked": [series.pk],
        "claims:cancel_times": [series.pk],
        "claims:move_time": [series.booking.occasions.standing().last().pk],
        "room asked": [rival.pk],
        "lent": [lent.pk],
        "done": [done.pk],
    }


def _services(anna, bram):
    """The cast's: one by quote, one agreed by the hour; and one that is said to be
    done."""
    quoted = Claim.objects.get(listing__title="Reanimatie en AED, met attest")
    agreed = Claim.objects.get(listing__title="Medisch technicus")
    service = agreed.listing.service
    quick = _offer(bram, "Keuring op afroep", category="device-service", terms=["sale"])
    Service.objects.create(listing=quick, charge="fixed", each_eur=80, places=["asker"])
    wish = claiming.JobWish(
        location=anna.organisation.locations.first(),
        place="asker",
        days=[timezone.localdate() + DAY],
    )
    done = claiming.ask_service(quick, wish, by=anna)
    claiming.say_done(claiming.accept(done, by=bram), by=bram)
    return {
        **dict.fromkeys(["listings:service", "claims:ask_service"], [service.pk]),
        "claims:quote": [quoted.pk],
        "claims:quote_decline": [quoted.quotes.standing().get().pk],
        "claims:visit": [agreed.pk],
        **dict.fromkeys(["claims:job_done", "claims:job_wrong"], [done.pk]),
    }


def _statements(carla):
    """What the demo has of them: fixed, to be fixed, and of the month that runs."""
    ours = Statement.objects.filter(seller=carla.organisation)
    fixed, ready, running = (ours.get(state=it) for it in ("fixed", "ready", "running"))
    return {
        "billing:detail": [fixed.pk],
        "to be fixed": [ready.pk],
        "month is running": [running.pk],
        "billing:line": [ready.charges.get().pk],
        "billing:credit": [fixed.charges.latest("pk").pk],
    }


def _talks(asked, quiet, anna, bram):
    """A conversation with a photo and an e-mail, one that nobody began; questions."""
    drawn = BytesIO()
    Image.new("RGB", (900, 600), "#8ac").save(drawn, "JPEG")
    photo = SimpleUploadedFile("bed.jpg", drawn.getvalue(), "image/jpeg")
    talking.write(asked, by=bram, text="Is er een lift?", pictures=[photo])
    mail = Incoming.objects.create(
        fingerprint="stage",
        raw=b"",
        sender=anna.email,
        read_at=timezone.now(),
        outcome="taken",
        rest="Ja, een goederenlift.\n\nGroet,\nAnna",
    )
    left_out = ["keuring.pdf"]
    talking.write(
        asked, by=anna, text="Ja, een goederenlift.", mail=mail, left_out=left_out
    )
    talking.write(asked, by=bram, text="Dan komen we dinsdag.")
    talking.report(asked, by=anna, words="Dit klopt niet.")
    offer = _offer(anna, "Kapstok met vragen")
    first, second = (
        questions.ask(offer, by=bram, text=text)
        for text in ("Hoe breed is hij?", "Kan hij uit elkaar?")
    )
    questions.answer(first, by=anna, text="Anderhalve meter, met tien haken.")
    return {
        "conversations:conversation": [asked.pk],
        "conversations:report": [asked.pk],
        "conversations:ask": [offer.pk],
        "conversations:answer": [second.pk],
        "quiet talk": [quiet.pk],
        "questions": [offer.pk],
    }


def _divided(anna, bram, carla):
    """Four of six are kept for Bram, two are Carla's; and one thing of which all is
    promised, for which she waits."""
    parted = _offer(anna, "Plantenbakken", quantity=6)
    claims = [_wish(parted, bram, 6), _wish(parted, carla, 4)]
    pieces = {claims[0].pk: 4}
    claiming.divide(parted, pieces, by=anna)
    promised = _offer(anna, "Kapstokken")
    claiming.accept(_wish(promised, bram, 2), by=anna)
    waits = _wish(promised, carla, 1, wait=True)
    both = [_offer(anna, "Bloempotten"), _offer(anna, "Posters, ingelijst")]
    wish = {"term": "free", "quantity": 2}
    for listing in both:
        row = claiming.put_in(listing, by=bram, **wish)
        kept = claiming.put_in(listing, by=carla, **wish)
    place = bram.organisation.locations.first()
    asked = claiming.ask_together(row.bundle, by=bram, location=place, message="Graag")
    first = asked.claims.first()
    claiming.answer_together(asked, {first.pk: 1}, by=anna)
    spare = _offer(anna, "Wandklokken")
    claiming.accept(_wish(spare, carla, 2), by=anna)
    return {
        "claims:compare": [parted.pk],
        "claims:basket": [kept.bundle_id],
        "claims:together": [asked.pk],
        "claims:agree": [claims[0].pk],
        "claims:wait_for_all": [claims[0].pk],
        "claims:stay": [waits.pk],
        "claims:change": [Claim.objects.get(listing__title="Bureaustoelen, zwart").pk],
        "all promised": [spare.pk],
    }


def _wish(listing, by, quantity, **more):
    place = by.organisation.locations.first()
    wish = {"term": "free", "quantity": quantity, "location": place}
    return claiming.ask(listing, by=by, **wish, **more)


def _lent(anna, bram):
    """A loan that Bram has, and a pickup whose day has come."""
    lent = _move(_asked(anna, bram, "Beamer te leen"), bram)
    moving.complete(lent, by=bram)
    return lent.claims.get(), _move(_asked(anna, bram, "Flip-over te leen"), bram)


def loan_of_ten(title):
    """Ten that Bram has of Anna's; the day of their return has come."""
    anna, bram = (_called(name) for name in ("anna", "bram"))
    lent = _asked(anna, bram, title, quantity=10)
    moving.complete(_move(lent, bram), by=bram)
    return _move(lent, bram, direction="back")


def _harmed(anna, bram):
    """A loan of ten of which eight came back whole and one damaged, one is missing and
    is spoken of; and a return whose day has come."""
    back = loan_of_ten("Statafels te leen")
    lent = back.claims.get()
    words = "Van één tafel is het blad gebarsten; één is niet teruggevonden."
    moving.complete(back, by=anna, came={lent.pk: Came(8, 1, 1, words)})
    missing = lent.damages.get(kind="missing")
    claiming.propose_for_damage(missing, by=anna, words="Jullie betalen 40 euro.")
    return lent, loan_of_ten("Klapstoelen te leen")


def _asked(anna, bram, title, quantity=1, **fields):
    today = timezone.localdate()
    there = max(quantity, 2)
    claim = claiming.ask(
        _offer(anna, title, terms=["loan"], quantity=there, **fields),
        by=bram,
        term="loan",
        quantity=quantity,
        location=bram.organisation.locations.first(),
        starts_on=today,
        ends_on=today + 30 * DAY,
    )
    return claiming.accept(claim, by=anna)


def _move(claim, by, direction="out"):
    """Planned for a workday to come, and then its day has come."""
    starts_at = monday_at(10)
    ends_at = starts_at + timedelta(hours=1)
    way = {"starts_at": starts_at, "ends_at": ends_at, "direction": direction}
    pickup = moving.schedule(claim, by=by, mover=Pickup.Mover.ASKER, **way)
    pickup.starts_at, pickup.ends_at = starts_at - 8 * DAY, ends_at - 8 * DAY
    pickup.save(update_fields=["starts_at", "ends_at"])
    return pickup
