"""Rules over the front matter of the papers' pages, one function a rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import product

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.addresses import is_address
from w2sg.library.files import page_of
from w2sg.library.model import Paper, Result
from w2sg.library.problem import Problem, did_you_mean

MAX_SUMMARY_WORDS = 60
LINKS = ("pdf", "code", "openreview", "project", "data", "video")


def _at(
    library: Library, paper: Paper, rule: str, message: str, hint: str, *path: Hashable
) -> Problem:
    document = library.documents[page_of(paper.key)]
    return Problem(document.file, document.line(*path), rule, message, hint)


def known_tags(library: Library) -> Iterator[Problem]:
    """Every tag is a word of the taxonomy, and stands once."""
    words = library.taxonomy
    one = {
        "role": {t.id for t in words.roles},
        "gain": {t.id for t in words.gains},
    }
    many = {
        "category": set(library.words.subtopic),
        "setting": {t.id for t in words.settings},
        "weak_kind": {t.id for t in words.weak_kinds},
    }
    levels = {t.id for t in words.levels}
    for paper in library.papers.values():
        found: list[tuple[str, str, set[str], tuple[Hashable, ...]]] = [
            (name, getattr(paper.page, name), known, (name,)) for name, known in one.items()
        ]
        found.append(("level", paper.page.checked.level, levels, ("checked", "level")))
        for name, known in many.items():
            tags = getattr(paper.page, name)
            found += [(name, tag, known, (name, i)) for i, tag in enumerate(tags)]
            if not tags or len(set(tags)) < len(tags):
                what = "stands twice" if tags else "has no value"
                yield _at(library, paper, "bad-tags", f"{name} {what}", "", name)
        for name, tag, known, path in found:
            if tag not in known:
                hint = did_you_mean(tag, known)
                yield _at(library, paper, "unknown-tag", f"{name}: {tag!r}", hint, *path)


def evidence_placed(library: Library) -> Iterator[Problem]:
    """Evidence names a known question and stance, and its place in the paper."""
    questions = {t.id for t in library.taxonomy.questions}
    stances = {t.id for t in library.taxonomy.stances}
    for paper in library.papers.values():
        for i, row in enumerate(paper.page.evidence):
            for name, known in (("question", questions), ("stance", stances)):
                tag = getattr(row, name)
                if tag not in known:
                    hint = did_you_mean(tag, known)
                    path = ("evidence", i, name)
                    yield _at(library, paper, "unknown-tag", f"{name}: {tag!r}", hint, *path)
            if not row.where:
                hint = "where: the section, table or figure; 'abstract' if it stands there"
                message = "evidence without its place in the paper"
                yield _at(library, paper, "no-place", message, hint, "evidence", i)


def results_placed(library: Library) -> Iterator[Problem]:
    """Scores have a place, and a stated gap recovered agrees with its own scores."""
    for paper in library.papers.values():
        for i, row in enumerate(paper.page.results):
            if not row.where:
                hint = "where: the table, figure or section"
                message = "scores without their place in the paper"
                yield _at(library, paper, "no-place", message, hint, "results", i)
            if row.student is None and row.pgr is None:
                message = "neither a student's score nor a gap recovered"
                yield _at(library, paper, "empty-result", message, "", "results", i)
            if row.pgr is None and row.pgr_from_scores is not None:
                message = f"the three scores give a gap recovered of {row.pgr_from_scores:.1f}"
                hint = "add it as pgr, with pgr_computed: true"
                yield _at(library, paper, "wrong-pgr", message, hint, "results", i)
            if row.pgr is not None and not row.anchors and _no_gap(row):
                message = "a gap recovered, but the ceiling is not above the weak source"
                hint = "leave pgr out, or say in anchors what the gap lies between"
                yield _at(library, paper, "wrong-pgr", message, hint, "results", i, "pgr")
                continue
            bounds = None if row.anchors else pgr_bounds(row)
            if row.pgr is not None and bounds and not bounds[0] <= row.pgr <= bounds[1]:
                message = f"pgr {row.pgr:g} contradicts its scores, which give "
                message += f"{row.pgr_from_scores:.1f}"
                hint = "in percent: 100 * (student - weak) / (ceiling - weak)"
                yield _at(library, paper, "wrong-pgr", message, hint, "results", i, "pgr")


def _no_gap(row: Result) -> bool:
    """Whether both ends of the gap are given, and it is none."""
    return row.weak is not None and row.ceiling is not None and row.ceiling <= row.weak


def pgr_bounds(row: Result) -> tuple[float, float] | None:
    """Least and greatest gap recovered (percent) that the scores allow, given their rounding."""
    if row.pgr is None or row.weak is None or row.student is None or row.ceiling is None:
        return None
    half = [_half_unit(x) for x in (row.weak, row.student, row.ceiling)]
    values = []
    for signs in product((-1, 1), repeat=3):
        weak, student, ceiling = (
            x + s * h
            for x, s, h in zip((row.weak, row.student, row.ceiling), signs, half, strict=True)
        )
        if (ceiling - weak) * (row.ceiling - row.weak) <= 0:
            return None
        values.append(100 * (student - weak) / (ceiling - weak))
    slack = _half_unit(row.pgr) + 1e-9
    return min(values) - slack, max(values) + slack


def _half_unit(value: float) -> float:
    """Half a unit of the last digit with which `value` is written."""
    digits = repr(value).partition(".")[2] if value != int(value) else ""
    return float(0.5 * 10 ** -len(digits))


def links_sound(library: Library) -> Iterator[Problem]:
    """Links are of known kinds; addresses are the web's; `extends` names papers of the library."""
    for paper in library.papers.values():
        for name, address in paper.page.links.items():
            if name not in LINKS:
                hint = did_you_mean(name, LINKS)
                yield _at(library, paper, "unknown-field", f"links.{name}", hint, "links", name)
            if not is_address(address):
                message = f"links.{name}: {address!r}"
                hint = "http:// or https:// and a host"
                yield _at(library, paper, "bad-address", message, hint, "links", name)
        for i, source in enumerate(paper.page.checked.against):
            # What was seen there may stand in parentheses after it.
            if source.startswith("http") and not is_address(source.partition(" (")[0]):
                at = ("checked", "against", i)
                yield _at(library, paper, "bad-address", repr(source), "", *at)
        for i, row in enumerate(paper.page.results):
            if row.address and not is_address(row.address):
                path = ("results", i, "address")
                yield _at(library, paper, "bad-address", repr(row.address), "", *path)
        for i, key in enumerate(paper.page.extends):
            if key == paper.key or key not in library.papers:
                hint = did_you_mean(key, library.papers.keys() - {paper.key})
                message = f"extends: {key!r} is no other paper of the library"
                yield _at(library, paper, "unknown-key", message, hint, "extends", i)


def texts_short(library: Library) -> Iterator[Problem]:
    """A summary is read at a glance."""
    for paper in library.papers.values():
        words = len(paper.page.summary.split())
        if words > MAX_SUMMARY_WORDS:
            hint = f"at most {MAX_SUMMARY_WORDS}"
            message = f"the summary has {words} words"
            yield _at(library, paper, "long-summary", message, hint, "summary")


def body_shows_paper(library: Library) -> Iterator[Problem]:
    """The page shows its paper: both macros stand in its body, once each."""
    for file, document in library.documents.items():
        if not file.endswith(".md"):
            continue
        for macro in ("{{ paper() }}", "{{ paper_record() }}"):
            if document.body.count(macro) != 1:
                hint = f"write {macro} once in the body"
                yield Problem(file, 1, "page-body", f"{macro} does not stand once", hint)


RULES: tuple[Rule, ...] = (
    known_tags,
    evidence_placed,
    results_placed,
    links_sound,
    texts_short,
    body_shows_paper,
)
