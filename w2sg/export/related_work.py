"""What an author takes from a comparison: a table in LaTeX, Markdown or CSV, the skeleton of a
paragraph for, against and open, the entries, and the command that cites them.

`docs/assets/compare/kit.js` joins the same pieces in the browser; tests hold the bytes equal.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from w2sg.export.bibtex import bibtex
from w2sg.export.compare_data import (
    Cell,
    CiteData,
    CompareData,
    ListData,
    PaperData,
    RowData,
    SubjectData,
    compare_data,
)
from w2sg.library import Library
from w2sg.library.problem import did_you_mean

# id -> name for readers, suffix of a file; in the order of the page's menu.
FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "latex": ("LaTeX table", "tex"),
        "paragraph": ("Paragraph in LaTeX", "tex"),
        "text": ("Paragraph as text", "txt"),
        "markdown": ("Markdown table", "md"),
        "csv": ("CSV", "csv"),
        "bib": ("BibTeX", "bib"),
        "cite": ("Citation command", "tex"),
    }
)
_TEXT, _LATEX, _MARKDOWN, _CSV = range(4)  # the forms of a cell
# A heading, and by the name of a side: papers, each with a sentence and where that stands.
Section = tuple[Cell, list[tuple[Cell, list[tuple[PaperData, Cell, Cell]]]]]


@dataclass(frozen=True)
class Comparison:
    """Papers in their order, the rows asked for, and what their findings are for or against.

    of: the list that the papers are; None if they were chosen one by one.
    """

    papers: Sequence[PaperData]
    rows: Sequence[RowData]
    subjects: Sequence[SubjectData]
    cite: CiteData
    of: ListData | None


def compare(
    library: Library,
    keys: Sequence[str] = (),
    of: tuple[str, str] | None = None,
    rows: Sequence[str] = (),
    cite: str = "citep",
) -> Comparison:
    """A comparison of the papers with `keys`, or of all papers of a list.

    of: kind and id of a list, such as `("category", "theory")`; if it is a subject of findings,
    only findings on it are told. rows: ids; if empty, see _default_rows. cite: an id of CITES.
    Raises KeyError with a line for each thing that the library does not know, and what was
    probably meant.
    """
    data = compare_data(library)
    papers = {paper["key"]: paper for paper in data["papers"]}
    wanted = list(dict.fromkeys(data["retired"].get(key, key) for key in keys))
    row_ids = [row["id"] for row in data["rows"]]
    lists = {found["id"]: found for found in data["lists"] if of and found["kind"] == of[0]}
    faults = [*_unknown("paper", wanted, papers), *_unknown("row", rows, row_ids)]
    if of:
        faults += _unknown(of[0], [of[1]], lists)
    if faults:
        raise KeyError("\n".join(faults))
    found = lists[of[1]] if of else None
    if found and not keys:
        chosen = [data["papers"][place] for place in found["papers"]]
    else:
        chosen = [papers[key] for key in wanted]
    subjects = _subjects(data, of)
    shown = rows or _default_rows(data, chosen, subjects)
    return Comparison(
        papers=chosen,
        rows=[row for row in data["rows"] if row["id"] in shown],
        subjects=subjects,
        cite=next(one for one in data["cites"] if one["id"] == cite),
        of=None if keys else found,
    )


def related_work(library: Library, comparison: Comparison, format: str) -> str:
    """A comparison in one of FORMATS, with a line's end at its end."""
    if format == "bib":
        return bibtex(library.papers[paper["key"]] for paper in comparison.papers)
    if format == "cite":
        return f"{_cited(comparison.cite['group'], *comparison.papers)}\n"
    make = {
        "latex": _latex_tables,
        "paragraph": _latex_paragraph,
        "text": _text_paragraph,
        "markdown": _markdown_table,
        "csv": _csv_table,
    }[format]
    return make(compare_data(library), comparison)


def _unknown(kind: str, ids: Iterable[str], known: Collection[str]) -> list[str]:
    """A sentence for each of `ids` that is not known."""
    return [f"no {kind} {id!r}; {did_you_mean(id, known)}" for id in ids if id not in known]


def _subjects(data: CompareData, of: tuple[str, str] | None) -> list[SubjectData]:
    """The subject itself if that is what is compared, else all questions."""
    one = [subject for subject in data["subjects"] if (subject["kind"], subject["id"]) == of]
    return one or [subject for subject in data["subjects"] if subject["kind"] == "question"]


def _default_rows(
    data: CompareData, papers: Sequence[PaperData], subjects: Sequence[SubjectData]
) -> set[str]:
    """All rows but those of claims; of these the one that is compared, and the few on which most
    of a few papers have findings."""
    claims = {
        row["id"]: sum(row["id"] in p["cells"] for p in papers)
        for row in data["rows"]
        if row["claim"]
    }
    shared = [id for id, n in claims.items() if n > 1 and len(papers) <= data["room"]["papers"]]
    most = sorted(shared, key=lambda id: -claims[id])[: data["shared_claims"]]
    kept = {*most, *(subject["id"] for subject in subjects)}
    return {row["id"] for row in data["rows"] if not row["claim"] or row["id"] in kept}


