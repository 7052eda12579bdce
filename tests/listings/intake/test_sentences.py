"""Words are judged in their sentence: each rule with examples on both sides."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from base.cases import is_apart, read_cases
from listings.intake.prohibited import is_past, is_phone_number, judge
from tests.listings.intake.test_prohibited import HERE, score


def test_of_texts_that_no_rule_was_made_from_most_are_right(tmp_path):
    cases = read_cases(HERE / "intake_more.csv", {"text"})
    lines = [case for case in cases if is_apart(case["text"])]
    assert len(lines) / len(cases) > 0.15
    said = {case["text"]: judge(case["text"]).action for case in lines}
    right = sum(said[case["text"]] == case["expected_action"] for case in lines)
    assert right / len(lines) >= 0.82


def test_most_of_all_texts_get_their_verdict():
    assert score(HERE / "intake_more.csv")[1]["right"] >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Plafondplaten, geen asbest gevonden",
        "Golfplaten, asbestvrij met rapport",
        "Banden nieuw van Kwikfit",
        "Medicijnwagen met 24 lades",
        "Demonstratiemodel van een heupprothese",
        "Rolstoel, serienummer 999901321",
        "Pomp, ordernummer 061234567-8",
        "Beschikbaar van 01-12-2026 t/m 31-03-2027",
        "Matras 200-90-14, per 10",
        "Recall is uitgevoerd door de fabrikant",
        "Scheurvast matras voor ggz",
        "Lekbak voor vaatwasser",
        "Steriele gazen, buitendoos gedeukt en open",
        "Cursus medicatie delen",
        "Opiatenkluis leeg",
        "Tabletten van Samsung, 10 inch",
        "Bel voor een afspraak met mevrouw Jansen van facilitair",
        "Handschoenen, THT 2099",
        "Gekeurd tot 2023, nu opnieuw gekeurd",
        "Rem is gerepareerd, scheur in zitting hersteld",
        "Dossierkast met slot",
        "Kok gezocht? Kookboek over",
        "Betadine gaas, tht 2099",
        "Spuiten, ongebruikt en schoon",
        "Steriele gazen, buitendoos ingescheurd",
        "Lege ordners voor bewonersdossiers",
        "Tablet, niet gekoppeld aan een account",
        "Rolstoel, banden versleten maar vervangen",
        "Kocher klemmen",
        "Rol tape",
        "Rollator, framenummer 0612345678",
        "Camera met lege geheugenkaart",
        "Bed, nog niet verlopen, tht 03/99",
        "Matrashoezen tegen huisstofmijt",
        "Ruimte voor verpleegkundig specialist, dinsdag over",
        "Clubfauteuil cognac",
        "Speelgoed handboeien en foam sabel",
        "Zelfgemaakte kussens",
        "Onderhoudsvrij, geen keuring nodig",
        "Recall bekend en uitgevoerd",
    ],
)
def test_what_only_sounds_like_it_is_let_through(text):
    assert [hit.rule.id for hit in judge(text).hits] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Dakplaten met asbest", "hazard-asbestos"),
        ("Kwikthermometer", "hazard-mercury"),
        ("Medicatie van een bewoner", "med-word-nl"),
        ("Heupprothese, nieuw", "implant-named"),
        ("Op de stoel staat 999901321", "bsn-alone"),
        ("Bel 06-12345678", "contact-phone"),
        ("Bel 088 - 123 45 67", "contact-phone"),
        ("Mail naar inkoop (at) huis punt nl", "contact-mail"),
        ("Recall gaande, nog niet bekeken", "recalled"),
        ("Tillift, hydrauliek lekt olie", "defect-signs"),
        ("Remmen pakken? De rem pakt niet meer", "defect-signs"),
        ("Steriele gazen, zakje is open", "sterile-harmed"),
        ("Morfine, 10 stuks", "med-names"),
        ("Dhr Smit, diabetes, kamer 12", "client-facts"),
        ("Bewoner is dement", "client-state"),
        ("Handschoenen THT 03-2024", "past-date"),
        ("Sneltesten houdbaar tot mei 2025", "past-date"),
        ("Laatste keuring in 2020", "inspection-old"),
        ("Laptop, nog niet gewist", "data-left"),
        ("Onze kok is in te lenen", "staff-lent"),
        ("Zuurstoftank", "med-oxygen"),
        ("Twee tubes hydrocortisoncrème", "med-substances"),
        ("Doosje Depakine", "med-trade-names"),
        ("Restje pijnstillers", "med-left"),
        ("Vitaminepillen en supplementen", "med-doubtful"),
        ("Heupkoppen, diverse maten", "implant-parts"),
        ("Katheters, één keer gebruikt", "used-once"),
        ("Gewassen wegwerponderleggers", "used-once"),
        ("Steriele set, verpakking niet meer heel", "sterile-broken"),
        ("Ingevulde medicatielijsten", "care-papers"),
        ("Doos met oude statussen", "care-papers"),
        ("Tablet, nog gekoppeld aan account", "account-left"),
        ("Rolstoel van de gemeente Utrecht", "owner-council"),
        ("Fauteuil van overleden bewoner", "owner-left"),
        ("Scootmobiel, handrem zwak", "defect-parts"),
        ("Douchestoel, wankel", "defect-behaves"),
        ("Bed maakt een raar geluid", "defect-behaves"),
        ("Tillift, jaarkeuring overgeslagen", "inspection-missing"),
        ("Gel, uiterste datum verstreken", "date-gone"),
        ("Ergotherapeut te leen, 8 uur per week", "staff-hours"),
        ("Onze chauffeur kan op dinsdag invallen", "staff-hours"),
        ("Fauteuils, ongereinigd", "unclean"),
        ("Zes flessen champagne", "drink-tobacco"),
        ("Stiletto uit een lade", "weapons-named"),
        ("Blik thinner", "chemicals-named"),
        ("Beugel, CE-teken ontbreekt", "ce-missing"),
        ("Tilplank, eigen ontwerp", "home-built"),
        ("Rolstoel, zelf aangepast", "changed-device"),
        ("Terughaalactie van de leverancier", "recall-words"),
        ("Gazen tht 03/24", "past-date"),
    ],
)
def test_what_is_meant_is_found(text, rule):
    assert rule in [hit.rule.id for hit in judge(text).hits]


@pytest.mark.parametrize("number", ["0612345678", "+31 6 12345678", "088-1234567"])
def test_a_telephone_number_has_ten_digits_and_a_known_start(number):
    assert is_phone_number(number)
    assert not is_phone_number(number + "9")
    assert not is_phone_number("0012345678")


@given(st.dates(min_value=timezone.localdate().replace(year=2000)))
def test_no_date_is_a_telephone_number(day):
    for written in (f"{day:%d-%m-%Y}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}"):
        assert "contact-phone" not in {hit.rule.id for hit in judge(written).hits}


def test_a_date_is_past_the_day_after_it():
    today = timezone.localdate()
    assert not is_past(f"tht {today:%d-%m-%Y}")
    assert is_past(f"tht {today - timedelta(1):%d-%m-%Y}")
    assert not is_past(f"tht {today:%m-%Y}")
    assert not is_past("geen datum")
