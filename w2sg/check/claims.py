"""Rules over findings on claims, claims, disputes and the glossary."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.files import page_of
from w2sg.library.mentions import mentioned_keys
from w2sg.library.model import Evidence, Gap, Paper, Record
from w2sg.library.problem import Problem, did_you_mean

CLAIMS = "data/claims.yml"
DISPUTES = "data/disputes.yml"
GLOSSARY = "data/glossary.yml"
Path_ = tuple[Hashable, ...]

# Whether both papers of a dispute can be right, by its status.
BOTH_RIGHT = {"explained": "Yes", "partly": "Yes, if", "open": "Not known"}


def findings_assigned(library: Library) -> Iterator[Problem]:
    """Every finding on a question with claims stands on one side of one of them, or says why it
    bears on none; and it says what was read for it."""
    claims = _claims_by_question(library)
    for paper in library.papers.values():
        for i, row in enumerate(paper.page.evidence):
            of_question = claims.get(row.question)
            if of_question is None:
                continue
            for name, message, hint in _faults(library, row, of_question):
                document = library.documents[page_of(paper.key)]
                line = document.line("evidence", i, name)
                yield Problem(document.file, line, "finding-claim", message, hint)


def _faults(
    library: Library, row: Evidence, of_question: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a finding: field, message, hint."""
    if bool(row.claim) == bool(row.no_claim):
        message = "a finding with both claim and no_claim" if row.claim else "no claim"
        hint = f"claim: one of {CLAIMS}, with its side; or no_claim: why it bears on none"
        yield "claim", message, hint
    if row.claim and row.claim not in of_question:
        message = f"{row.claim!r} is no claim of {row.question}"
        yield "claim", message, did_you_mean(row.claim, of_question)
    if row.claim and row.side not in library.words.side:
        yield "side", f"side: {row.side!r}", did_you_mean(row.side, library.words.side)
    if row.side and not row.claim:
        yield "side", "a side without a claim", "name the claim, or take the side away"
    if row.read not in library.words.reading:
        yield "read", f"read: {row.read!r}", did_you_mean(row.read, library.words.reading)


def arguments_sound(library: Library) -> Iterator[Problem]:
    """Claims and gaps use known words, no id stands twice, and nobody has filled a gap since."""
    words = library.words
    ids: list[str] = []
    for i, argument in enumerate(library.arguments):
        yield from _known(library, CLAIMS, (i, "question"), argument.question, words.question)
        yield from _cited(library, CLAIMS, (i,), argument, "short_answer", "sure")
        for stance in argument.stances:
            yield from _known(library, CLAIMS, (i, "stances", stance), stance, words.stance)
        for j, claim in enumerate(argument.claims):
            at = (i, "claims", j)
            yield from _unique(library, CLAIMS, (*at, "id"), claim.id, ids)
            yield from _known(
                library, CLAIMS, (*at, "confidence"), claim.confidence, words.confidence
            )
            if claim.insight:
                yield from _known(library, CLAIMS, (*at, "insight"), claim.insight, words.insight)
            yield from _cited(library, CLAIMS, at, claim, "known", "settle")
        for j, gap in enumerate(argument.gaps):
            at = (i, "gaps", j)
            yield from _known(library, CLAIMS, (*at, "weak"), gap.weak, words.weak_kind)
            yield from _known(library, CLAIMS, (*at, "setting"), gap.setting, words.setting)
            yield from _cited(library, CLAIMS, at, gap, "why")
            for n, key in enumerate(gap.nearest):
                yield from _known(library, CLAIMS, (*at, "nearest", n), key, library.papers)
            yield from _filled(library, argument.question, gap, at)


def _filled(library: Library, question: str, gap: Gap, at: Path_) -> Iterator[Problem]:
    """Papers with a finding where the gap says that there is none, unless it names them."""
    found = library.find(question=question, weak_kind=gap.weak, setting=gap.setting)
    for paper in found:
        if paper.key not in gap.nearest:
            message = f"{paper.key} has a finding in the gap {gap.weak} in {gap.setting}"
            hint = "take the gap away; or say what the finding leaves open, and name it as nearest"
            yield Problem(CLAIMS, _line(library, CLAIMS, at), "filled-gap", message, hint)


