"""What a phone asks for to put the Deelplatform among its apps, and for no line."""

from functools import lru_cache
from io import BytesIO

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from PIL import Image, ImageDraw

DEEP, PAPER, WHITE, APRICOT = "#003e44", "#f9f7f2", "#fffdf8", "#f5a663"
ICON_SIZES = (180, 192, 512)  # pixels: the apple, the launcher, the splash screen
FINE = 4  # drawn so much larger and then made small, which smooths the edges


@login_not_required
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The name, colours and icons of the app, in the reader's language."""
    icons = [
        {"src": icon_url(size), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    body = {
        "id": "/",
        "name": "Deelplatform",
        "short_name": "Deelplatform",
        "description": _("Share what you have left, find what you lack"),
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("home:front"),
        "display": "standalone",
        "theme_color": DEEP,
        "background_color": PAPER,
        "icons": [*icons, icons[-1] | {"purpose": "maskable"}],
    }
    return JsonResponse(body, content_type="application/manifest+json")


@login_not_required
@cache_control(max_age=24 * 3600)
def icon(request: HttpRequest, pixels: int) -> HttpResponse:
    """The logo on petrol, as a square PNG of so many pixels."""
    if pixels not in ICON_SIZES:
        raise Http404
    return HttpResponse(_drawn(pixels), content_type="image/png")


@login_not_required
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the offline page when the line is down. It keeps no page
    of a member, for others may use the same device."""
    return render(request, "home/sw.js", content_type="text/javascript")


@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """What one reads where there is no line; the browser has kept it."""
    return render(request, "home/offline.html")


def icon_url(size: int) -> str:
    """The address of an icon."""
    return reverse("home:icon", args=[size])


@lru_cache(maxsize=len(ICON_SIZES))
def _drawn(size: int) -> bytes:
    """A whole and the part that is passed on, within the circle that masks keep."""
    side = size * FINE
    picture = Image.new("RGB", (side, side), DEEP)
    draw = ImageDraw.Draw(picture)
    _slice(draw, side, centre=(0.46, 0.54), radius=0.22, angles=(0, 270), fill=WHITE)
    _slice(draw, side, centre=(0.53, 0.47), radius=0.2, angles=(270, 360), fill=APRICOT)
    file = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()


def _slice(
    draw: ImageDraw.ImageDraw,
    side: int,
    *,
    centre: tuple[float, float],
    radius: float,
    angles: tuple[int, int],
    fill: str,
) -> None:
    """A part of a disc; all lengths as parts of the side, angles in degrees."""
    x, y = centre
    box = [(x - radius) * side, (y - radius) * side]
    box += [(x + radius) * side, (y + radius) * side]
    draw.pieslice(box, *angles, fill=fill)