def _form(cell: Cell, form: int) -> str:
    return cell if isinstance(cell, str) else cell[form] or cell[0]


def _cited(command: str, *papers: PaperData, place: str = "") -> str:
    keys = ",".join(paper["key"] for paper in papers)
    return f"{command}{f'[{place}]' if place else ''}{{{keys}}}"


def _filled(rows: Sequence[RowData], papers: Sequence[PaperData]) -> list[RowData]:
    """The rows in which any of the papers has something to show."""
    return [row for row in rows if any(row["id"] in paper["cells"] for paper in papers)]


def _grid(
    rows: Sequence[RowData], papers: Sequence[PaperData], form: int, empty: str
) -> list[list[str]]:
    """The names of the rows, and the cells of each paper; `empty` where it has nothing to show."""
    return [
        [_form(row["name"], form) for row in rows],
        *([_form(paper["cells"].get(row["id"], empty), form) for row in rows] for paper in papers),
    ]


def _caption(
    data: CompareData, comparison: Comparison, rows: Sequence[RowData], form: int, part: str = ""
) -> str:
    """What a table with `rows` is, and where it comes from. part: which of several it is."""
    captions, title = data["captions"], data["captions"]["chosen"]
    if comparison.of:
        quoted = "``{}''" if form == _LATEX else "“{}”"
        name = _form(comparison.of["name"], form).removesuffix(".")
        title = f"{captions[comparison.of['kind']]} {quoted.format(name)}"
    best = f" {captions['best']}" if any(row["id"] == "score" for row in rows) else ""
    return f"{title}{part}.{best} Source: {_form(data['source'], form)}."


@dataclass(frozen=True)
class _Table:
    """A table of some papers in LaTeX. lines: of cells; shares: of the columns in a line's width,
    in thousandths."""

    rows: Sequence[RowData]
    lines: Sequence[Sequence[str]]
    shares: Sequence[int]
    is_small: bool


def _latex_tables(data: CompareData, comparison: Comparison) -> str:
    """As many tables as it takes to keep each on a page."""
    room, needs = data["room"], comparison.cite["needs"]
    used = ", ".join(f"\\usepackage{{{name}}}" for name in ("array", "booktabs", needs) if name)
    head = f"% In the preamble: {used}; with pdflatex also \\usepackage[T1]{{fontenc}}\n"
    parts = _parts(room, comparison)
    tables = [
        _latex_table(data, comparison, part, f" (part {number} of {len(parts)})", f"-{number}")
        if len(parts) > 1
        else _latex_table(data, comparison, part)
        for number, part in enumerate(parts, 1)
    ]
    pages = [tables[start : start + room["held"]] for start in range(0, len(tables), room["held"])]
    return head + "\n\\clearpage\n".join("\n".join(page) for page in pages)


