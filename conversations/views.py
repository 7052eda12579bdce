"""The conversation of a claim, and questions at an offer."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.models import Claim
from conversations import actions, questions
from conversations.forms import AnswerForm, MessageForm, QuestionForm, ReportForm
from conversations.models import MessagePhoto, Question
from listings.models import Listing
from listings.views.photos import A_YEAR_S, photo_file
from members.requests import Request


def conversation(request: Request, pk: int) -> HttpResponse:
    """All that both sides said, and the form to say more; from now on it is read."""
    claim = _claim(request, pk)
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        actions.check_can_write(claim, by=request.user)
        if form.is_valid():
            message = actions.write(claim, by=request.user, **form.answers)
            messages.success(request, _("Your message is sent."))
            return redirect(message)
    actions.mark_read(claim, by=request.user)
    context = {
        "claim": claim,
        "said": claim.messages.for_page(),
        "form": form,
        "is_open": actions.is_open(claim),
        "by_mail": bool(settings.REPLY_ADDRESS),
    }
    return render(request, "conversations/conversation.html", context)


def report(request: Request, pk: int) -> HttpResponse:
    """Something is wrong in it: a moderator may read it."""
    claim = _claim(request, pk)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        actions.report(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. A moderator looks at it."))
        return redirect("conversations:conversation", claim.pk)
    return render(request, "conversations/report.html", {"claim": claim, "form": form})


@require_safe
@cache_control(private=True, max_age=A_YEAR_S, immutable=True)
def photo(request: Request, pk: int, size: str) -> FileResponse:
    """One size of a photo of a message, for who may read it."""
    seen = MessagePhoto.objects.visible_to(request.user)
    return photo_file(get_object_or_404(seen, pk=pk), size)


def ask(request: Request, pk: int) -> HttpResponse:
    """A question at an offer."""
    seen = Listing.objects.visible_to(request.user).select_related("organisation")
    listing = get_object_or_404(seen, pk=pk)
    questions.check_can_ask(listing, by=request.user)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        question = questions.ask(listing, by=request.user, **form.answers)
        messages.success(request, _("Your question is sent to the owner."))
        return redirect(question)
    context = {"listing": listing, "form": form}
    return render(request, "conversations/ask.html", context)


def answer(request: Request, pk: int) -> HttpResponse:
    """What the owner says to a question."""
    mine = Question.objects.shown().asked_of(request.user.organisation).for_lines()
    question = get_object_or_404(mine, pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        questions.answer(question, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your answer stands with your offer."))
        return redirect(question)
    context = {"question": question, "form": form}
    return render(request, "conversations/answer.html", context)


def _claim(request: Request, pk: int) -> Claim:
    """Of one's own side: moderators come in by a report alone."""
    ours = Claim.objects.between(request.user.organisation).for_page()
    return get_object_or_404(ours, pk=pk)
