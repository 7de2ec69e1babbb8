"""Answers of the services, small and made by hand after their documented formats; what they say is
made up. None was recorded from the network, which these tests never touch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import unquote

from w2sg.upkeep.services import LookupFailed


def arxiv(id: str, title: str, *names: str, year: int = 2025) -> str:
    authors = "".join(f"<author><name>{name}</name></author>" for name in names)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<entry><id>http://arxiv.org/abs/{id}v1</id><title>{title}</title>
<summary>We train a strong student on reasoning traces of a smaller model.</summary>
<published>{year}-01-20T18:00:00Z</published>{authors}
<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/></entry></feed>"""


def dblp(title: str, record: str, venue: str) -> str:
    info = {"title": f"{title}.", "venue": venue, "url": f"https://dblp.org/rec/{record}"}
    preprint = {**info, "venue": "CoRR", "url": "https://dblp.org/rec/journals/corr/abs-1"}
    return json.dumps({"result": {"hits": {"hit": [{"info": preprint}, {"info": info}]}}})


NO_HITS = json.dumps({"result": {"hits": {"@total": "0"}}})


def dblp_bib(kind: str, title: str, authors: str, container: str, year: int) -> str:
    name = "booktitle" if kind == "inproceedings" else "journal"
    return f"""@{kind}{{DBLP:conf/x/Doe25,
  author       = {{{authors}}},
  title        = {{{title}}},
  {name}    = {{{container}}},
  pages        = {{11--22}},
  year         = {{{year}}},
  url          = {{https://example.org/paper}},
  timestamp    = {{Mon, 01 Jan 2025 00:00:00 +0100}},
  bibsource    = {{dblp computer science bibliography, https://dblp.org}}
}}
"""


CROSSREF = json.dumps(
    {
        "status": "ok",
        "message": {
            "type": "journal-article",
            "title": ["Tutoring Large Students"],
            "author": [{"given": "Jane", "family": "Doe"}, {"given": "Aäron", "family": "van Bar"}],
            "container-title": ["Nature"],
            "volume": "600",
            "issue": "7",
            "page": "1-9",
            "publisher": "Springer",
            "issued": {"date-parts": [[2025, 3, 1]]},
            "DOI": "10.1038/x-600",
            "abstract": "<jats:p>Students learn.</jats:p>",
        },
    }
)

OPENREVIEW = json.dumps(
    {
        "notes": [
            {
                "content": {
                    "title": {"value": "Small Judges"},
                    "abstract": {"value": "A small judge oversees a large debater."},
                    "_bibtex": {
                        "value": "@inproceedings{\ndoe2025small,\ntitle={Small Judges},\n"
                        "author={Jane Doe and John Roe},\n"
                        "booktitle={ICML 2025 Workshop on Small Judges},\nyear={2025},\n"
                        "url={https://openreview.net/forum?id=AbC}\n}"
                    },
                }
            }
        ]
    }
)

PMLR = """<html><head><meta name="citation_title" content="Weak Planners">
<meta name="citation_author" content="Jane Doe"><meta name="citation_author" content="John Roe">
<meta name="citation_publication_date" content="2025/10/06">
<meta name="citation_conference_title" content="International Conference on Machine Learning">
<meta name="citation_firstpage" content="1"><meta name="citation_lastpage" content="12">
</head><body></body></html>"""


class Web:
    """Reads from `answers`: part of an address -> text, or an exception to raise."""

    def __init__(self, answers: Mapping[str, str | Exception]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, address: str, kind: str) -> str:
        self.asked.append(address)
        for part, answer in self.answers.items():
            if part in unquote(address):
                if isinstance(answer, Exception):
                    raise answer
                return answer
        raise LookupFailed(f"{address}: 404 not found")
