"""Pages of a list that may be very long."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST_COUNTED = 1000
MOST_PAGES = 50
PAGE_SIZE = 24
LAST_PAGE = min(MOST_PAGES, -(-MOST_COUNTED // PAGE_SIZE))


class CappedPaginator(Paginator):
    """Counts to 1,000 and turns 50 pages, however many rows there are: a full count
    and a deep OFFSET would each walk the whole table. Who wants more, narrows down.
    """

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows, at most 1,000."""
        return min(self._counted, MOST_COUNTED)

    @property
    def is_capped(self) -> bool:
        """There are more rows than were counted: show "1,000+"."""
        return self._counted > MOST_COUNTED

    @cached_property
    def num_pages(self) -> int:
        """How many pages can be turned, at most 50."""
        return min(super().num_pages, MOST_PAGES)

    @property
    def is_cut(self) -> bool:
        """Even the last page does not show everything."""
        return self.is_capped or self.count > self.num_pages * self.per_page


class WholePaginator(Paginator):
    """Of rows that are in memory already: all of them can be turned to."""

    is_capped = is_cut = False


def whole_page_of(request: HttpRequest, rows: list, size: int) -> Page:
    """The page that `?page=` asks for, of rows that are in memory."""
    return WholePaginator(rows, size).get_page(request.GET.get("page"))


def page_of(request: HttpRequest, rows: QuerySet | list, size: int = PAGE_SIZE) -> Page:
    """The page that `?page=` asks for: the first when it is no number, the last when
    there is no such page."""
    if isinstance(rows, list):
        return _turned(request, rows, size)
    page = _turned(request, first_keys(rows), size)
    page.object_list = list(rows.filter(pk__in=page.object_list))
    return page


def first_keys(rows: QuerySet) -> list:
    """Of as many as are counted, and one: in their own order, so that PostgreSQL walks
    along its index and stops, and neither a count nor an OFFSET walks again."""
    return list(rows.values_list("pk", flat=True)[: MOST_COUNTED + 1])


def _turned(request: HttpRequest, rows: list, size: int) -> Page:
    return CappedPaginator(rows, size).get_page(request.GET.get("page"))
