"""Markdown twins of the pages, and `llms.txt`, for tools that read text (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from w2sg.export.arguments import argument_parts, plain_line
from w2sg.library import Library
from w2sg.library.files import text_of
from w2sg.library.model import Evidence, Paper, Result
from w2sg.library.text import number
from w2sg.library.yaml import page_body

# The repository's address is known to the site, not to its copies: they keep the words.
_REPOSITORY_LINK = re.compile(r'\{\{ repository_link\("([^"]*)".*?\) \}\}')
_CITE = re.compile(r"\{\{\s*cite\((.*?)\)\s*\}\}", re.DOTALL)
_MACRO = re.compile(r"\{\{\s*(\w+)\(.*?\)\s*\}\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ ]?\{:[^}]*\}")
_ELSEWHERE = "(Drawn on the page; the data are in library.json.)"


def markdown_pages(library: Library, address: str) -> dict[str, str]:
    """The twin of each page, as `index.md` beside it, and `llms.txt`.

    address: the site's, with a slash at the end.
    """
    docs = library.root / "docs"
    files = {}
    titles = {}
    for file in sorted(docs.rglob("*.md")):
        name = file.relative_to(docs).with_suffix("").as_posix()
        folder = name.removesuffix("index").rstrip("/")
        text = page_body(text_of(library.root, f"docs/{name}.md"))
        if name.startswith("papers/"):
            if file.stem in library.drafts:
                continue
            paper = library.papers[file.stem]
            parts = {"paper": _head(paper, library), "paper_record": _foot(paper)}
        else:
            parts = _listing(library, *name.partition("/")[::2], address)
        files[f"{folder}/index.md".lstrip("/")] = _expanded(text, parts, library, address)
        titles[folder] = (re.search(r"^# (.+)$", text, re.MULTILINE) or ["", "Home"])[1]
    pages = [
        f"- [{_ATTRIBUTES.sub('', title)}]({address}{folder}{'/' if folder else ''}index.md)"
        for folder, title in titles.items()
        if not folder.startswith("papers/")
    ]
    core = [_line(paper, address) for paper in library.find(role="core")]
    about = (
        "# The library of weak-to-strong generalization\n\n"
        "> Papers on when a strong model trained on weak supervision matches or surpasses its weak "
        "source: checked records, evidence on four open questions, reported scores, BibTeX.\n\n"
        f"All data: {address}library.json (schema: {address}library.schema.json), "
        f"{address}library.bib. Every page has a twin in Markdown at its address + `index.md`.\n"
    )
    files["llms.txt"] = "\n".join(
        [about, "## Pages", "", *pages, "", "## Core papers", "", *core, ""]
    )
    return files


def _expanded(text: str, parts: dict[str, str], library: Library, address: str) -> str:
    def cited(match: re.Match[str]) -> str:
        keys = re.findall(r'"(\w+)"', match[1])
        links = (f"[{library.papers[k].cited_as}]({address}papers/{k}/index.md)" for k in keys)
        return "; ".join(links)

    text = _REPOSITORY_LINK.sub(r"\1", _ATTRIBUTES.sub("", _CITE.sub(cited, text)))
    return _MACRO.sub(lambda match: parts.get(match[1], _ELSEWHERE), text).strip() + "\n"


def _listing(library: Library, folder: str, id: str, address: str) -> dict[str, str]:
    """What the macros of a vocabulary's page stand for."""
    tags = {"categories": "category", "questions": "question", "settings": "setting"}
    if folder not in tags or id in ("", "index"):
        return {}
    tag = tags[folder]
    if tag == "question":
        return argument_parts(library, id, address)
    papers = library.find(category=id) if tag == "category" else library.find(setting=id)
    return {tag: "## Papers\n\n" + "\n".join(_line(paper, address) for paper in papers)}


def _line(paper: Paper, address: str) -> str:
    link = f"[{plain_line(paper.title)}]({address}papers/{paper.key}/index.md)"
    about = f": {plain_line(paper.page.label)}" if paper.page.label else ""
    return f"- {link}, {paper.cited_as}, {paper.label}{about}"


def _head(paper: Paper, library: Library) -> str:
    page = paper.page
    names = {question.id: question.name for question in library.taxonomy.questions}
    lines = [
        f"# {plain_line(paper.title)}",
        "",
        ", ".join(paper.names),
        "",
        f"{paper.label}. {plain_line(paper.container)}. <{paper.url}>",
        "",
        plain_line(page.summary),
        "",
        f"- category: {', '.join(page.category)}",
        f"- setting: {', '.join(page.setting)}",
        f"- weak source: {', '.join(page.weak_kind)}. {plain_line(page.weak_source)}".rstrip(),
        f"- does the student beat it: {page.gain}",
        f"- record checked: {page.checked.level}, {page.checked.on}",
    ]
    if page.evidence:
        lines += ["", "## Evidence", ""]
        lines += [
            f"- {names[row.question]}: {row.stance}: {plain_line(row.finding)} "
            f"({plain_line(row.where)}{_on_claim(row, library)})"
            for row in page.evidence
        ]
    if page.results:
        lines += ["", "## Reported scores", "", *_scores(page.results)]
    return "\n".join(lines)


def _scores(results: Iterable[Result]) -> list[str]:
    head = "| task | metric | weak source | student | ceiling | gap recovered (%) | where |"
    rows = [
        f"| {_cell(r.task)} | {_cell(r.metric)} | {number(r.weak)} | {number(r.student)} "
        f"| {number(r.ceiling)} | {_gap(r)} | {_cell(r.where)} |"
        for r in results
    ]
    return [head, "|---|---|---|---|---|---|---|", *rows]


def _gap(row: Result) -> str:
    """A gap recovered, or the share of another gap with what it lies between."""
    if row.anchors:
        return f"{number(row.pgr)} of the gap between {_cell(row.anchors)}"
    return f"{number(row.pgr)}{' (computed)' if row.pgr_computed else ''}"


def _foot(paper: Paper) -> str:
    return f"## BibTeX\n\n```bibtex\n{paper.entry.raw}\n```"


def _cell(text: str) -> str:
    return plain_line(text).replace("|", "\\|")


def _on_claim(row: Evidence, library: Library) -> str:
    return f"; {row.side}: {library.words.claim[row.claim].claim}" if row.claim else ""