def _parts(room: Mapping[str, int], comparison: Comparison) -> list[_Table]:
    """The tables, each of as many papers as there is room for."""
    papers = comparison.papers
    is_turned = len(_filled(comparison.rows, papers)) > room["columns"]
    most = room["turned_papers" if is_turned else "papers"]
    parts: list[_Table] = []
    start = 0
    while start < len(papers):
        left = len(papers) - start
        size = -(-left // -(-left // most))  # as many in each, so that none is left alone
        while True:
            part = _table(room, comparison, papers[start : start + size], is_turned)
            if size == 1 or _height(room, part) <= room["lines"]:
                break
            size -= 1
        parts.append(part)
        start += size
    return parts


def _table(
    room: Mapping[str, int], comparison: Comparison, papers: Sequence[PaperData], is_turned: bool
) -> _Table:
    """is_turned: a table has a column, not a line, a paper."""
    rows = _filled(comparison.rows, papers)
    names, *cells = _grid(rows, papers, _LATEX, "--")
    lines = [["Paper", *names]]
    for paper, line in zip(papers, cells, strict=True):
        authors = f"{paper['authors']}~" if comparison.cite["named"] else ""
        lines.append([authors + _cited(comparison.cite["text"], paper), *line])
    widths = [room["paper_width"], *(row["width"] for row in rows)]
    if is_turned:
        lines, widths = [list(line) for line in zip(*lines, strict=True)], [1] * (len(papers) + 1)
    shares = [1000 * width // sum(widths) for width in widths]
    return _Table(rows, lines, shares, is_turned or len(rows) >= room["small_from"])


def _height(room: Mapping[str, int], table: _Table) -> int:
    """About how many lines a table takes, the space between its cells among them."""
    characters = [share * room["characters"] // 1000 or 1 for share in table.shares]
    return sum(
        1 + max(-(-len(cell) // n) for cell, n in zip(line, characters, strict=True))
        for line in table.lines
    )


def _latex_table(
    data: CompareData, comparison: Comparison, table: _Table, part: str = "", label: str = ""
) -> str:
    head, *body = (f"{' & '.join(line)} \\\\" for line in table.lines)
    lines = [
        "\\begin{table*}[tp]",
        "\\centering",
        f"\\caption{{{_caption(data, comparison, table.rows, _LATEX, part)}}}",
        "\\addvspace{4pt}",
        f"\\label{{tab:w2sg{label}}}",
        "\\scriptsize" if table.is_small else "\\footnotesize",
        "\\setlength{\\tabcolsep}{3pt}",
        "\\begin{tabular}{@{}",
        *(
            ">{\\raggedright\\arraybackslash\\hspace{0pt}}"
            f"p{{\\dimexpr0.{share:03}\\linewidth-2\\tabcolsep\\relax}}"
            for share in table.shares
        ),
        "@{}}",
        "\\toprule",
        head,
        "\\midrule",
        "\n\\addlinespace\n".join(body),
        "\\bottomrule",
        "\\end{tabular}",
        "\\end{table*}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _sections(comparison: Comparison) -> Iterator[Section]:
    """The subjects on which there are findings; then the papers without any on them."""
    papers, subjects = comparison.papers, comparison.subjects
    for subject in subjects:
        told = [
            (paper, row["sentence"], row["place"], row["sides"].get(subject["id"]))
            for paper in papers
            for row in paper["findings"]
        ]
        sides = [
            (name, [(paper, sentence, place) for paper, sentence, place, on in told if on == side])
            for side, name in subject["sides"].items()
        ]
        if any(found for _, found in sides):
            yield subject["name"], sides
    ids = {subject["id"] for subject in subjects}
    others = [
        paper for paper in papers if not any(ids & row["sides"].keys() for row in paper["findings"])
    ]
    if others:
        yield "Background", [("", [(paper, paper["summary"], "") for paper in others])]


def _latex_paragraph(data: CompareData, comparison: Comparison) -> str:
    lines = [f"% A skeleton to rewrite. Sentences: {_form(data['source'], _LATEX)} (MIT licence)."]
    for title, sides in _sections(comparison):
        lines += ["", f"\\paragraph{{{_form(title, _LATEX)}}}"]
        for name, found in sides:
            side = _form(name, _LATEX)
            if side:
                lines += [f"\\emph{{{side}:}}" if found else f"% {side}: no finding recorded."]
            for paper, sentence, place in found:
                cited = _cited(comparison.cite["group"], paper, place=_form(place, _LATEX))
                lines += [f"{_form(sentence, _LATEX).removesuffix('.')} {cited}."]
    return "".join(f"{line}\n" for line in lines)


def _text_paragraph(data: CompareData, comparison: Comparison) -> str:
    lines = []
    for title, sides in _sections(comparison):
        lines += [_form(title, _TEXT), ""]
        for name, found in sides:
            if name:
                lines += [f"{_form(name, _TEXT)}:{'' if found else ' no finding recorded.'}"]
            for paper, sentence, place in found:
                where = f", {_form(place, _TEXT)}" if place else ""
                by = f"{_form(paper['cited'], _TEXT)} [{paper['key']}]{where}"
                lines += [f"- {by}: {_form(sentence, _TEXT)}"]
        lines += [""]
    lines += ["Papers:"]
    lines += [
        f"- [{paper['key']}] {_form(paper['cited'], _TEXT)}: {paper['title']}. "
        f"{_form(paper['cells']['venue'], _TEXT)}. {paper['url']}"
        for paper in comparison.papers
    ]
    lines += ["", f"Source: {_form(data['source'], _TEXT)}."]
    return "".join(f"{line}\n" for line in lines)


def _markdown_table(data: CompareData, comparison: Comparison) -> str:
    rows, papers = _filled(comparison.rows, comparison.papers), comparison.papers
    head, *body = _grid(rows, papers, _MARKDOWN, "–")
    table = [["Paper", *head], ["---"] * (len(rows) + 1)]
    table += [[_form(p["cited"], _MARKDOWN), *cells] for p, cells in zip(papers, body, strict=True)]
    lines = [f"| {' | '.join(cells)} |" for cells in table]
    return "\n".join([*lines, "", _caption(data, comparison, rows, _MARKDOWN), ""])


def _csv_table(_: CompareData, comparison: Comparison) -> str:
    """RFC 4180; without a caption, which no program expects there."""
    papers = comparison.papers
    head, *body = _grid(_filled(comparison.rows, papers), papers, _CSV, "")
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["key", "title", *head])
    for paper, cells in zip(papers, body, strict=True):
        write([paper["key"], paper["title"], *cells])
    return out.getvalue()
