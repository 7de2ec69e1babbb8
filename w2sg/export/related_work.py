"""What an author takes from a comparison: a table in LaTeX, Markdown or CSV, the skeleton of a
paragraph for, against and open, the entries, and the command that cites them.

`docs/assets/compare/kit.js` joins the same pieces in the browser; tests hold the bytes equal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from w2sg.export.bibtex import bibtex
from w2sg.export.compare_data import (
    Cell,
    CiteData,
    CompareData,
    FindingData,
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
_SIDES = {"for": "For", "against": "Against", "open": "Open"}
_PAPER_WIDTH = 11  # of the first column, in the unit of the rows' widths


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
    data = compare_data(library)
    if format == "bib":
        return bibtex(library.papers[paper["key"]] for paper in comparison.papers)
    if format == "cite":
        return f"{comparison.cite['group']}{{{','.join(_keys(comparison))}}}\n"
    make = {
        "latex": _latex_table,
        "paragraph": _latex_paragraph,
        "text": _text_paragraph,
        "markdown": _markdown_table,
        "csv": _csv_table,
    }[format]
    return make(data, comparison)


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


def _keys(comparison: Comparison) -> list[str]:
    return [paper["key"] for paper in comparison.papers]


def _filled(rows: Sequence[RowData], papers: Sequence[PaperData]) -> list[RowData]:
    """The rows in which any of the papers has something to show."""
    return [row for row in rows if any(row["id"] in paper["cells"] for paper in papers)]


def _caption(
    data: CompareData, comparison: Comparison, rows: Sequence[RowData], form: int, part: str = ""
) -> str:
    """What a table with `rows` is, and where it comes from. part: which of several it is."""
    captions = data["captions"]
    title = captions["title"]
    if comparison.of:
        name = _form(comparison.of["name"], form).removesuffix(".")
        title = f"{captions['lists'][comparison.of['kind']]} {_quoted(name, form)}"
    best = f" {captions['best']}" if any(row["id"] == "score" for row in rows) else ""
    return f"{title}{part}.{best} Source: {_form(data['source'], form)}."


def _quoted(name: str, form: int) -> str:
    return f"``{name}''" if form == _LATEX else f"“{name}”"


def _latex_table(data: CompareData, comparison: Comparison) -> str:
    """As many tables as it takes to keep each on a page."""
    parts = _parts(data, comparison)
    packages = ("array", "booktabs", *([comparison.cite["needs"]] * bool(comparison.cite["needs"])))
    used = ", ".join(f"\\usepackage{{{package}}}" for package in packages)
    head = f"% In the preamble: {used}; with pdflatex also \\usepackage[T1]{{fontenc}}\n"
    tables = [
        _latex_part(data, comparison, part, number, len(parts))
        for number, part in enumerate(parts, 1)
    ]
    held = data["room"]["held"]
    pages = [tables[start : start + held] for start in range(0, len(tables), held)]
    return head + "\n\\clearpage\n".join("\n".join(page) for page in pages)


def _parts(data: CompareData, comparison: Comparison) -> list[list[PaperData]]:
    """The papers of each table, as many as there is room for."""
    room = data["room"]
    rows = _filled(comparison.rows, comparison.papers)
    if _is_turned(data, comparison):
        papers = comparison.papers
        tables = -(-len(papers) // room["turned_papers"])
        size = -(-len(papers) // tables)  # as many in each, so that none is left alone
        return [list(papers[start : start + size]) for start in range(0, len(papers), size)]
    head = _lines(room, rows, [row["name"] for row in rows])
    parts: list[list[PaperData]] = []
    left = 0
    for paper in comparison.papers:
        lines = _lines(room, rows, [paper["cells"].get(row["id"], "") for row in rows])
        if not parts or left < lines or len(parts[-1]) == room["papers"]:
            parts.append([])
            left = room["lines"] - head
        parts[-1].append(paper)
        left -= lines
    return parts


def _is_turned(data: CompareData, comparison: Comparison) -> bool:
    """Whether a table has a column, not a line, a paper."""
    return len(_filled(comparison.rows, comparison.papers)) > data["room"]["columns"]


def _lines(room: Mapping[str, int], rows: Sequence[RowData], cells: Sequence[Cell]) -> int:
    """About how many lines a paper takes in a table, the space below it among them."""
    characters = [share * room["characters"] // 1000 or 1 for share in _shares(rows)[1:]]
    lengths = [len(_form(cell, _LATEX)) for cell in cells]
    taken = (-(-length // n) for length, n in zip(lengths, characters, strict=True))
    return max(taken, default=0) + 1


def _latex_part(
    data: CompareData, comparison: Comparison, papers: Sequence[PaperData], number: int, of: int
) -> str:
    rows = _filled(comparison.rows, papers)
    part, label = (f" (part {number} of {of})", f"-{number}") if of > 1 else ("", "")
    turned = _is_turned(data, comparison)
    small = turned or len(rows) >= data["room"]["small_from"]
    table = _latex_cells(comparison, papers, rows)
    if turned:
        table = [list(line) for line in zip(*table, strict=True)]
    head, *body = (f"{' & '.join(line)} \\\\" for line in table)
    lines = [
        "\\begin{table*}[tp]",
        "\\centering",
        f"\\caption{{{_caption(data, comparison, rows, _LATEX, part)}}}",
        f"\\label{{tab:w2sg{label}}}",
        "\\scriptsize" if small else "\\footnotesize",
        "\\setlength{\\tabcolsep}{3pt}",
        "\\begin{tabular}{@{}",
        *map(_latex_column, _turned_shares(data, len(papers)) if turned else _shares(rows)),
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


def _latex_cells(
    comparison: Comparison, papers: Sequence[PaperData], rows: Sequence[RowData]
) -> list[list[str]]:
    """A line of cells for the names of the rows, and one for each paper."""
    return [
        ["Paper", *(_form(row["name"], _LATEX) for row in rows)],
        *(
            [
                _cited(comparison.cite, paper, ""),
                *(_form(paper["cells"].get(row["id"], "--"), _LATEX) for row in rows),
            ]
            for paper in papers
        ),
    ]


def _shares(rows: Sequence[RowData]) -> list[int]:
    """The columns' shares of a line's width, the papers' first, in thousandths."""
    widths = [_PAPER_WIDTH, *(row["width"] for row in rows)]
    return [1000 * width // sum(widths) for width in widths]


def _turned_shares(data: CompareData, papers: int) -> list[int]:
    """As `_shares`, of a table with a column for each of so many papers."""
    first, each = data["room"]["turned_first"], data["room"]["turned_each"]
    total = first + papers * each
    return [1000 * first // total, *[1000 * each // total] * papers]


def _latex_column(share: int) -> str:
    return (
        ">{\\raggedright\\arraybackslash\\hspace{0pt}}"
        f"p{{\\dimexpr0.{share:03}\\linewidth-2\\tabcolsep\\relax}}"
    )


def _cited(cite: CiteData, paper: PaperData, place: str) -> str:
    """The paper as part of a sentence. place: where in it, in LaTeX; may be empty."""
    named = f"{paper['authors']}~" if cite["named"] else ""
    return f"{named}{cite['text']}{f'[{place}]' if place else ''}{{{paper['key']}}}"


def _latex_paragraph(data: CompareData, comparison: Comparison) -> str:
    lines = [
        f"% A skeleton to rewrite. Sentences: {_form(data['source'], _LATEX)} (MIT licence).",
    ]
    for subject, sides in _arguments(comparison):
        lines += ["", f"\\paragraph{{{_form(subject['name'], _LATEX)}}}"]
        for side, found in sides.items():
            lines += [f"\\emph{{{_SIDES[side]}:}}"] if found else []
            lines += [f"% {_SIDES[side]}: no finding recorded."] if not found else []
            lines += [
                f"{_cited(comparison.cite, paper, _form(row['place'], _LATEX))}: "
                f"{_stopped(_form(row['sentence'], _LATEX))}"
                for paper, row in found
            ]
    if others := _background(comparison):
        lines += ["", "\\paragraph{Background}"]
        lines += [
            f"{_cited(comparison.cite, paper, '')}: {_form(paper['summary'], _LATEX)}"
            for paper in others
        ]
    return "".join(f"{line}\n" for line in lines)


def _text_paragraph(data: CompareData, comparison: Comparison) -> str:
    lines = []
    for subject, sides in _arguments(comparison):
        lines += [_form(subject["name"], _TEXT), ""]
        for side, found in sides.items():
            lines += [f"{_SIDES[side]}:{'' if found else ' no finding recorded.'}"]
            lines += [
                f"- {_mentioned(paper, row)}: {_stopped(_form(row['sentence'], _TEXT))}"
                for paper, row in found
            ]
        lines.append("")
    if others := _background(comparison):
        lines += ["Background:"]
        lines += [f"- {_mentioned(paper)}: {_form(paper['summary'], _TEXT)}" for paper in others]
        lines.append("")
    lines += ["Papers:"]
    lines += [
        f"- [{paper['key']}] {_form(paper['cited'], _TEXT)}: {paper['title']}. "
        f"{_form(paper['cells']['venue'], _TEXT)}. {paper['url']}"
        for paper in comparison.papers
    ]
    lines += ["", f"Source: {_form(data['source'], _TEXT)}."]
    return "".join(f"{line}\n" for line in lines)


def _mentioned(paper: PaperData, finding: FindingData | None = None) -> str:
    """As a text names a paper, with the place of a finding."""
    place = _form(finding["place"], _TEXT) if finding else ""
    return f"{_form(paper['cited'], _TEXT)} [{paper['key']}]{f', {place}' if place else ''}"


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


Argued = list[tuple[PaperData, FindingData]]


def _arguments(comparison: Comparison) -> list[tuple[SubjectData, dict[str, Argued]]]:
    """The subjects on which there are findings, with these by side."""
    made = []
    for subject in comparison.subjects:
        sides: dict[str, Argued] = {side: [] for side in _SIDES}
        for paper in comparison.papers:
            for row in paper["findings"]:
                if side := row["sides"].get(subject["id"]):
                    sides[side].append((paper, row))
        if any(sides.values()):
            made.append((subject, sides))
    return made


def _background(comparison: Comparison) -> list[PaperData]:
    """The papers without a finding on any of the subjects."""
    ids = {subject["id"] for subject in comparison.subjects}
    return [
        paper
        for paper in comparison.papers
        if not any(ids & row["sides"].keys() for row in paper["findings"])
    ]


def _markdown_table(data: CompareData, comparison: Comparison) -> str:
    rows = _filled(comparison.rows, comparison.papers)
    table = [
        ["Paper", *(_form(row["name"], _MARKDOWN) for row in rows)],
        ["---"] * (len(rows) + 1),
        *(
            [
                _form(paper["cited"], _MARKDOWN),
                *(_form(paper["cells"].get(row["id"], "–"), _MARKDOWN) for row in rows),
            ]
            for paper in comparison.papers
        ),
    ]
    lines = [f"| {' | '.join(cells)} |" for cells in table]
    return "\n".join([*lines, "", _caption(data, comparison, rows, _MARKDOWN), ""])


def _csv_table(data: CompareData, comparison: Comparison) -> str:
    """RFC 4180; without a caption, which no program expects there."""
    rows = _filled(comparison.rows, comparison.papers)
    table = [
        ["key", "title", *(_form(row["name"], _CSV) for row in rows)],
        *(
            [
                paper["key"],
                paper["title"],
                *(_form(paper["cells"].get(row["id"], ""), _CSV) for row in rows),
            ]
            for paper in comparison.papers
        ),
    ]
    return "".join(f"{','.join(map(_csv_value, cells))}\r\n" for cells in table)


def _csv_value(value: str) -> str:
    """A value, quoted where RFC 4180 asks for it."""
    quoted = value.replace('"', '""')
    return f'"{quoted}"' if any(char in value for char in '",\r\n') else value
