"""The records of the library, one frozen class per real thing.

Classes that are read from YAML are pydantic models: their fields are the keys a file may use, and
their types say what a value must be. What a word may be is a matter of the taxonomy and `check`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from w2sg.library.text import plain, readable

Texts = tuple[str, ...]
Number = Annotated[float, Field(allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class Record(BaseModel):
    """Base of all records read from YAML: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Term(Record):
    """A word of a vocabulary. id: slug, never changes. name: shown. about: one sentence."""

    id: Text
    name: Text
    about: str = ""


class Category(Term):
    """A category of the taxonomy with its subtopics."""

    subtopics: tuple[Term, ...]


class Taxonomy(Record):
    """The words that papers may be tagged with (`data/taxonomy.yml`)."""

    categories: tuple[Category, ...]
    settings: tuple[Term, ...]
    weak_kinds: tuple[Term, ...]
    gains: tuple[Term, ...]
    roles: tuple[Term, ...]
    stances: tuple[Term, ...]
    levels: tuple[Term, ...]
    sides: tuple[Term, ...] = ()
    readings: tuple[Term, ...] = ()
    confidences: tuple[Term, ...] = ()
    dispute_states: tuple[Term, ...] = ()
    questions: tuple[Term, ...]


class RecordProfile(Record):
    """What the records of a venue have, besides title, authors, container, year and address.

    track: id of a track; empty for the main one. since, until: first and last edition for which it
    holds. fields: names of BibTeX fields. publisher: its name, where all records have the same.
    year_before_first: a volume's number is its year less this. doi: a regular expression that a
    DOI matches whole, whose named groups (volume, number) are fields of the record.
    """

    track: str = ""
    since: int | None = None
    until: int | None = None
    fields: Texts = ()
    publisher: str = ""
    year_before_first: int | None = None
    doi: str = ""


class Venue(Record):
    """A series of conferences, a journal, or another place of publication (`data/venues.yml`).

    matches: its spellings besides name and short form, each a whole name, without what counts
    editions. dblp, openreview: how these services name it: `conf/icml`, `ICML.cc`.
    proceedings: the main track's book title by year, where a record shows it.
    records: what records have; the first profile that fits a track and a year holds.
    sources: hosts and names by which `checked.against` names the venue's own record or a copy.
    """

    id: Text
    short: Text
    name: Text
    kind: Text
    url: str = ""
    matches: Texts = ()
    dblp: Texts = ()
    openreview: str = ""
    proceedings: Mapping[int, str] = Field(default_factory=dict)
    records: tuple[RecordProfile, ...] = ()
    sources: Texts = ()


class Track(Record):
    """A part of a venue: workshop, findings, datasets and benchmarks. label: a format string.

    matches: phrases of a container's name that mean it. named: beside the first phrase stands a
    name of its own, as workshops have. in_proceedings: its papers stand in the main proceedings, so
    that what records have is the same. main: they belong to the main track, in a volume of their
    own.
    """

    id: Text
    name: Text
    label: Text
    matches: Texts
    named: bool = False
    in_proceedings: bool = False
    main: bool = False


class Venues(Record):
    """`data/venues.yml`."""

    tracks: tuple[Track, ...]
    venues: tuple[Venue, ...]


class Evidence(Record):
    """What one paper says about one open question, and where it says it.

    claim: id of the claim of `data/claims.yml` on which it bears; side: for, against or bears.
    no_claim: why it bears on none, instead. read: what was read for it, a word of the taxonomy.
    """

    question: Text
    stance: Text
    claim: str = ""
    side: str = ""
    no_claim: str = ""
    read: str = ""
    finding: Text
    where: str = ""


