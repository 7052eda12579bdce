"""The photos of an offer: shown, described, put in order, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from listings import photos
from listings.forms.photos import AltForm, MoveForm
from listings.models import Photo, Pictured
from listings.shop_window import photo_in
from members.requests import Request

A_YEAR_S, TEN_MINUTES_S = 365 * 24 * 3600, 600


@require_safe
@cache_control(private=True, max_age=A_YEAR_S, immutable=True)
def photo(request: Request, pk: int, size: str) -> FileResponse:
    """One size of a photo, for who may see its listing. A photo never changes."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    return photo_file(photo, size)


@login_not_required
@require_safe
@cache_control(public=True, max_age=TEN_MINUTES_S)
def open_photo(request: HttpRequest, signed: str) -> FileResponse:
    """A small photo of the open front page, for everybody while it may stand there."""
    number = photo_in(signed)
    if number is None:
        raise Http404
    return photo_file(get_object_or_404(Photo.objects.for_anyone(), pk=number), "card")


@require_POST
def photo_alt(request: Request, pk: int) -> HttpResponse:
    """Say what a photo shows."""
    photo = _photo(request, pk)
    form = AltForm(request.POST, instance=photo)
    if form.is_valid():
        photos.describe(photo, by=request.user, **form.cleaned_data)
    return _to_photos(photo)


@require_POST
def photo_move(request: Request, pk: int) -> HttpResponse:
    """Give a photo another place in the row."""
    photo = _photo(request, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        photos.move(photo, by=request.user, **form.cleaned_data)
    return _to_photos(photo)


@require_POST
def photo_delete(request: Request, pk: int) -> HttpResponse:
    """Take a photo away."""
    photo = _photo(request, pk)
    photos.remove(photo, by=request.user)
    messages.success(request, _("The photo is removed."))
    return _to_photos(photo)


def photo_file(photo: Pictured, size: str) -> FileResponse:
    """One size of a photo, as it lies on disk."""
    if size not in Photo.SIZES or not default_storage.exists(photo.path(size)):
        raise Http404
    return FileResponse(
        default_storage.open(photo.path(size)), content_type="image/webp"
    )


def _photo(request: Request, pk: int) -> Photo:
    seen = Photo.objects.visible_to(request.user).select_related("listing")
    return get_object_or_404(seen, pk=pk)


def _to_photos(photo: Photo) -> HttpResponse:
    return redirect(reverse("listings:edit", args=[photo.listing_id]) + "#photos")
