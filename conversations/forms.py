"""What is asked of who writes, asks, answers or reports."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.forms import FilesField, OnceForm, PhotosInput
from base.typed import TextField
from conversations import personal_data
from conversations.actions import MOST_PHOTOS
from conversations.models import LONGEST_MESSAGE, LONGEST_QUESTION

ROWS = {"rows": 4}
TAKES = "image/jpeg,image/png,image/webp,image/heic,.jpg,.jpeg,.png,.webp,.heic"


class MessageForm(OnceForm):
    """Words, photos, or both."""

    text = TextField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(ROWS),
    )
    pictures = FilesField(
        label=_("Photos"), required=False, widget=PhotosInput({"accept": TAKES})
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        text: Any = self.fields["text"]
        text.asked = True  # it may be left out where there are photos

    def clean_text(self) -> str:
        return without(self.cleaned_data["text"], personal_data.PRIVATE)

    def clean_pictures(self) -> list:
        pictures = self.cleaned_data["pictures"]
        if len(pictures) > MOST_PHOTOS:
            most = {"most": MOST_PHOTOS}
            raise ValidationError(
                _("A message can have %(most)s photos at most."), params=most
            )
        return pictures

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.answers_something:
            self.add_error("text", _("Write something, or add a photo."))
        return cleaned

    @property
    def answers_something(self) -> bool:
        """Is there anything to send?"""
        typed = self.cleaned_data
        return bool(typed["text"].strip() or typed["pictures"])


class QuestionForm(OnceForm):
    """What somebody wants to know before asking."""

    text = TextField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("All members read it, with the name of your organisation."),
    )

    def clean_text(self) -> str:
        return without(self.cleaned_data["text"], personal_data.PUBLIC)


class AnswerForm(forms.Form):
    """What the owner answers."""

    text = TextField(
        label=_("Your answer"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("All members read it."),
    )

    def clean_text(self) -> str:
        return without(self.cleaned_data["text"], personal_data.PUBLIC)


class ReportForm(forms.Form):
    """What is wrong in a conversation."""

    words = TextField(
        label=_("What is wrong?"), max_length=1000, widget=forms.Textarea(ROWS)
    )


def without(text: str, rules: set[str]) -> str:
    """The text, which holds nothing that these rules speak of."""
    if hits := personal_data.caught_in(text, rules):
        raise ValidationError(personal_data.sentence(hits))
    return text
