"""What looks at a page: each gives what is wrong, in words, or what it measured."""

from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what the dark can change
MOST_STOPS = 80  # of the Tab key on one page

WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  const own = list.getEntries().filter((it) => !it.hadRecentInput);
  for (const it of own) window.shifted += it.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Where the focus is after Tab: what it is on, and what is wrong with that.
FOCUS = """
() => {
  const it = document.activeElement;
  if (it === document.body || it === document.documentElement) return null;
  const box = it.getBoundingClientRect();
  const outlined = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
  const hasRing = (el) => el && outlined(getComputedStyle(el));
  const around = it.closest(".card, .task, .drop, li"); // all of which is the target
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const shows = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    if (!hit) return false;
    return it.contains(hit) || hit.contains(it) || hit.closest("label")?.control === it;
  };
  const spots = [0.15, 0.5, 0.85].flatMap((across) =>
    [0.15, 0.5, 0.85].map((down) => [
      left + across * (right - left), top + down * (bottom - top)]));
  const wrong = [];
  const after = outlined(getComputedStyle(it, "::after"));
  if (!hasRing(it) && !after && !hasRing(around)) wrong.push("no ring");
  if (right <= left || bottom <= top) wrong.push("outside the window");
  else if (!spots.some(([x, y]) => shows(x, y))) wrong.push("covered");
  return { what: it.outerHTML.slice(0, 120), wrong };
}
"""


# What HTMX is busy with bears one of these classes.
SETTLED = """
() => !document.querySelector(
  ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
"""


def settle(page):
    """Wait until a page is loaded, and what it asked for itself stands on it."""
    page.wait_for_load_state("load")
    page.wait_for_function(SETTLED)


def broken_rules(page, ways):
    """What axe finds. Each way: how large the screen is, its colours, which rules."""
    for size, scheme, rules in ways:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in _violations(page, rules):
            for node in rule["nodes"]:
                where = f"{size['width']} px, {scheme}"
                yield f"{where}: {rule['id']}: {node['html'][:140]}"
    page.emulate_media(color_scheme="light")


def _violations(page, rules):
    # Its half a megabyte goes over once; what did pass stays there.
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "runOnly": rules}
    return page.evaluate(
        "(options) => axe.run(options).then((found) => found.violations)", options
    )


def too_wide(page):
    """A page that a phone has to move sideways (WCAG 1.4.10)."""
    page.set_viewport_size(PHONE)
    yield from _wider_than(page, PHONE)


def _wider_than(page, size):
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > size["width"]:
        yield f"{wide} px wide on a screen of {size['width']}"


def lost_when_large(page, sizes):
    """Words that letters twice as large push out of sight (WCAG 1.4.4)."""
    for size in sizes:
        page.set_viewport_size(size)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        yield from _wider_than(page, size)
        yield from page.evaluate(CLIPPED)
        page.evaluate("document.documentElement.style.fontSize = ''")


# Elements with words of their own that are cut off, by themselves or by what they stand
# in, where that is not meant to be so.
CLIPPED = """
() => {
  const cuts = (it) => {
    const style = getComputedStyle(it);
    return /hidden|clip/.test(style.overflowX + style.overflowY)
      && style.clipPath === "none";
  };
  const cutters = new Set([...document.querySelectorAll("body *")].filter(cuts));
  const isTooSmall = (it) => it.clientWidth && (
    it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
  const hasWords = (it) =>
    [...it.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const sticksOut = (it, from) => {
    const words = document.createRange();
    words.selectNodeContents(it);
    const own = words.getBoundingClientRect(), box = from.getBoundingClientRect();
    return own.width > 1 && (own.right > box.right + 1 || own.left < box.left - 1);
  };
  return [...cutters].filter(isTooSmall).flatMap((cutter) =>
    [cutter, ...cutter.querySelectorAll("*")].filter((it) =>
      hasWords(it) && (it === cutter || sticksOut(it, cutter))
    )).map((it) => "cut off: " + it.outerHTML.slice(0, 120));
}
"""


def lost_focus(page, sizes):
    """Stops of the Tab key that can't be seen: no ring, out of sight or covered."""
    for size in sizes:
        page.set_viewport_size(size)
        page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0) }")
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            if stop is None:
                break
            for wrong in stop["wrong"]:
                yield f"{size['width']} px: {wrong}: {stop['what']}"


def shift(page):
    """How much the page moved under its reader, scrolled through once (CLS)."""
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(150)
    return page.evaluate("window.shifted")


class Line:
    """Everything that came over the line for a page, as the browser saw it."""

    KINDS = {"document", "stylesheet", "script"}

    def __init__(self, page):
        self.asked = []
        self.sizes = {}  # an address is fetched once, then it is in the cache
        self.page = page
        page.on("request", self._note)

    def _note(self, request):
        self.asked.append(request)

    def start(self):
        """A new page comes."""
        self.asked.clear()

    def strangers(self):
        """Other hosts that the page asked something of."""
        own = urlsplit(self.page.url).netloc
        return [
            one.url for one in self.asked if urlsplit(one.url).netloc not in (own, "")
        ]

    def weight(self):
        """Bytes of HTML, styles and scripts, as they were sent: compressed."""
        heavy = [one for one in self.asked if one.resource_type in self.KINDS]
        return sum(self._size(one) for one in heavy)

    def _size(self, request):
        seen = request.sizes()["responseBodySize"] if request.response() else 0
        self.sizes[request.url] = max(seen, self.sizes.get(request.url, 0))
        return self.sizes[request.url]