class Result(Record):
    """Scores of weak source, student and ceiling as a paper reports them.

    weak, student, ceiling: in the unit of `metric`. pgr: performance gap recovered, in percent.
    pgr_computed: true when we computed it from the three scores, false when the paper states it.
    anchors: what the stated gap lies between, if not between weak source and ceiling.
    """

    task: Text
    metric: Text
    domain: str = ""
    weak_model: str = ""
    strong_model: str = ""
    method: str = ""
    weak: Number | None = None
    student: Number | None = None
    ceiling: Number | None = None
    pgr: Number | None = None
    pgr_computed: bool | None = None
    anchors: str = ""
    where: str = ""
    read_in: str = ""
    address: str = ""
    note: str = ""

    @property
    def gap_recovered(self) -> float | None:
        """The performance gap recovered, in percent; None if none is given, or only a share of a
        gap between other `anchors`."""
        return None if self.anchors else self.pgr

    @property
    def pgr_from_scores(self) -> float | None:
        """(student - weak) / (ceiling - weak) in percent (Burns et al. 2024, Sec. 3); None if a
        score is missing, or the ceiling is not above the weak source, for then there is no gap."""
        if self.weak is None or self.student is None or self.ceiling is None:
            return None
        if self.ceiling <= self.weak:
            return None
        return 100 * (self.student - self.weak) / (self.ceiling - self.weak)


class Sought(Record):
    """Where a published version of a preprint was looked for, and when; none was found.

    `in` of the front matter is `places` here, for `in` is a word of Python.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    on: date
    places: Annotated[Texts, Field(alias="in", min_length=1)]


class Checked(Record):
    """Against what a record was checked, and when. missing: what could not be verified.

    sought: where a preprint's published version was looked for; None if nobody has looked.
    """

    level: Text
    on: date
    against: Texts = ()
    missing: Texts = ()
    sought: Sought | None = None


class Curation(Record):
    """The front matter of a paper's page: what we think of the paper.

    draft: nobody has read its summary and tags yet, and so it stands in no list.
    """

    draft: Annotated[bool, Field(exclude=True)] = False
    role: Text
    category: Texts
    setting: Texts
    weak_kind: Texts
    weak_source: str = ""
    gain: Text
    label: str = ""
    summary: Text
    summary_checked: bool = False
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    extends: Texts = ()
    aliases: Texts = ()
    links: Mapping[str, str] = Field(default_factory=dict)
    checked: Checked
    added: date


class Resource(Record):
    """A codebase, benchmark or dataset (`data/resources.yml`)."""

    id: Text
    kind: Text
    name: Text
    url: Text
    what: Text
    licence: str = ""
    papers: Texts = ()
    paper_note: str = ""
    checked: Texts = ()


class Excluded(Record):
    """A work that was considered and left out (`data/excluded.yml`), or awaits its record
    (`data/pending.yml`), with the reason."""

    title: Text
    why: Text
    year: int | None = None
    venue: str = ""
    arxiv: str = ""
    hint: str = ""
    url: str = ""


class OriginalClaim(Record):
    """What a row of the original list's table says of a paper."""

    paper: Text
    venue: Text
    setting: Text
    weak_source: Text
    strong_gain: bool


class OriginalRow(Record):
    """A row of the original list beside the works it means (`data/original_list.yml`)."""

    claimed: OriginalClaim
    works: Texts
    match: Text
    difference: Text


class Original(Record):
    """The public list that this library grew from."""

    about: Text
    statements: Mapping[str, str | tuple[str, ...]]
    settings_claimed: Texts
    rows: tuple[OriginalRow, ...]


class Step(Record):
    """A paper on a reading path, and why it stands there."""

    key: Text
    why: Text


class ReadingPath(Term):
    """A few papers in the order in which to read them (`data/paths.yml`)."""

    papers: tuple[Step, ...]


class Claim(Record):
    """A sentence that findings speak for or against (`data/claims.yml`).

    id: slug, never changes, and is the claim's anchor. known: what is known and how sure, with
    papers cited as `@key`. confidence: a word of the taxonomy. settle: what would settle it.
    insight: the insight of the original list that it takes up.
    """

    id: Text
    claim: Text
    insight: str = ""
    confidence: Text
    known: Text
    settle: Text


class Gap(Record):
    """Something worth a paper: a kind of weak source in a setting that no finding on the question
    answers. what: what is untested, in a sentence without papers. why: with papers cited as `@key`.
    nearest: keys of the papers that come closest."""

    weak: Text
    setting: Text
    what: Text
    why: Text
    nearest: Texts


class Argument(Record):
    """What is known on an open question (`data/claims.yml`).

    short_answer, sure: the answer and how sure it is, as of `on`. stances: id of a stance -> what
    it means on this question, for readers.
    """

    question: Text
    short_answer: Text
    sure: Text
    on: date
    stances: Mapping[str, str]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...] = ()


