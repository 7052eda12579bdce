"""Whatever comes as an e-mail is read, or nobody can read it; nothing breaks."""

from contextlib import suppress
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.mail import parsing
from conversations.mail.parsing import UnreadableError, read
from tests.conversations.conftest import email, picture


def nested(depth):
    """Parts within parts, with words in the innermost."""
    mail = MIMEText("Deep down.")
    for _ in range(depth):
        outer = MIMEMultipart()
        outer.attach(mail)
        mail = outer
    return mail.as_bytes()


def test_a_plain_email():
    mail = read(email("Anna <Anna@Example.org>", "x@y.nl", "Ja.\n").as_bytes())
    assert (mail.sender, mail.to, mail.text) == (
        "anna@example.org",
        ["x@y.nl"],
        "Ja.\n",
    )


def test_addresses_of_the_mail_server_count_too():
    mail = email("a@b.nl", "x@y.nl", Delivered_To="first@y.nl", Cc="Third <c@y.nl>")
    assert read(mail.as_bytes()).to == ["first@y.nl", "x@y.nl", "c@y.nl"]


def test_words_of_html_alone():
    message = EmailMessage()
    message["From"] = "a@b.nl"
    message.set_content("<p>Ja &amp; nee</p>", subtype="html")
    assert read(message.as_bytes()).text == "Ja & nee"


def test_plain_words_go_before_html():
    message = email("a@b.nl", "x@y.nl", "plain")
    message.add_alternative("<p>html</p>", subtype="html")
    assert read(message.as_bytes()).text.strip() == "plain"


def test_an_empty_plain_part_does_not_hide_the_html():
    message = email("a@b.nl", "x@y.nl", "  \n")
    message.add_alternative("<p>html</p>", subtype="html")
    assert read(message.as_bytes()).text == "html"


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("utf-8", "Eén crèche".encode()),
        ("iso-8859-1", "Eén crèche".encode("latin-1")),
        ("windows-1252", "Eén crèche".encode("cp1252")),
        ("no-such-charset", "Eén crèche".encode()),
        ("us-ascii", "Eén crèche".encode()),
    ],
)
def test_letters_are_read_whatever_is_said_of_them(charset, words):
    head = f"From: a@b.nl\nContent-Type: text/plain; charset={charset}\n\n"
    assert read(head.encode() + words).text == "Eén crèche"


def test_lines_that_a_program_broke_are_whole_again():
    head = b"From: a@b.nl\nContent-Type: text/plain; format=flowed\n\n"
    body = b"This line was \nbroken.\n-- \nAnna\n> quoted \n> more\n"
    assert read(head + body).text == (
        "This line was broken.\n-- \nAnna\n> quoted \n> more\n"
    )


def test_files_are_told_from_words():
    message = email("a@b.nl", "x@y.nl", "See")
    message.add_attachment(picture(), "image", "jpeg", filename="bed.jpg")
    message.add_attachment(b"words", "text", "plain", filename="notes.txt")
    mail = read(message.as_bytes())
    assert [(file.name, file.kind) for file in mail.attached] == [
        ("bed.jpg", "image/jpeg"),
        ("notes.txt", "text/plain"),
    ]
    assert mail.text.strip() == "See"


def test_a_name_of_a_file_is_one_line_and_no_path_matters():
    message = email("a@b.nl", "x@y.nl")
    message.add_attachment(b"", "image", "png", filename="../../é\tbed.png")
    assert read(message.as_bytes()).attached[0].name == "../../é bed.png"


def test_parts_within_parts_are_read_so_deep_and_no_deeper():
    assert read(nested(parsing.DEEPEST)).text == "Deep down."
    assert read(nested(parsing.DEEPEST + 1)).text == ""


@pytest.mark.parametrize("depth", [500, 3_000])
def test_what_is_nested_without_end_does_no_harm(depth):
    pieces = [
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        for n in range(depth)
    ]
    raw = ("From: a@b.nl\n" + "".join(pieces) + "\nwords").encode()
    with suppress(UnreadableError):
        assert read(raw).text == ""


def test_of_a_thousand_parts_a_hundred_are_looked_at():
    mail = MIMEMultipart()
    mail["From"] = "a@b.nl"
    for n in range(1_000):
        part = MIMEText("x")
        part.add_header("Content-Disposition", "attachment", filename=f"{n}.txt")
        mail.attach(part)
    assert len(read(mail.as_bytes()).attached) == parsing.MOST_PARTS


def test_a_header_without_end_is_cut():
    raw = b"From: a@b.nl\nTo: " + b"x@y.nl, " * 100_000 + b"\nSubject: " + b"s" * 10**6
    mail = read(raw + b"\n\nwords")
    assert (len(mail.subject), mail.text) == (parsing.LONGEST_HEADER, "words")


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_nobody_can(raw):
    try:
        mail = read(raw)
    except UnreadableError:
        return
    assert isinstance(mail.text, str)


PIECES = [
    *(
        b"From: ",
        b"a@b.nl",
        b"\n",
        b"\r\n",
        b"Content-Type: ",
        b"multipart/mixed",
        b";",
    ),
    *(b' boundary="x"', b"--x", b"--x--", b"text/html", b" charset=", b"utf-7", b"=?"),
    *(b"utf-8?q?", b"?=", b"Content-Transfer-Encoding: base64", b"message/rfc822"),
    *(b"Content-Disposition: attachment; filename*=utf-8''%", b"\xff", b"\0"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_pieces_of_mail_are_read_or_nobody_can(pieces):
    with suppress(UnreadableError):
        read(b"".join(pieces))
