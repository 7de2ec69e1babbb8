"""The files that are written beside the pages: name -> text."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from w2sg.export.bibtex import bibtex
from w2sg.export.picks import bibtex_picks, csv_picks, csv_table
from w2sg.library import Library
from w2sg.query import Finder

_REDIRECT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Moved</title>
<link rel="canonical" href="{target}"><meta http-equiv="refresh" content="0; url={target}"></head>
<body><p>This record has moved: <a href="{target}">{target}</a></p></body></html>
"""


def export_files(library: Library) -> dict[str, str]:
    """All exports, by their path below the site's root."""
    files = {"library.bib": bibtex(library.papers.values())}
    for category in library.taxonomy.categories:
        files[f"categories/{category.id}.bib"] = bibtex(library.find(category=category.id))
    for question in library.taxonomy.questions:
        files[f"questions/{question.id}.bib"] = bibtex(library.find(question=question.id))
    for setting in library.taxonomy.settings:
        files[f"settings/{setting.id}.bib"] = bibtex(library.find(setting=setting.id))
    for path in library.paths:
        papers = [library.papers[step.key] for step in path.papers]
        files[f"paths/{path.id}.bib"] = bibtex(papers)
    for key, paper in library.papers.items():
        files[f"papers/{key}.bib"] = bibtex([paper])
    for old, new in library.published.retired.items():
        files[f"papers/{old}/index.html"] = _REDIRECT.format(target=f"../{escape(new)}/")
    papers = sorted(library.papers.values(), key=lambda p: (-p.year, p.key))
    texts = Finder.of(library).texts
    files["browse/text.json"] = _json([texts[paper.key] for paper in papers])
    files["browse/picks/bib.json"] = _json(bibtex_picks(papers))
    files["browse/picks/csv.json"] = _json(csv_picks(papers))
    files["library.csv"] = csv_table(papers)
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_exports(library: Library, site: Path) -> int:
    """Write all exports below `site`; the number of files written."""
    files = export_files(library)
    for name, text in files.items():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return len(files)