class DisputeSide(Record):
    """What one paper of a dispute says, and the assumptions under which it does."""

    key: Text
    says: Text
    holds: Text


class Dispute(Record):
    """Two papers that say opposite things (`data/disputes.yml`).

    claim: id of a claim of the question. point: what they differ on, as a question. status: a word
    of the taxonomy, and why: whether both can be right, begun with "Yes: ", "Yes, if " or "Not
    known: ". rests_on: what was read for it. Papers are cited as `@key`.
    """

    id: Text
    question: Text
    claim: Text
    point: Text
    a: DisputeSide
    b: DisputeSide
    status: Text
    why: Text
    rests_on: Text

    @property
    def both_right(self) -> str:
        """The words with which `why` answers whether both papers can be right; empty if none."""
        answers = ("Yes, if ", "Yes: ", "Not known: ")
        return next((a.rstrip(": ") for a in answers if self.why.startswith(a)), "")


class Chain(Record):
    """Papers of which one opens what the next takes up. links: keys, in order."""

    id: Text
    question: Text
    links: Texts
    opens: Text
    resolves: Text
    rests_on: Text


class Disputes(Record):
    """`data/disputes.yml`."""

    disputes: tuple[Dispute, ...] = ()
    chains: tuple[Chain, ...] = ()


class Word(Record):
    """A word of the field as this library uses it (`data/glossary.yml`).

    defined_in: key of the paper that gave it this meaning, where known. short: as it stands in
    running text, if shorter. forms: how it stands in claims and disputes, where its first use is
    marked. note: with papers cited as `@key`. claim: id of the claim that says more.
    """

    id: Text
    name: Text
    short: str = ""
    forms: Texts = ()
    meaning: Text
    defined_in: str = ""
    note: str = ""
    claim: str = ""


class Witness(Record):
    """A paper that bears out or limits an insight, by what, and where it says so. claim: id of the
    claim on which that bears."""

    key: Text
    claim: str = ""
    finding: Text
    where: Text


class Insight(Term):
    """One of the original list's four insights (`data/insights.yml`)."""

    supports: tuple[Witness, ...]
    limits: tuple[Witness, ...]


class Published(Record):
    """Keys that were published and so never vanish; retired: old key -> its successor."""

    keys: Texts
    retired: Mapping[str, str] = Field(default_factory=dict)


class LinkException(Record):
    """An address, or how it begins, whose silence is not reported, and why."""

    address: Text
    why: Text


class RuleException(Record):
    """What a rule of `check` names by its own words, but was cleared by hand, and why.

    rule: the rule's name. of: keys of records, or the name of an author.
    """

    rule: Text
    of: Texts
    why: Text


class Synonyms(Record):
    """What readers type and papers write otherwise (`data/synonyms.yml`).

    groups: words that mean the same. small_words: words that a text need not have.
    """

    groups: tuple[Texts, ...] = ()
    small_words: Texts = ()


