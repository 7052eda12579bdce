"""A paper of each kind as it could be, for previews, tests and measuring."""

from dataclasses import replace
from typing import Any

from papers.contents import Content, Goods, Party
from papers.kinds import Kind

OWNER = Party(
    "Zorggroep Lindezicht",
    "91000001",
    ["De Linde", "Lindelaan 12", "3811 AB Amersfoort"],
)
RECEIVER = Party(
    "Ziekenhuis Eemstroom",
    "91000002",
    ["Hoofdlocatie", "Ziekenhuisweg 1", "3813 TZ Amersfoort"],
)
NL = Content(
    subject="4 × Nachtkastjes met uitklapblad",
    owner=OWNER,
    receiver=RECEIVER,
    facts=[
        ("Hoe", "te koop"),
        ("Prijs", "4 stuks × € 35,00 = € 140,00"),
        ("Staat", "goed"),
        ("Aanvraag", "nummer 1234, akkoord op 30 nov 2026"),
    ],
    goods=Goods(
        ["Wat", "Aantal", "Gewicht"],
        [["Nachtkastjes met uitklapblad", "4 stuks", "120 kg"]],
    ),
)
EN = replace(
    NL,
    facts=[
        ("How", "for sale"),
        ("Price", "4 pieces × €35.00 = €140.00"),
        ("Condition", "good"),
        ("Claim", "number 1234, agreed on 30 Nov 2026"),
    ],
    goods=Goods(
        ["What", "How many", "Weight"],
        [["Nachtkastjes met uitklapblad", "4 pieces", "120 kg"]],
    ),
)
STATED = {
    Kind.CLEANING: (
        "Afgenomen met alcohol 70 % en daarna gedroogd.\nDe sloten zijn gesmeerd.",
        "Wiped with alcohol 70 % and dried.\nThe locks have been oiled.",
    ),
    Kind.DAMAGE: (
        "Van één kastje is het uitklapblad gebarsten, over ongeveer tien centimeter.",
        "The folding leaf of one cabinet is cracked, over some ten centimetres.",
    ),
}


def example(kind: str) -> dict[str, Any]:
    """Its facts, in both languages."""
    stated = STATED.get(Kind(kind), ("", ""))
    return {
        language: replace(content, statement=words).as_json()
        for language, content, words in zip(("nl", "en"), (NL, EN), stated, strict=True)
    }
