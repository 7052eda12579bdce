"""What somebody wrote in an answer by e-mail, without what their mail program added:
the letter that it answers, a signature, a disclaimer.

Mail programs mark the letter that is answered in many ways, in the language of their
user: a line that says who wrote and when, a block of headers, lines that begin with
">". Answers may stand above it, below it, or between its lines; then what they answer
stays, since nobody would understand them without it. When in doubt words stay: a line
too many is a nuisance, a line too few is a loss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

MOST_LINES = 2_000
HEADERS_WITHIN = 8  # lines from the first header of a quoted letter
LEAST_HEADERS = 3  # that make a block of them
LONGEST_CLOSING = 60  # letters of a line that says goodbye
CONTEXT_LINES = 3  # of what an answer between the lines is about
MOST_WRAPPED = 4  # lines that "On … wrote:" is broken over

INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
QUOTED = re.compile(r"\s{0,3}>")
WHO_WROTE_IN_MARKS = re.compile(r">>> ?.{3,150} ?>>>")  # GroupWise
_WHO_WROTE = (
    r"op\b.{4,300}\b(?:schreef|geschreven)\b.{0,200}",  # Gmail, iPhone, Thunderbird
    r"on\b.{4,300}\bwrote\b.{0,200}",
    r"(?:am|le|el|il|den|em)\b.{4,300}@.{1,300}",  # other languages: by the address
    r".{2,120}[<(\[]\S+@\S+[>)\]]\s+(?:schreef|wrote|het volgende geschreven).{0,80}",
    r"(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\w*\.?,? .{6,120}"
    r"\b(?:schreef|wrote)\b.{0,200}",  # Yahoo, some Android
)
WHO_WROTE = re.compile(rf"(?:{'|'.join(_WHO_WROTE)}):", re.IGNORECASE)
BEGINS_WHO_WROTE = re.compile(
    r"(?:op|on|am|le|el|il|den|em|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\b"
    r"|.{2,120}[<(\[]\S+@\S+[>)\]]",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"[*_\s]*(van|verzonden|verstuurd|datum|aan|cc|bcc|onderwerp|beantwoorden"
    r"|from|sent|date|to|subject|reply-to|importance|prioriteit|urgentie|bijlagen?"
    r"|attachments?)\s*:\s*[*_]*(?:\s|$)",
    re.IGNORECASE,
)
FIRST_HEADERS = {"van", "from"}
BEGINS_LETTER = re.compile(
    r"[-_*\s]*(?:oorspronkelijk(?: bericht|e e-?mail)|original (?:message|appointment)"
    r"|(?:begin )?doorgestuurd bericht|forwarded (?:message|by)[^\n]{0,80}"
    r"|begin forwarded message|bericht doorsturen|antwoord(?:en)? boven deze regel"
    r"|reply above this line|ursprüngliche nachricht|message d'origine)[-_*:\s]*",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*(?:_{10,}|-{20,}|\*{10,}|={10,})\s*")
SIGNATURE = re.compile(r"--\s?")
LINE = re.compile(r"—|[_*=]{3,}")  # drawn above a signature, or in the middle of words
_GREETINGS = (
    r"met (?:\w+ ){0,2}(?:vriendelijke|hartelijke|warme|collegiale) groet(?:en)?",
    r"(?:\w+ )?(?:vriendelijke|hartelijke|warme|lieve|zonnige|collegiale)"
    r" groet(?:en|jes)?",
    r"met vr(?:\.|iend(?:\.|elijke)?) ?gr(?:\.|oet(?:en)?)",
    r"vr\.? ?gr\.?",
    r"m\.? ?v\.? ?g\.?",
    r"(?:hartelijk )?gegroet",
    r"groet(?:en|jes)?",
    r"gr",
    r"hoogachtend",
    r"(?:with )?(?:kind|best|warm|kindest|warmest)(?: and warm)? (?:regards|wishes)",
    r"regards",
    r"(?:many )?thanks and (?:kind |best )?regards",
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?",
)
GREETING = re.compile(
    rf"(?:{'|'.join(_GREETINGS)})(?:[,.!;:]|\s*$).{{0,40}}", re.IGNORECASE
)
# These may as well stand in the middle of a letter.
_PERHAPS_LAST = (
    r"(?:tot (?:dan|snel|ziens|zo|horens|morgen))",
    r"fijne? (?:dag|avond|middag|week|weekend)(?: (?:nog|verder|gewenst))?",
    r"(?:alvast|hartelijk|heel erg)? ?(?:hartelijk )?(?:dank|bedankt)(?: alvast)?",
    r"(?:many )?thanks(?: in advance)?",
    r"best",
    r"cheers",
)
PERHAPS_LAST = re.compile(rf"(?:{'|'.join(_PERHAPS_LAST)})[,.!]?", re.IGNORECASE)
# With a name on the same line.
NAMED_GREETING = re.compile(
    r"(?i:vr\.? ?gr\.?|m\.?v\.?g\.?|groet(?:en|jes)?|gr\.?),? (?:van )?"
    r"(?:[A-Z][\w.'-]*|de|van|der|den|en|het|team)"
    r"(?: (?:[A-Z][\w.'-]*|de|van|der|den|en|het|team)){0,4}[.!]?"
)
SENT_FROM = re.compile(
    r"(?:(?:verstuurd|verzonden) (?:vanaf|van|met|vanuit|via|door) "
    r"|sent (?:from|with) (?:my |outlook|mail|yahoo|samsung|a |proton)|sent via "
    r"|get outlook for "
    r"|download outlook|outlook voor (?:ios|android|mac)"
    r"|(?:haal|download|verkrijg) outlook voor "
    r"|(?:mail|e-mail) (?:verzonden|verstuurd) (?:vanaf|met))[^\n]{0,120}",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"[*\s]*(?:disclaimer\b|proclaimer\b|dit e-?mail ?bericht (?:is|en)"
    r"|dit bericht (?:is|kan|en (?:de|eventuele))"
    r"|de informatie (?:in|verzonden (?:met|in)|die in) (?:dit|deze)"
    r"|deze e-?mail (?:is|en|kan)|this e-?mail (?:is|and|may|message)"
    r"|this message (?:is|and|may|contains)|the information (?:in|contained)"
    r"|think before you print|please consider the environment"
    r"|denk aan het milieu|(?:spaar|bespaar) papier|caution: this e-?mail"
    r"|let op: deze e-?mail|op al onze)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"\?$|(?:\S+\s+){5,}\S+[.!]?$")
POSTSCRIPT = re.compile(r"(?:p\.? ?s\.?|n\.? ?b\.?)[:.,\s]", re.IGNORECASE)
# Gateways put it on top of what comes from outside; it is nobody's answer.
WARNING = re.compile(
    r"[\[*\s]*(?:let op|pas op|waarschuwing|caution|warning|extern\w* (?:e-?)?mail"
    r"|external)"
    r"\b[^\n]{0,200}\b(?:buiten|extern\w*|external|outside|unknown)\b[^\n]{0,300}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Split:
    """`words`: what was written; `rest`: what was taken off, as it stood."""

    words: str
    rest: str


def split(text: str) -> Split:
    """Tell the words of an answer from the rest of the e-mail."""
    lines = _lines(text)
    begins = _letter_begins(lines)
    answered = _between_the_lines(lines, begins)
    kept = lines[:begins] if answered is None else answered
    words = _joined(_without_closing(kept))
    return Split(words, "" if words == _joined(lines) else _joined(lines))


def _lines(text: str) -> list[str]:
    plain = INVISIBLE.sub("", text).replace("\u00a0", " ")
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in plain.split("\n")[:MOST_LINES]]
    while lines and (not lines[0].strip() or WARNING.fullmatch(lines[0].strip())):
        del lines[0]
    return lines


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")


# -- The letter that is answered -------------------------------------------------
def _letter_begins(lines: list[str]) -> int:
    """The line at which it begins; the number of lines when it does not."""
    for at, line in enumerate(lines):
        if QUOTED.match(line) or _begins_letter(lines, at):
            return at
    return len(lines)


def _begins_letter(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if not line:
        return False
    return bool(
        BEGINS_LETTER.fullmatch(line)
        or _says_who_wrote(lines, at)
        or _begins_headers(lines, at)
        or (RULE.fullmatch(line) and _headers_follow(lines, at + 1))
    )


def _says_who_wrote(lines: list[str], at: int) -> int:
    """Over how many lines it says who wrote and when; 0 when it does not. It is no
    sentence of the answer itself when no line of the letter follows."""
    if not BEGINS_WHO_WROTE.match(lines[at].strip()):
        return 0
    said = ""
    for length, line in enumerate(lines[at : at + MOST_WRAPPED], start=1):
        said = f"{said} {line.strip()}".strip()
        if WHO_WROTE.fullmatch(said):
            return (
                length if _is_sure(said) or _is_quoted_after(lines, at + length) else 0
            )
        if not line.strip():
            return 0
    return 0


def _is_sure(said: str) -> bool:
    """An address, or a date with a time: nobody types those before a colon."""
    return "@" in said or bool(re.search(r"\d{1,2}[:.]\d\d\b|\b\d{4}\b", said))


def _is_quoted_after(lines: list[str], at: int) -> bool:
    following = [line for line in lines[at : at + 3] if line.strip()]
    return bool(following) and bool(QUOTED.match(following[0]))


def _header(line: str) -> str:
    found = HEADER.match(line.strip())
    return found[1].lower() if found else ""


def _begins_headers(lines: list[str], at: int) -> bool:
    """From, sent, to, subject, in this line and the next ones."""
    if _header(lines[at]) not in FIRST_HEADERS:
        return False
    names = {_header(line) for line in lines[at : at + HEADERS_WITHIN]} - {""}
    return len(names) >= LEAST_HEADERS


def _headers_follow(lines: list[str], at: int) -> bool:
    return any(
        _begins_headers(lines, place) for place in range(at, min(at + 3, len(lines)))
    )


# -- Answers between its lines or below it ---------------------------------------
def _between_the_lines(lines: list[str], begins: int) -> list[str] | None:
    """The answer with what it is about, when there is one after the first line of the
    letter; None: all of it stands above. Only ">" tells one from the other."""
    quoted_at = next(
        (at for at in range(begins, len(lines)) if QUOTED.match(lines[at])), None
    )
    if quoted_at is None or _headers_between(lines, begins, quoted_at):
        return None
    below = _without_closing(_without_more_letters(lines[quoted_at:]))
    answers = [at for at, line in enumerate(below) if _is_own(line)]
    if not answers:
        return None
    above = lines[:begins]
    runs = list(_runs(below[: answers[-1] + 1]))
    is_only_below = not any(map(_is_own, above)) and len(runs) == 2  # noqa: PLR2004
    if is_only_below:
        return runs[1][1]
    kept = [line for is_quote, run in runs for line in _shown(is_quote, run)]
    return [*above, "", *kept]


def _headers_between(lines: list[str], begins: int, quoted_at: int) -> bool:
    """A block of headers, so that what follows is the letter, whatever is in it."""
    if WHO_WROTE_IN_MARKS.fullmatch(lines[quoted_at].strip()):
        return True
    return any(_begins_headers(lines, at) for at in range(begins, quoted_at))


def _without_more_letters(lines: list[str]) -> list[str]:
    """Without older letters below, which some programs add unmarked."""
    for at in range(len(lines)):
        if not QUOTED.match(lines[at]) and _begins_letter(lines, at):
            return lines[:at]
    return lines


def _is_own(line: str) -> bool:
    return bool(line.strip()) and not QUOTED.match(line)


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Quoted lines and others by turns; an empty line goes with those before it."""
    marked, is_quote = [], True
    for line in lines:
        is_quote = bool(QUOTED.match(line)) if line.strip() else is_quote
        marked.append((is_quote, line))
    for quoted, run in groupby(marked, key=lambda it: it[0]):
        yield quoted, [line for _, line in run]


