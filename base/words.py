"""What is shown to people, as code passes it on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise
else:
    from django.utils.functional import Promise

# A text, or one that is looked up in the reader's language when it is shown.
Words = str | Promise