def disputes_sound(library: Library) -> Iterator[Problem]:
    """Both ends of a dispute and all links of a chain are papers; their words are known; a paper
    holds for the same in all disputes on a claim; each says whether both can be right."""
    claims = _claims_by_question(library)
    scopes: dict[tuple[str, str], str] = {}
    for kind in ("disputes", "chains"):
        ids: list[str] = []
        for i, row in enumerate(getattr(library.disputes, kind)):
            yield from _unique(library, DISPUTES, (kind, i, "id"), row.id, ids)
            question = (kind, i, "question")
            yield from _known(library, DISPUTES, question, row.question, library.words.question)
    for i, dispute in enumerate(library.disputes.disputes):
        at: Path_ = ("disputes", i)
        of_question = claims.get(dispute.question, frozenset())
        yield from _known(library, DISPUTES, (*at, "claim"), dispute.claim, of_question)
        states = library.words.dispute_state
        yield from _known(library, DISPUTES, (*at, "status"), dispute.status, states)
        for name in ("a", "b"):
            side = getattr(dispute, name)
            yield from _known(library, DISPUTES, (*at, name, "key"), side.key, library.papers)
            yield from _cited(library, DISPUTES, (*at, name), side, "says", "holds")
            if scopes.setdefault((dispute.claim, side.key), side.holds) != side.holds:
                message = f"{side.key} holds for something else in another dispute on the claim"
                yield _problem(library, DISPUTES, (*at, name, "holds"), message)
        wanted = BOTH_RIGHT.get(dispute.status)
        if wanted and dispute.both_right != wanted:
            message = f"can both be right? {dispute.status} goes with a why that begins {wanted!r}"
            yield _problem(library, DISPUTES, (*at, "why"), message)
        if dispute.a.key == dispute.b.key:
            yield _problem(library, DISPUTES, at, f"{dispute.a.key} disputes with itself")
        yield from _cited(library, DISPUTES, at, dispute, "why", "rests_on")
    for i, chain in enumerate(library.disputes.chains):
        at = ("chains", i)
        for n, key in enumerate(chain.links):
            yield from _known(library, DISPUTES, (*at, "links", n), key, library.papers)
        if len(set(chain.links)) < max(2, len(chain.links)):
            yield _problem(library, DISPUTES, at, "a chain has two papers or more, each once")
        yield from _cited(library, DISPUTES, at, chain, "opens", "resolves", "rests_on")


def glossary_sound(library: Library) -> Iterator[Problem]:
    """No word stands twice, and the papers that a word names are in the library."""
    ids: list[str] = []
    for i, word in enumerate(library.glossary):
        yield from _unique(library, GLOSSARY, (i, "id"), word.id, ids)
        if word.defined_in:
            at = (i, "defined_in")
            yield from _known(library, GLOSSARY, at, word.defined_in, library.papers)
        if word.claim:
            yield from _known(library, GLOSSARY, (i, "claim"), word.claim, library.words.claim)
        for key in mentioned_keys(word.meaning):
            line = _line(library, GLOSSARY, (i, "meaning"))
            message = f"meaning cites @{key}"
            hint = "a meaning is shown without links: cite in the note"
            yield Problem(GLOSSARY, line, "unknown-citation", message, hint)
        yield from _cited(library, GLOSSARY, (i,), word, "note")


def claims_named_by_insights(library: Library) -> Iterator[Problem]:
    """What bears on an insight names a known claim, if any, on which its paper has a finding."""
    file = "data/insights.yml"
    for i, insight in enumerate(library.insights):
        for side in ("supports", "limits"):
            for j, row in enumerate(getattr(insight, side)):
                if row.claim:
                    at = (i, side, j, "claim")
                    yield from _known(library, file, at, row.claim, library.words.claim)
                    paper, known = library.papers.get(row.key), library.words.claim
                    if paper and row.claim in known and row.claim not in claims_on(paper):
                        message = f"{row.key} has no finding on the claim {row.claim!r}"
                        hint = "name the claim of the paper's own finding, or none"
                        yield Problem(file, _line(library, file, at), "other-claim", message, hint)


def claims_on(paper: Paper) -> set[str]:
    """The claims on which a paper has a finding."""
    return {row.claim for row in paper.page.evidence}


def _claims_by_question(library: Library) -> dict[str, frozenset[str]]:
    return {a.question: frozenset(c.id for c in a.claims) for a in library.arguments}


def _line(library: Library, file: str, at: Path_) -> int:
    return library.documents[file].line(*at)


def _problem(library: Library, file: str, at: Path_, message: str) -> Problem:
    return Problem(file, _line(library, file, at), "bad-dispute", message)


def _known(
    library: Library, file: str, at: Path_, word: str, known: Iterable[str]
) -> Iterator[Problem]:
    known = list(known)
    if word not in known:
        hint = did_you_mean(word, known)
        message = f"{at[-1]}: {word!r} is not known"
        yield Problem(file, _line(library, file, at), "unknown-word", message, hint)


def _unique(
    library: Library, file: str, at: Path_, id: str, before: list[str]
) -> Iterator[Problem]:
    if id in before:
        yield Problem(file, _line(library, file, at), "duplicate", f"the id {id!r} stands twice")
    before.append(id)


def _cited(
    library: Library, file: str, at: Path_, record: Record, *fields: str
) -> Iterator[Problem]:
    """Citations in fields of a record that name no paper of the library."""
    for field in fields:
        for key in mentioned_keys(getattr(record, field)):
            if key not in library.papers:
                hint = did_you_mean(key, library.papers)
                line = _line(library, file, (*at, field))
                yield Problem(file, line, "unknown-citation", f"{field} cites @{key}", hint)


RULES: tuple[Rule, ...] = (
    findings_assigned,
    arguments_sound,
    disputes_sound,
    glossary_sound,
    claims_named_by_insights,
)