def _shown(is_quote: bool, run: list[str]) -> list[str]:
    """Of what was asked, the last lines before the answer."""
    if not is_quote:
        return run
    asked = [f"> {line.strip(' >')}" for line in run if line.strip(" >\t")]
    return [*asked[-CONTEXT_LINES:], *([] if run[-1].strip() else [""])]


# -- What stands below the words ---------------------------------------------------
def _without_closing(lines: list[str]) -> list[str]:
    """Without the greeting, name, numbers and disclaimer at the end; a postscript
    stays."""
    end = next((at for at in range(len(lines)) if _closes(lines, at)), len(lines))
    kept = [line for line in lines[:end] if not SENT_FROM.fullmatch(line.strip())]
    return [*kept, *_postscript(lines[end:])]


def _closes(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if SIGNATURE.fullmatch(line) and at + 1 < len(lines):
        return True
    if LINE.fullmatch(line):
        return not _goes_on(lines, at)
    if DISCLAIMER.match(line):
        return at > 0
    begins_late = any(map(_is_own, lines[:at]))
    return (
        begins_late and len(line) <= LONGEST_CLOSING and _says_goodbye(line, lines, at)
    )


def _says_goodbye(line: str, lines: list[str], at: int) -> bool:
    """It does when no quoted line follows; what may be said in passing, when a name, a
    function and numbers do, and no more sentences."""
    if any(map(QUOTED.match, lines[at + 1 :])):
        return False
    if GREETING.fullmatch(line) or NAMED_GREETING.fullmatch(line):
        return True
    return bool(PERHAPS_LAST.fullmatch(line)) and not _goes_on(lines, at)


def _goes_on(lines: list[str], at: int) -> bool:
    """Do sentences follow, before the greeting; or nothing at all?"""
    after = [line.strip() for line in lines[at + 1 :] if line.strip()]
    own = takewhile(lambda line: not GREETING.fullmatch(line), after)
    return not after or any(map(SENTENCE.search, own))


def _postscript(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if POSTSCRIPT.match(line.strip()):
            rest = lines[at:]
            end = next((n for n, it in enumerate(rest) if not it.strip()), len(rest))
            return ["", *rest[:end]]
    return []
