"""What the browser's search loads: papers, topics and resources as text, and the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from w2sg.library import Library
from w2sg.library.addresses import is_address
from w2sg.library.model import Paper
from w2sg.queries.browse import Finder
from w2sg.queries.lists import newest_first
from w2sg.queries.paper_text import WEIGHTS

PATH = "browse/text.json"


@lru_cache(maxsize=1)
def search_index(library: Library) -> str:
    """JSON that `docs/assets/search/index.js` reads; its types are described there."""
    finder = Finder.of(library)
    data = {
        "weights": [asdict(weights) for weights in WEIGHTS.values()],
        "synonyms": library.synonyms.model_dump(),
        "facets": [[f.id, f.name, list(f.values.items())] for f in finder.facets],
        **_papers(finder, newest_first(library.papers.values())),
        "topics": list(_topics(library)),
        "resources": [
            [r.name, r.kind, r.what, r.url if is_address(r.url) else "", f"resources/#{r.id}"]
            for r in library.resources
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _papers(finder: Finder, papers: Sequence[Paper]) -> dict[str, Any]:
    """The papers, a list for each of their values, which compresses better than a list a paper."""
    texts = [finder.texts[paper.key] for paper in papers]
    tags = sorted({name for text in texts for name in text.tags})
    places = {name: i for i, name in enumerate(tags)}
    columns = {
        "key": [paper.key for paper in papers],
        "title": [text.title for text in texts],
        "name": [len(text.name.encode("utf-16-le")) // 2 for text in texts],  # as scripts count
        "aliases": [text.aliases for text in texts],
        "line": [text.line for text in texts],
        "cited_as": [text.cited_as for text in texts],
        "authors": [text.authors for text in texts],
        "venue": [text.venue for text in texts],
        "track": [text.track for text in texts],
        "year": [text.year for text in texts],
        "weak_source": [text.weak_source for text in texts],
        "tags": [[places[name] for name in text.tags] for text in texts],
        "summary": [text.summary for text in texts],
        "findings": [text.findings for text in texts],
        "scores": [text.scores for text in texts],
        "notes": [text.notes for text in texts],
        "core": [int(paper.page.role == "core") for paper in papers],
        "built_on": [finder.built_on[paper.key] for paper in papers],
    }
    return {"tags": tags, "papers": columns}


def _topics(library: Library) -> Iterator[list[str]]:
    """Name, id, kind, what it is about and address of all that has a page or a section."""
    words = library.taxonomy
    for category in words.categories:
        yield [category.name, category.id, "Category", category.about, f"categories/{category.id}/"]
        for sub in category.subtopics:
            address = f"categories/{category.id}/#{sub.id}"
            yield [sub.name, sub.id, category.name, sub.about, address]
    for question in words.questions:
        address = f"questions/{question.id}/"
        yield [question.name, question.id, "Open question", question.about, address]
    for setting in words.settings:
        yield [setting.name, setting.id, "Setting", setting.about, f"settings/{setting.id}/"]
    for argument in library.arguments:
        for claim in argument.claims:
            address = f"questions/{argument.question}/#{claim.id}"
            stand = library.words.confidence.names[claim.confidence]
            yield [claim.claim, claim.id, "Claim", stand, address]
    for dispute in library.disputes.disputes:
        who = " and ".join(library.papers[side.key].cited_as for side in (dispute.a, dispute.b))
        address = f"questions/{dispute.question}/#dispute-{dispute.id}"
        yield [dispute.point, dispute.id, "Dispute", f"{who} disagree", address]
    for word in library.glossary:
        yield [word.name, word.short, "Glossary", word.meaning, f"glossary/#{word.id}"]
