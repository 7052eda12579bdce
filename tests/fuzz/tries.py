"""What is tried: values that people, browsers and enemies send."""

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

ODD = [
    *("", " ", "\0", "a\nb", "a\r\n\r\nb", "\t", "-" * 40, "-!" * 50, "%", "\\", "'"),
    *("0", "-1", "1", "1,5", "1.000,00", "99999999999999999999", "1e309", "NaN", "²"),
    *("9999-12-31", "0001-01-01", "2027-02-30", "31-12-9999", "2026-12-01T25:61"),
    *("9999-12-31T23:59", "25:99", "00:00", "٣", "½", "1E+30", "0,000000001", "inf"),
    *("<script>alert(1)</script>", "{{ 7 }}", "{% now %}", "[]", "{}", "null", "None"),
    *("é" * 300, "x" * 3_000, "😀" * 40, "\u202eabc", "a\u0301", "//elders.example"),
    *("https://elders.example/", "javascript:alert(1)", "../../etc", "a@b", "a@" * 50),
    *("a\tb", "a\x0bb", "\x85", "a\u2028b", "\x1b[0m", "1\0", "\ud7ff", "\uffff"),
    *("http://[", "/\\elders.example", "foo", "/nowhere/", "//[", "?x", "#x"),
    *("1900-01-01", "2100-12-31", "2101-01-01", "2099-12-31", "31-12-2099", "1-1-1"),
    *("00000000-0000-0000-0000-000000000000", "free", "care-bed", "live", "on"),
]
# Parameters that are asked for in addresses, besides those of a page's own forms.
KNOWN = [
    *("q", "page", "sort", "near", "within", "terms", "category", "condition", "next"),
    *("organisation", "province", "available", "state", "back", "title", "want", "row"),
    *(
        "mover",
        "when",
        "usual_of",
        "listing",
        "known",
        "query",
        "own",
        "room",
        "urgent",
    ),
    *("literally", "quantity", "e", "o", "p", "all", "_popup", "_to_field", "field"),
    *("state__exact", "asked_at__year", "asked_at__month", "urgent__exact", "action"),
    *(
        "app_label",
        "model_name",
        "field_name",
        "term",
        "_changelist_filters",
        "delivery",
    ),
]
HTMX = {"HX-Request": "true"}
HEADERS = [
    *({}, HTMX, HTMX | {"HX-Target": "results"}, {"X-Waited": "1"}),
    *(
        HTMX | {"HX-Current-URL": url}
        for url in ("http://[", "//x", "http://testserver/")
    ),
    {"Referer": "http://[", "Accept-Language": "x" * 999, "Range": "bytes=9-"},
]
values = st.sampled_from(ODD) | st.text(max_size=30) | st.integers().map(str)
files = st.builds(
    SimpleUploadedFile,
    st.sampled_from(
        ["a.csv", "a.xlsx", "a.zip", "a.jpg", "a.xls", "a\n.pdf", "\0", "x" * 300]
    ),
    st.binary(max_size=300)
    | st.sampled_from(
        [
            *(b"a;b\n1;\0\n", b"PK\3\4", b"\xff\xfe", b"\0", b"\xef\xbb\xbf"),
            *(b'Omschrijving;Aantal\n"Stoel\n\x0b";9e999\n', b"\xff\xfeO\0;\0"),
            b"Omschrijving;Aantal;THT\nStoel;1;31-12-9999\nKast;-1;1-1-1\n",
        ]
    ),
)


def arguments(route, world):
    """What stands in its address: mostly what there is, sometimes what can't be."""
    known = world.arguments.get(route.name, [])
    if known and len(known) == len(route.kinds):
        return st.just(known) | st.tuples(*map(_argument, route.kinds))
    return st.tuples(*map(_argument, route.kinds))


def _argument(kind):
    if kind == "int":
        return st.integers(1, 40) | st.sampled_from([0, 10**9, 10**19, 10**40])
    if kind == "slug":
        return st.from_regex(r"[-\w]{1,30}", fullmatch=True)
    texts = st.sampled_from(["a", "%00", "a%0Ab", "1", "%2e%2e", "\u0661", "x" * 500])
    return texts | st.from_regex(r"[-\w:.]{1,40}", fullmatch=True)


@st.composite
def tries(draw, world, who, route):
    """A request: its method, its address, what goes along, and its headers."""
    address = route.address(draw(arguments(route, world)))
    method = draw(st.sampled_from(["get", "post", "post"]))
    page = world.fields(who, address)
    sent, names = {}, sorted({*page, *KNOWN})
    if method == "post":
        sent = {name: draw(st.sampled_from(page[name])) for name in page}
        names = sorted(page) or KNOWN
    for name in draw(st.lists(st.sampled_from(names), max_size=3)):
        sent[name] = draw(values | st.lists(values, max_size=3))
    if method == "post" and draw(st.integers(0, 9)) == 0:
        sent[draw(st.sampled_from(names))] = draw(files)
    return method, address, sent, draw(st.sampled_from(HEADERS))
