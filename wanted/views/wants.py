"""What others need, and what we need ourselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from base.paging import page_of
from catalogue.reader_places import chosen_place, reader_places
from members.requests import Request
from wanted import actions, plan_claims, rules
from wanted.filters import WantFilter
from wanted.forms import AnswerForm, PlanForm, PostForm, ReopenForm, WantForm
from wanted.models import Want
from wanted.plans import propose
from wanted.querysets import WantQuerySet, claims_for, to_answer_with

PREFILLED = ["title", "category", "quantity"]
MOST_SHOWN = 50  # matches on a page


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def index(request: Request) -> HttpResponse:
    """What is looked for now; or all that our own organisation asked for. HTMX gets
    the results without the page around."""
    wants = Want.objects.visible_to(request.user).for_cards()
    search = WantFilter(request.GET, wants, request=request)
    page = page_of(request, search.qs)
    part = request.htmx.target == "results"
    template = "wanted/_results.html" if part else "wanted/index.html"
    return render(request, template, {"search": search, "page": page})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """What is asked: for its own organisation with what was found for it, for others
    with a way to say that they have it."""
    place = chosen_place(reader_places(request.user), request.GET.get("near"))
    want = get_object_or_404(_wants(request).seen_from(place).for_page(), pk=pk)
    context = {
        "want": want,
        "place": place,
        "keeps": rules.can_manage(request.user, want),
    }
    if rules.can_close(request.user, want):
        context |= _found_for(want)
    elif rules.can_answer(request.user, want):
        context |= _ours_for(request, want)
    return render(request, "wanted/detail.html", context)


def post(request: Request) -> HttpResponse:
    """Ask for something. A link may have filled in what it is."""
    actions.check_can_ask(by=request.user)
    given = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    form = PostForm(request.POST or None, initial=given, by=request.user)
    if form.is_valid():
        want = actions.post_want(by=request.user, **form.answers)
        messages.success(
            request, _("It is on the list. You get a letter when somebody has it.")
        )
        return redirect(want)
    return render(request, "wanted/post.html", {"form": form})


def edit(request: Request, pk: int) -> HttpResponse:
    """Change what is asked."""
    want = get_object_or_404(_wants(request), pk=pk)
    actions.check_can_revise(want, by=request.user)
    form = WantForm(request.POST or None, instance=want, by=request.user)
    if form.is_valid():
        actions.revise(want, by=request.user, **form.answers)
        messages.success(request, _("Changed. We look again for who has it."))
        return redirect(want)
    return render(request, "wanted/edit.html", {"form": form, "want": want})


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """It is needed no longer."""
    want = get_object_or_404(_wants(request), pk=pk)
    actions.close(want, by=request.user)
    messages.success(request, _("Closed. Others no longer see it on the list."))
    return redirect(want)


@require_POST
def meet(request: Request, pk: int) -> HttpResponse:
    """We have it now."""
    want = get_object_or_404(_wants(request), pk=pk)
    actions.meet(want, by=request.user)
    messages.success(request, _("Good that you have it now."))
    return redirect(want)


def reopen(request: Request, pk: int) -> HttpResponse:
    """It is needed after all; by when, if its day is over."""
    want = get_object_or_404(_wants(request), pk=pk)
    actions.check_can_reopen(want, by=request.user)
    given = {"needed_by": None if want.is_past else want.needed_by}
    data = request.POST if request.method == "POST" else None
    form = ReopenForm(data, initial=given)
    if form.is_valid():
        actions.reopen(want, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is on the list again."))
        return redirect(want)
    return render(request, "wanted/reopen.html", {"form": form, "want": want})


@require_POST
def ask_all(request: Request, pk: int) -> HttpResponse:
    """Ask all owners of the plan that was on the screen."""
    want = get_object_or_404(_wants(request), pk=pk)
    actions.check_can_revise(want, by=request.user)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return redirect(want)
    asked = plan_claims.ask_all(want, by=request.user, parts=form.cleaned_data["parts"])
    sentence = ngettext(
        "Asked: %(n)s owner. You get a letter as soon as there is an answer.",
        "Asked: %(n)s owners. You get a letter for every answer.",
        len(asked),
    )
    messages.success(request, sentence % {"n": len(asked)})
    return redirect(want)


def answer(request: Request, pk: int) -> HttpResponse:
    """“We have this”, with one of our own offers."""
    want = get_object_or_404(_wants(request).for_page(), pk=pk)
    actions.check_can_answer(want, by=request.user)
    form = _answer_form(request, want)
    if form.is_valid():
        actions.answer(want, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. They get a letter."))
        return redirect(want)
    return render(request, "wanted/answer.html", {"form": form, "want": want})


@require_POST
def answer_new(request: Request, pk: int) -> HttpResponse:
    """“We have this”, though it is not offered yet: on to the form of a new offer."""
    want = get_object_or_404(_wants(request), pk=pk)
    listing = actions.answer_with_new(want, by=request.user)
    messages.info(
        request, _("Check the offer and publish it; then they get a letter about it.")
    )
    return redirect("listings:edit", listing.pk)


def _wants(request: Request) -> WantQuerySet:
    return Want.objects.visible_to(request.user)


def _found_for(want: Want) -> dict:
    claims = claims_for(want).select_related("listing__organisation")
    return {
        "plan": propose(want) if want.is_open else None,
        "claims": claims.order_by("asked_at", "pk"),
        "matches": want.matches.current().unanswered().for_lines()[:MOST_SHOWN],
        "answers": want.answers.announced().shown().for_lines(),
        "steps": want.steps.select_related("by", "subject"),
        "shows_found": True,
    }


def _ours_for(request: Request, want: Want) -> dict:
    ours = request.user.organisation
    return {
        "can_answer": want.is_open,
        "fitting": want.matches.current().unanswered().offered_by(ours).for_lines()[:3],
        "given": want.answers.given_by(ours).for_lines(),
    }


def _answer_form(request: Request, want: Want) -> AnswerForm:
    offers = to_answer_with(want, request.user.organisation)
    text = request.GET.get("q", "").strip()
    shown = offers.search(text) if text else offers
    initial = {"listing": request.GET.get("listing")}
    data = request.POST or None
    return AnswerForm(data, initial=initial, offers=offers, shown=shown)