class Release(Record):
    """A snapshot of the library (`data/releases.yml`).

    levels: of checking -> number of records. added, corrected, retired: keys, since the release
    before; nothing for the first. Corrected is a record whose entry, finding or score changed.
    sha256: file of the snapshot -> SHA-256 of its text, in hexadecimal digits.
    """

    version: Text
    on: date
    papers: int
    levels: Mapping[str, int]
    added: Texts = ()
    corrected: Texts = ()
    retired: Texts = ()
    sha256: Mapping[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """An author. A collaboration or a single name has only a family name.

    is_group: an organization or a collaboration, which BibTeX writes in braces: `{OpenAI}`. It is
    not compared: with and without braces, a name means the same author.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_group: bool = field(default=False, compare=False)

    @property
    def surname(self) -> str:
        """Particle and family name: `van den Oord`."""
        return f"{self.particle} {self.family}".strip()

    @property
    def name(self) -> str:
        """The name as it is said: `Hal Daumé III`."""
        return " ".join(part for part in (self.given, self.surname, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """A BibTeX entry as it stands in the file.

    raw: its exact text. fields: values without their outer braces. lines: field -> 1-based line;
    `file` and `line` are the place of the entry itself.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    raw: str
    file: str
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True)
class Paper:
    """A publication: its BibTeX entry, its page, and the facts derived from both.

    Bibliographic: key, title, authors, year, container, venue, track, doi, arxiv, url, pages
    Curated:       page (category, setting, gain, evidence, results ...)
    year_letter:   what tells it from papers of the same names and year in short citations: `a`
    """

    entry: Entry
    page: Curation
    authors: tuple[Person, ...]
    venue: Venue
    track: Track | None
    year_letter: str = ""

    @cached_property
    def key(self) -> str:
        return self.entry.key

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The authors' names as they are said."""
        return tuple(person.name for person in self.authors)

    @cached_property
    def title(self) -> str:
        """The title as text, formulas too: `O(n²)`. As it was written it stands in the entry."""
        return readable(self.entry.fields.get("title", ""))

    @cached_property
    def year(self) -> int:
        """Year of publication; 0 if the entry gives none that can be read (`check` names it)."""
        text = self.entry.fields.get("year", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0

    @cached_property
    def container(self) -> str:
        """Name of the proceedings, journal or other place as the entry prints it."""
        return plain(container_of(self.entry))

    @cached_property
    def label(self) -> str:
        """Venue and edition as people say them: `ICML 2024`, `Findings of ACL 2025`."""
        pattern = self.track.label if self.track else "{venue} {year}"
        return pattern.replace("{venue}", self.venue.short).replace("{year}", str(self.edition))

    @cached_property
    def edition(self) -> int:
        """Year of the event: the one in the container's name if it prints one, for proceedings may
        appear a year later; else the year of publication."""
        printed = re.search(r"\b(19|20)[0-9]{2}\b", self.container)
        return int(printed[0]) if printed else self.year

    @cached_property
    def cited_authors(self) -> str:
        """The authors as a short citation names them: `Burns et al.`, `Li and Wu`."""
        names = [person.surname for person in self.authors]
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)

    @cached_property
    def side_track(self) -> Track | None:
        """The track that is not the main one; None for the main one and its short papers."""
        return None if self.track is None or self.track.main else self.track

    @cached_property
    def cited_as(self) -> str:
        """Short citation, which no other paper has: `Burns et al. (2024)`, `Ye et al. (2025b)`."""
        return f"{self.cited_authors} ({self.year}{self.year_letter})"

    @property
    def doi(self) -> str:
        return self.entry.fields.get("doi", "")

    @property
    def arxiv(self) -> str:
        fields = self.entry.fields
        return fields.get("eprint", "") if fields.get("eprinttype", "").lower() == "arxiv" else ""

    @property
    def arxiv_number(self) -> str:
        """The identifier on arXiv as it is cited, `arXiv:2312.09390`; empty without one."""
        return f"arXiv:{self.arxiv}" if self.arxiv else ""

    @property
    def server(self) -> str:
        """Name of the server that holds a preprint; empty for what is published."""
        return self.venue.name if self.is_preprint else ""

    @property
    def url(self) -> str:
        return self.entry.fields.get("url", "")

    @property
    def volume(self) -> str:
        return self.entry.fields.get("volume", "")

    @property
    def pages(self) -> str:
        return plain(self.entry.fields.get("pages", ""))

    @cached_property
    def page_range(self) -> tuple[str, str]:
        """First and last page; the last is empty where the entry has only one, both are where it
        has none."""
        first, *others = re.split(r"[-–]+|, ", self.pages)
        return first, others[-1] if others else ""

    @property
    def is_preprint(self) -> bool:
        return self.venue.kind == "preprint"

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Ids of the categories, main one first, each once."""
        return tuple(dict.fromkeys(tag.split("/")[0] for tag in self.page.category))


# Fields that name where an entry was published; an entry has one of them.
CONTAINERS = ("booktitle", "journal", "howpublished")


def container_of(entry: Entry) -> str:
    """The raw field that names where the entry was published; `arXiv` for an arXiv preprint."""
    name = next((name for name in CONTAINERS if entry.fields.get(name)), "")
    if name in ("", "howpublished") and entry.fields.get("eprinttype", "").lower() == "arxiv":
        said = entry.fields.get("howpublished", "")
        return "arXiv" if said in ("", arxiv_howpublished(entry.fields)) else said
    return entry.fields[name] if name else ""


def arxiv_howpublished(fields: Mapping[str, str]) -> str:
    """What `howpublished` of an arXiv preprint says, for BibTeX styles that print no eprint."""
    return f"arXiv:{fields.get('eprint', '')}"
