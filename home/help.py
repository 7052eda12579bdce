"""Questions that people ask, with their answers: the page "How it works"."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from base.words import Words


class Question(NamedTuple):
    """A question, its answer, and where one does it: words and name of the page."""

    asked: Words
    answer: Words
    leads_to: tuple[Words, str] | None = None


class Theme(NamedTuple):
    """Questions about one thing, with the anchor that a link leads to."""

    anchor: str
    title: Words
    questions: list[Question]


THEMES = [
    Theme(
        "offering",
        _("Offering"),
        [
            Question(
                _("What can I offer?"),
                _(
                    "Furniture, aids, equipment, stock, rooms, transport and services "
                    "that your organisation does not use now: for sale, for rent, on "
                    "loan or free. Medicines, opened packing and what names residents "
                    "are refused; the form says so at once."
                ),
                (_("Offer something"), "listings:offer"),
            ),
            Question(
                _("I have a whole list. Do I have to type all of it?"),
                _(
                    "No. Send the spreadsheet as you have it (Excel or CSV). You see "
                    "row by row what was understood, put right what is not, and place "
                    "it as drafts or at once."
                ),
                (_("Import a list"), "lists:start"),
            ),
            Question(
                _("A building is being emptied. What is quickest?"),
                _(
                    "Start a clearance and walk through the rooms with your phone: a "
                    "photo and a name for each thing. Others see it as one page."
                ),
                (_("Clearances"), "clearances:index"),
            ),
            Question(
                _("Why does a moderator look at my offer first?"),
                _(
                    "The first three offers of a new organisation are looked at, and "
                    "what the rules are unsure about. You get a letter as soon as it "
                    "is done."
                ),
            ),
            Question(
                _("How do I change or withdraw many offers at once?"),
                _(
                    "Tick them under Your offers, or take all that the list shows, and "
                    "press what you want. What can't be done stands apart, with the "
                    "reason."
                ),
                (_("Your offers"), "listings:mine"),
            ),
        ],
    ),
    Theme(
        "asking",
        _("Finding and asking"),
        [
            Question(
                _("How do I get something?"),
                _(
                    "Press Ask for this at an offer. The owner says yes or no; nothing "
                    "is final before. Say yes, and it is kept for you."
                ),
                (_("Look around"), "listings:index"),
            ),
            Question(
                _("Can I ask the owner something first?"),
                _(
                    "Yes, at the offer: all members read the question and the answer. "
                    "After you asked for it there is a conversation of the two of you. "
                    "You can answer the letters about it by e-mail."
                ),
                (_("Look around"), "listings:index"),
            ),
            Question(
                _("What I need is not there."),
                _(
                    "Save your search, and you get a letter as soon as it is. Or post "
                    "a wanted ad: whoever has it can answer, and the platform looks "
                    "for you too."
                ),
                (_("Post a wanted ad"), "wanted:post"),
            ),
            Question(
                _("The owner does not answer."),
                _(
                    "After three workdays the owner is reminded, with their "
                    "coordinators. After two weeks your claim ends by itself, and you "
                    "both read so."
                ),
            ),
            Question(
                _("What does it cost?"),
                _(
                    "What the owner asks; the platform takes nothing of it. The two of "
                    "you settle the payment between your organisations."
                ),
            ),
        ],
    ),
    Theme(
        "moving",
        _("Collecting and bringing back"),
        [
            Question(
                _("How do we agree on a time?"),
                _(
                    "After the yes either of you chooses a time at which somebody "
                    "opens the door, or any other time that you agree on. Both get a "
                    "letter with the appointment."
                ),
                (_("Agenda"), "logistics:agenda"),
            ),
            Question(
                _("It is handed over already, but the platform does not know."),
                _(
                    "Open the claim and press It is handed over already. It does not "
                    "matter whether something was planned."
                ),
                (_("Claims"), "claims:index"),
            ),
            Question(
                _("Something is damaged, or different from what was said."),
                _(
                    "Call the other side first: their number stands on the page of the "
                    "claim. Do you not agree? The cooperative helps; keep photos."
                ),
            ),
            Question(
                _("We are closed for a while."),
                _(
                    "A coordinator fills in from when until when at the location, with "
                    "the reason. Nobody can choose a time then, and the calendar says "
                    "why. Public holidays are known already."
                ),
                (_("Organisation"), "members:organisation"),
            ),
        ],
    ),
    Theme(
        "people",
        _("Organisation, people and letters"),
        [
            Question(
                _("How does a colleague join?"),
                _(
                    "A coordinator invites them, or they sign up with their work "
                    "address and a coordinator lets them in."
                ),
                (_("Organisation"), "members:organisation"),
            ),
            Question(
                _("I get too many letters."),
                _(
                    "Choose per kind: at once, once a day or not at all. Letters about "
                    "your own agreements always come."
                ),
                (_("Preferences"), "members:preferences"),
            ),
            Question(
                _("Who sees what I offer?"),
                _(
                    "All members, members in your province, or only your own "
                    "organisation: you choose it with each offer. Addresses and phone "
                    "numbers are seen only by the two of you, after a yes."
                ),
            ),
            Question(
                _("The name or the sector of our organisation is not right."),
                _("Only the cooperative can change those: call or write to them."),
            ),
        ],
    ),
]
