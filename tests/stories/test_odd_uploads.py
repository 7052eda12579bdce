"""A file that is no photo: a sentence beside its field, and nothing is made."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listings.models import Listing, Photo

CONTENTS = [
    *(b"\0", b"a;b\n1;\0\n", b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0"),
]
FIELDS = [
    ("listings:offer", "new_photos", "x.jpg"),
    ("listings:offer", "new_photos", "x\0\n.png"),
    ("listings:label", "photos", "x.jpg"),
]


@pytest.mark.parametrize("content", CONTENTS, ids=range(len(CONTENTS)))
@pytest.mark.parametrize(("name", "field", "file"), FIELDS)
def test_it_is_said_beside_its_field(client, anna, name, field, file, content):
    client.force_login(anna)
    sent = {field: SimpleUploadedFile(file, content)}
    answer = client.post(reverse(name), sent)
    assert answer.status_code == 200
    assert len(answer.context["form"].errors[field]) == 1
    assert not Listing.objects.exists()
    assert not Photo.objects.exists()
