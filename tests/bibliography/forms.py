"""Every record in the forms that programs and people write it in: right ones, and wrong ones.

A form turns a paper into the text of a file. Zotero, Better BibLaTeX, JabRef, Mendeley, DBLP,
Google Scholar, ACM and arXiv are meant where a form is named after them: it has their fields and
layout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from w2sg.library.model import CONTAINERS, Paper, Person
from w2sg.library.names import special_character

Form = Callable[[Paper], str]
Fields = dict[str, str]

LATER = "booktitle journal howpublished volume number pages series publisher doi".split()
ISO_4 = {
    "international": "Int.",
    "conference": "Conf.",
    "proceedings": "Proc.",
    "advances": "Adv.",
    "neural": "Neural",
    "information": "Inf.",
    "processing": "Process.",
    "systems": "Syst.",
    "machine": "Mach.",
    "learning": "Learn.",
    "representations": "Represent.",
    "computational": "Comput.",
    "computer": "Comput.",
    "linguistics": "Linguist.",
    "association": "Assoc.",
    "annual": "Annu.",
    "meeting": "Meet.",
    "empirical": "Empir.",
    "methods": "Methods",
    "natural": "Nat.",
    "language": "Lang.",
    "vision": "Vis.",
    "pattern": "Pattern",
    "recognition": "Recognit.",
    "artificial": "Artif.",
    "intelligence": "Intell.",
    "statistics": "Stat.",
    "transactions": "Trans.",
    "research": "Res.",
    "journal": "J.",
    "theory": "Theory",
    "robotics": "Robot.",
    "automation": "Autom.",
    "european": "Eur.",
    "american": "Am.",
    "symposium": "Symp.",
    "knowledge": "Knowl.",
    "discovery": "Discov.",
    "mining": "Min.",
    "endowment": "Endow.",
    "science": "Sci.",
    "nature": "Nature",
    "uncertainty": "Uncertain.",
    "joint": "Jt.",
    "networks": "Netw.",
    "acoustics": "Acoust.",
}


def fields_of(paper: Paper) -> Fields:
    return dict(paper.entry.fields)


def container_name(fields: Mapping[str, str]) -> str:
    return next(name for name in CONTAINERS if name in fields)


def written(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry in the usual layout."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}\n"


def changed(change: Callable[[Fields, Paper], object]) -> Form:
    """A form in the usual layout with fields changed in place; `@type` may be put among them."""

    def form(paper: Paper) -> str:
        fields = fields_of(paper)
        change(fields, paper)
        kind = fields.pop("@type", paper.entry.type)
        return written(kind, paper.key, fields)

    return form


def layout(write: Callable[[str, str, Fields], str]) -> Form:
    return lambda paper: write(paper.entry.type, paper.key, fields_of(paper))


def authors(write: Callable[[Person], str], joint: str = " and ") -> Form:
    def change(fields: Fields, paper: Paper) -> None:
        fields["author"] = joint.join(write(person) for person in paper.authors)

    return changed(change)


def title(write: Callable[[str], str]) -> Form:
    return changed(lambda fields, _: fields.update(title=write(fields["title"])))


def venue(write: Callable[[str, Paper], str]) -> Form:
    """Of published papers the container's name otherwise; others as they are."""

    def change(fields: Fields, paper: Paper) -> None:
        if paper.venue.kind in ("conference", "journal"):
            name = container_name(fields)
            fields[name] = write(fields[name], paper)

    return changed(change)


def value(name: str, write: Callable[[str], str]) -> Form:
    def change(fields: Fields, _: Paper) -> None:
        if name in fields:
            fields[name] = write(fields[name])

    return changed(change)


def preprint(kind: str, make: Callable[[str], Fields]) -> Form:
    """Of arXiv preprints their place otherwise; others as they are."""

    def change(fields: Fields, paper: Paper) -> None:
        if paper.venue.id == "arxiv":
            for name in ("howpublished", "eprint", "eprinttype", "url"):
                fields.pop(name, None)
            fields.update({"@type": kind} | make(paper.arxiv))

    return changed(change)


def full(person: Person) -> str:
    """`Hal Daumé III` in BibTeX's notation without commas; braces where a name is one."""
    if not person.given:
        return f"{{{person.surname}}}"
    family = f"{{{person.family}}}" if " " in person.family else person.family
    return " ".join(p for p in (person.given, person.particle, family, person.suffix) if p)


def reversed_name(person: Person, given: str) -> str:
    if not given:
        return f"{{{person.surname}}}"
    return ", ".join(p for p in (person.surname, person.suffix, given) if p)


def initials(person: Person) -> str:
    return " ".join(f"{part[0]}." for part in re.split(r"[ -]", person.given) if part)


def latex(text: str) -> str:
    return "".join(char if char.isascii() else special_character(char) for char in text)


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def abbreviated(name: str, _: Paper) -> str:
    """A container's name with words abbreviated and small words left out, as in ISO 4."""
    found = []
    for word in name.split():
        bare = word.strip("(),:")
        if bare.lower() not in ("of", "the", "on", "in", "for", "and"):
            found.append(word.replace(bare, ISO_4.get(bare.lower(), bare)))
    return " ".join(found)


def short(name: str, paper: Paper, pattern: str) -> str:
    """The short name in a pattern; of workshops and Findings, and of journals, as it is."""
    if paper.track or paper.venue.kind == "journal" or "Workshop" in name:
        return name
    year = str(paper.edition)
    return pattern.format(short=paper.venue.short, year=year, yy=year[2:], name=name)


def _subtitle(fields: Fields, _: Paper) -> None:
    main, colon, rest = fields["title"].partition(": ")
    if colon:
        fields["title"], fields["subtitle"] = main, rest


def _biblatex(fields: Fields, paper: Paper, day: str = "") -> None:
    fields["date"] = fields.pop("year") + day
    if "journal" in fields:
        fields["journaltitle"] = fields.pop("journal")
    if paper.entry.type == "misc":
        fields["@type"] = "online"
        fields.pop("howpublished")
    if "booktitle" in fields:
        fields["location"] = "Vienna, Austria"
    if "eprint" in fields:
        fields["eprintclass"] = "cs.LG"


def _eventtitle(fields: Fields, paper: Paper) -> None:
    _biblatex(fields, paper)
    if "booktitle" in fields:
        fields["eventtitle"] = fields.pop("booktitle")


def _crossref(paper: Paper, parent_first: bool, own_name: str) -> str:
    fields = fields_of(paper)
    if "booktitle" not in fields:
        return paper.entry.raw + "\n"
    parent = {own_name: fields.pop("booktitle"), "year": fields.pop("year")}
    for name in ("series", "volume", "publisher"):
        if name in fields:
            parent[name] = fields.pop(name)
    fields["crossref"] = f"{paper.key}-volume"
    entries = [
        written("inproceedings", paper.key, fields),
        written("proceedings", f"{paper.key}-volume", parent),
    ]
    return "\n".join(reversed(entries) if parent_first else entries)


def _xdata(paper: Paper) -> str:
    fields = fields_of(paper)
    name = container_name(fields)
    shared = {name: fields.pop(name), "year": fields.pop("year")}
    fields["xdata"] = f"{paper.key}-data"
    return written(paper.entry.type, paper.key, fields) + written(
        "xdata", f"{paper.key}-data", shared
    )


def _mendeley(fields: Fields, paper: Paper) -> None:
    fields["title"] = f"{{{fields['title']}}}"
    fields.update(
        {"mendeley-groups": "Thesis/Chapter 2", "annote": "read twice", "issn": "2640-3498"}
    )
    if "eprint" in fields:
        fields["archivePrefix"] = fields.pop("eprinttype").replace("arxiv", "arXiv")
        fields["arxivId"] = fields["eprint"]


def _dblp(fields: Fields, paper: Paper) -> None:
    fields.update(
        timestamp="Mon, 01 Jan 2024 00:00:00 +0100",
        biburl="https://dblp.org/rec/conf/icml/X24.bib",
        bibsource="dblp computer science bibliography, https://dblp.org",
    )
    fields["author"] = fields["author"].replace(" and ", " and\n               ")
    fields["title"] = re.sub(r"(?<![{])\b([A-Z][a-z]*[A-Z]\w*)\b(?![}])", r"{\1}", fields["title"])
    if paper.venue.id == "arxiv":
        del fields["howpublished"]
        fields |= {"@type": "article", "journal": "CoRR", "volume": f"abs/{paper.arxiv}"}


def _scholar(fields: Fields, paper: Paper) -> None:
    for name in ("doi", "url", "eprint", "eprinttype"):
        fields.pop(name, None)
    if "publisher" in fields:
        fields["organization"] = fields.pop("publisher")
    names = fields["author"].split(" and ")
    if len(names) > 10:
        fields["author"] = " and ".join([*names[:10], "others"])
    if paper.venue.id == "arxiv":
        del fields["howpublished"]
        fields |= {"@type": "article", "journal": f"arXiv preprint arXiv:{paper.arxiv}"}
    if paper.venue.kind == "conference" and not paper.track and "booktitle" in fields:
        fields["booktitle"] = re.sub(
            r"^(?:Proceedings of (?:the |The )?)?(?:The )?"
            r"(?:[A-Z0-9][\w-]*?(?:th|st|nd|rd|First|Second) )?",
            "",
            fields["booktitle"],
        )


def _zotero(fields: Fields, paper: Paper) -> None:
    fields.update(
        abstract="We study $n$ weak labels: 50\\% of them are noisy, see arXiv:1503.02531.",
        urldate="2024-02-01",
        language="en",
        keywords="Computer Science - Machine Learning",
        file=f"/home/me/Zotero/storage/ABCD1234/{paper.year}.pdf",
        note="Comment: 12 pages, 3 figures",
    )
    if paper.venue.id == "arxiv":
        fields |= {"publisher": "arXiv", "number": f"arXiv:{paper.arxiv}", "month": "dec"}
        del fields["howpublished"]


def _better_biblatex(fields: Fields, paper: Paper) -> None:
    _zotero(fields, paper)
    if paper.venue.id == "arxiv":
        fields["howpublished"] = ""
        fields |= {"pubstate": "prepublished", "doi": f"10.48550/arXiv.{paper.arxiv}"}
    _biblatex(fields, paper, "-07-08")
    fields["langid"] = "english"
    fields["shorttitle"] = fields["title"].split(":")[0]


def _jabref(paper: Paper) -> str:
    body = paper.entry.raw.rstrip()[:-1] + "  owner      = {me},\n  timestamp  = {2024-01-01},\n}"
    meta = (
        "@Comment{jabref-meta: databaseType:bibtex;}\n\n@comment{jabref-meta: grouping: 0 All;}\n"
    )
    return f"% Encoding: UTF-8\n\n{body}\n\n{meta}"


def _acm(fields: Fields, paper: Paper) -> None:
    if paper.venue.kind == "conference" and "series" not in fields:
        fields["series"] = f"{paper.venue.short} '{str(paper.edition)[2:]}"
    fields |= {"address": "New York, NY, USA", "numpages": "12", "location": "Vienna, Austria"}
    fields |= {"isbn": "9781450300000", "keywords": "weak labels, teachers"}


def _strings(paper: Paper) -> str:
    fields = fields_of(paper)
    name = container_name(fields)
    first, _, rest = fields.pop(name).partition(" ")
    lines = "".join(f"  {n} = {{{v}}},\n" for n, v in fields.items())
    joined = f'place # "{" " + rest if rest else ""}"'
    definition = f"@STRING(place = {{{first}}})\n@string{{place2 = {joined}}}\n"
    return f"{definition}@{paper.entry.type}{{{paper.key},\n{lines}  {name} = Place2\n}}\n"


def _drop(*names: str) -> Form:
    return changed(lambda fields, _: [fields.pop(name, None) for name in names])


def _in_text(write: Callable[[str], str]) -> Form:
    return lambda paper: write(paper.entry.raw + "\n")


def _only_url(fields: Fields, paper: Paper) -> None:
    for name in ("doi", "eprint", "eprinttype"):
        fields.pop(name, None)
    fields["title"] = fields["title"].lower()


def _arxiv_url(pattern: str) -> Form:
    def change(fields: Fields, paper: Paper) -> None:
        if paper.arxiv:
            fields["url"] = pattern.format(paper.arxiv)
            del fields["eprint"], fields["eprinttype"]

    return changed(change)


def _pages_short(pages: str) -> str:
    found = re.fullmatch(r"([0-9]+)--([0-9]+)", pages)
    if not found or len(found[1]) != len(found[2]) or len(found[1]) < 3:
        return pages
    common = next(
        i for i, pair in enumerate(zip(found[1], found[2], strict=True)) if len(set(pair)) > 1
    )
    return f"{found[1]}--{found[2][min(common, len(found[1]) - 2) :]}"


def _series_as_journal(fields: Fields, paper: Paper) -> None:
    if fields.get("publisher") == "PMLR":
        del fields["booktitle"]
        fields.pop("series", None)
        fields |= {"@type": "article", "journal": "Proceedings of Machine Learning Research"}


def _month(fields: Fields, _: Paper) -> None:
    fields["month"] = "jul"


def _quoted(kind: str, key: str, fields: Fields) -> str:
    body = ",\n".join(f'  {name} = "{v}"' for name, v in fields.items() if '"' not in v)
    return f"@{kind}{{{key},\n{body}\n}}\n"


def _commas_first(kind: str, key: str, fields: Fields) -> str:
    return f"@{kind}{{ {key}\n" + "".join(f"  , {n} = {{{v}}}\n" for n, v in fields.items()) + "}\n"


def _commented(kind: str, key: str, fields: Fields) -> str:
    lines = "".join(f"  {n} = {{{v}}}, % {n}, checked {{once\n" for n, v in fields.items())
    return f"@{kind}{{{key}, % the key\n{lines}  % note = {{old}},\n}}\n"


def _wrapped(kind: str, key: str, fields: Fields) -> str:
    wrapped = {name: v.replace(" ", "\n     ") for name, v in fields.items() if name != "url"}
    return written(kind, key, wrapped | {n: v for n, v in fields.items() if n == "url"})


def _unbraced(text: str) -> str:
    return re.sub(r"(?<!\\)[{}]", "", text) if "\\" not in text and "$" not in text else text


RIGHT: Mapping[str, Form] = {
    # layouts
    "as the library writes it": layout(lambda kind, key, fields: written(kind, key, fields)),
    "in quotes": layout(_quoted),
    "in parentheses": layout(
        lambda k, key, f: (
            f"@{k}({key},\n" + ",\n".join(f"{n}={{{v}}}" for n, v in f.items()) + ")\n"
        )
    ),
    "in capitals": layout(
        lambda k, key, f: (
            f"@{k.upper()} {{{key},\n"
            + "".join(f"  {n.upper()} = {{{v}}},\n" for n, v in f.items())
            + "}\n"
        )
    ),
    "on one line": layout(
        lambda k, key, f: f"@{k}{{{key}, " + ", ".join(f"{n}={{{v}}}" for n, v in f.items()) + "}\n"
    ),
    "in tabs": _in_text(lambda text: text.replace("  ", "\t")),
    "commas first": layout(_commas_first),
    "comments inside": layout(_commented),
    "wrapped lines": layout(_wrapped),
    "in double braces": layout(
        lambda k, key, f: written(
            k, key, {n: f"{{{v}}}" if n != "author" else v for n, v in f.items()}
        )
    ),
    "fields in another order": layout(
        lambda k, key, f: written(k, key, dict(reversed(list(f.items()))))
    ),
    "a key with signs": layout(lambda k, key, f: written(k, f"DBLP:conf/x/{key}+24_b", f)),
    "with Windows' line ends": _in_text(lambda text: text.replace("\n", "\r\n")),
    "with a byte order mark": _in_text(lambda text: "\ufeff" + text),
    "a bare year": layout(
        lambda k, key, f: written(k, key, f).replace(
            f"year = {{{f['year']}}}", f"year = {f['year']}"
        )
    ),
    "strings joined": _strings,
    "junk around it": _in_text(lambda text: f"My list, me@example.org:\n{text}the end\n"),
    "a preamble": _in_text(lambda text: '@preamble{ "\\newcommand{\\x}" # "{y}" }\n' + text),
    # names
    "given names first": authors(full),
    "initials first": authors(lambda p: full(Person(p.family, initials(p), p.particle, p.suffix))),
    "initials last": authors(lambda p: reversed_name(p, initials(p))),
    "initials without points": authors(
        lambda p: reversed_name(p, initials(p).replace(". ", "").rstrip("."))
    ),
    "one author and others": changed(
        lambda f, p: (
            len(p.authors) > 1 and f.update(author=f["author"].split(" and ")[0] + " and others")
        )
    ),
    "three authors and others": changed(
        lambda f, p: (
            len(p.authors) > 3
            and f.update(author=" and ".join([*f["author"].split(" and ")[:3], "others"]))
        )
    ),
    "et al.": changed(
        lambda f, p: (
            len(p.authors) > 1 and f.update(author=f["author"].split(" and ")[0] + " and et al.")
        )
    ),
    "accents as LaTeX": changed(lambda f, _: f.update(author=latex(f["author"]))),
    "accents left out": changed(lambda f, _: f.update(author=without_accents(f["author"]))),
    "names of biblatex": authors(
        lambda p: (
            f"family={p.family}, given={p.given}, given-i={initials(p)}"
            + (f", prefix={p.particle}, useprefix=true" if p.particle else "")
            if p.given
            else f"{{{p.surname}}}"
        )
    ),
    "family names in braces": authors(
        lambda p: f"{{{p.surname}}}, {p.given}" if p.given else f"{{{p.surname}}}"
    ),
    "one author a line": authors(lambda p: reversed_name(p, p.given), "\n            and "),
    "names with ties": authors(
        lambda p: full(p).replace(" ", "~") if "{" not in full(p) else full(p)
    ),
    "names in capitals": changed(
        lambda f, _: (
            f.update(author=" and ".join(n.upper() for n in f["author"].split(" and ")))
            if "\\" not in f["author"]
            else None
        )
    ),
    # titles
    "a title in braces": title(lambda text: f"{{{text}}}"),
    "a title in small letters": title(lambda t: t.lower() if "\\" not in t else t),
    "a title in capitals": title(lambda t: t.upper() if "\\" not in t else t),
    "a title without braces": title(_unbraced),
    "a title with a full stop": title(lambda text: f"{text}."),
    "a title with dashes": title(lambda text: text.replace("-", "\u2013")),
    "a title with hyphens of LaTeX": title(lambda t: t.replace("-", "{-}")),
    "a title without hyphens": title(lambda text: text.replace("-", " ")),
    "a title with joined words": title(lambda text: text.replace("-", "")),
    "a title with curly quotes": title(lambda text: text.replace("'", "\u2019")),
    "a title with quotes of LaTeX": title(lambda t: t.replace("'", "{\\textquoteright}")),
    "a title with each capital in braces": title(
        lambda t: re.sub(r"([A-Z])", r"{\1}", _unbraced(t)) if "\\" not in t else t
    ),
    "an emphasized title": title(lambda text: f"\\emph{{{text}}}"),
    "a title as HTML": title(lambda text: text.replace("\\&", "&amp;").replace(":", ":<i></i>")),
    "a title with ties": title(lambda t: t.replace(" ", "~", 1)),
    "an ampersand for and": title(lambda text: text.replace(" and ", " \\& ")),
    "title and subtitle": changed(_subtitle),
    # identifiers
    "no identifier": _drop("doi", "url", "eprint", "eprinttype"),
    "a DOI as address": value("doi", lambda doi: f"https://doi.org/{doi}"),
    "a DOI as old address": value("doi", lambda doi: f"http://dx.doi.org/{doi}"),
    "a DOI with its name": value("doi", lambda doi: f"doi: {doi.upper()}"),
    "a DOI in LaTeX": value("doi", lambda doi: doi.replace("_", "{\\_}")),
    "an eprint with its name": value("eprint", lambda number: f"arXiv:{number}"),
    "an eprint with its version": value("eprint", lambda number: f"{number}v3"),
    "an eprint with its class": value("eprint", lambda number: f"{number} [cs.LG]"),
    "eprint as BibTeX has it": changed(
        lambda f, p: (
            p.arxiv and f.update(archiveprefix="arXiv", primaryclass="cs.LG", eprinttype="arXiv")
        )
    ),
    "arXiv's own DOI": changed(
        lambda f, p: p.arxiv and not p.doi and f.update(doi=f"10.48550/arXiv.{p.arxiv}")
    ),
    "an address of arXiv": _arxiv_url("https://arxiv.org/abs/{}"),
    "an address of arXiv's PDF": _arxiv_url("http://arxiv.org/pdf/{}v2.pdf"),
    "an address of arXiv's HTML": _arxiv_url("https://www.arxiv.org/html/{}v1"),
    "an address of Hugging Face": _arxiv_url("https://huggingface.co/papers/{}"),
    "the record's address": changed(_only_url),
    "an address in a command": value("url", lambda url: f"\\url{{{url}}}"),
    "an address without s": value("url", lambda url: url.replace("https:", "http:")),
    "an address with escapes": value(
        "url", lambda url: url.replace("_", "\\_").replace("%", "\\%")
    ),
    "another paper in a note": changed(
        lambda f, _: f.update(note="See also arXiv:1503.02531 and doi:10.1038/nature24270")
    ),
    # pages, months
    "pages with a hyphen": value("pages", lambda pages: pages.replace("--", "-")),
    "pages with a dash": value("pages", lambda pages: pages.replace("--", "\u2013")),
    "pages with a command": value("pages", lambda p: p.replace("--", "\\textendash{}")),
    "pages with blanks": value("pages", lambda pages: pages.replace("--", " -- ")),
    "pages with pp.": value("pages", lambda pages: f"pp. {pages}"),
    "pages abbreviated": value("pages", _pages_short),
    "the first page": value("pages", lambda pages: pages.split("--")[0]),
    "the number of pages": changed(lambda f, _: f.update(pages="12 pages")),
    "no pages": _drop("pages", "volume", "number"),
    "a month": layout(
        lambda k, key, f: written(k, key, f)[:-2] + '  month = "7~" # jul,\n  day = 8,\n}\n'
    ),
    # venues
    "short venue and year": venue(lambda name, p: short(name, p, "{short} {year}")),
    "short venue alone": venue(lambda name, p: short(name, p, "{{{short}}}")),
    "short venue with an apostrophe": venue(lambda name, p: short(name, p, "{short} '{yy}")),
    "short venue joined with the year": venue(lambda name, p: short(name, p, "{short}{year}")),
    "short venue in parentheses": venue(lambda name, p: short(name, p, "{name} ({short})")),
    "short venue with the edition": venue(lambda name, p: short(name, p, "{name} ({short} '{yy})")),
    "the venue as DBLP has it": venue(
        lambda name, p: short(
            name, p, "{name}, {{{short}}} {year}, Vienna, Austria, July 21-27, {year}"
        )
    ),
    "the venue behind its short name": venue(lambda n, p: short(n, p, "{short} '{yy}: {name}")),
    "the venue with a place": venue(
        lambda name, p: f"{name}, Honolulu, Hawaii, USA" if p.venue.kind == "conference" else name
    ),
    "the venue with In": venue(lambda name, _: f"In {name}"),
    "the venue with the year first": venue(
        lambda name, p: short(re.sub(r"\b(19|20)\d\d ", "", name), p, "{year} {name}")
    ),
    "the venue's name alone": venue(
        lambda name, p: p.venue.name if not p.track and "Workshop" not in name else name
    ),
    "the venue abbreviated": venue(abbreviated),
    "the venue in small letters": venue(lambda name, _: name.lower()),
    "the venue in braces": venue(lambda name, _: f"{{{name}}}"),
    "the venue with its volume": venue(
        lambda name, p: f"{name} {p.volume}" if p.volume and p.venue.kind == "conference" else name
    ),
    "the venue's series": changed(_series_as_journal),
    # dialects and programs
    "biblatex": changed(_biblatex),
    "biblatex with days": changed(
        lambda f, p: _biblatex(f, p, "-07-21/" + p.entry.fields["year"] + "-07-27")
    ),
    "biblatex with events": changed(_eventtitle),
    "a crossref before its parent": lambda paper: _crossref(paper, False, "title"),
    "a crossref after its parent": lambda paper: _crossref(paper, True, "booktitle"),
    "xdata": _xdata,
    "Mendeley": changed(_mendeley),
    "DBLP": changed(_dblp),
    "Google Scholar": changed(_scholar),
    "Zotero": changed(_zotero),
    "Better BibLaTeX": changed(_better_biblatex),
    "JabRef": _jabref,
    "ACM": changed(_acm),
    # preprints
    "arXiv as journal": preprint("article", lambda n: {"journal": f"arXiv preprint arXiv:{n}"}),
    "arXiv as e-prints": preprint(
        "article", lambda n: {"journal": "arXiv e-prints", "pages": f"arXiv:{n}"}
    ),
    "arXiv in CoRR": preprint("article", lambda n: {"journal": "CoRR", "volume": f"abs/{n}"}),
    "arXiv in the repository": preprint(
        "article", lambda n: {"journal": "Computing Research Repository", "volume": f"arXiv:{n}"}
    ),
    "arXiv as an address": preprint(
        "misc", lambda n: {"howpublished": f"\\url{{https://arxiv.org/abs/{n}}}"}
    ),
    "arXiv in a note": preprint("misc", lambda n: {"note": f"arXiv:{n}"}),
    "arXiv unpublished": preprint("unpublished", lambda n: {"note": "Unpublished manuscript"}),
    "arXiv as a report": preprint(
        "techreport", lambda n: {"institution": "arXiv", "number": f"arXiv:{n}"}
    ),
    "arXiv of a company": preprint("misc", lambda n: {"howpublished": "Technical report, OpenAI"}),
    "arXiv under review": preprint("article", lambda n: {"journal": "Under review"}),
}


def published(paper: Paper) -> bool:
    return paper.venue.kind in ("conference", "journal")


def main_conference(paper: Paper) -> bool:
    return (
        paper.venue.kind == "conference" and not paper.track and "Workshop" not in paper.container
    )


def wrong(
    change: Callable[[Fields, Paper], object], applies: Callable[[Paper], object] = lambda _: True
) -> Form:
    """A form with a fault; empty for papers that cannot have it."""
    form = changed(change)
    return lambda paper: form(paper) if applies(paper) else ""


def in_container(new: str) -> Callable[[Fields, Paper], object]:
    return lambda fields, _: fields.update({container_name(fields): new})


def _as_preprint(kind: str, place: Fields) -> Callable[[Fields, Paper], object]:
    def change(fields: Fields, paper: Paper) -> None:
        for name in LATER:
            fields.pop(name, None)
        if not paper.arxiv:
            fields.pop("url", None)
        fields.update({"@type": kind, **place, "year": str(paper.year - 1)})

    return change


def _other_edition(fields: Fields, paper: Paper) -> None:
    name = container_name(fields)
    fields[name] = re.sub(
        r"\b[0-9]+(?:st|nd|rd|th)\b|\b(?:Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth)\b|\b20[0-9][0-9]\b",
        lambda found: "2003" if found[0].startswith("20") and len(found[0]) == 4 else "3rd",
        fields[name],
    )


def has_edition(paper: Paper) -> bool:
    before = fields_of(paper)
    after = dict(before)
    _other_edition(after, paper)
    return main_conference(paper) and before != after


def people(change: Callable[[list[str]], list[str]]) -> Callable[[Fields, Paper], object]:
    return lambda f, _: f.update(author=" and ".join(change(f["author"].split(" and "))))


def many(paper: Paper) -> bool:
    return len(paper.authors) > 3 and paper.authors[0].family != paper.authors[1].family


def word(change: Callable[[list[str]], list[str]]) -> Callable[[Fields, Paper], object]:
    return lambda f, _: f.update(title=" ".join(change(_unbraced(f["title"]).split(" "))))


def long_title(paper: Paper) -> bool:
    return len(paper.title.split()) > 6 and "\\" not in paper.entry.fields["title"]


def _wrong_parent(fields: Fields, paper: Paper) -> None:
    fields["year"] = str(paper.year + 2)


WRONG: Mapping[str, tuple[str, Form]] = {
    "the year before": ("year", wrong(lambda f, p: f.update(year=str(p.year - 1)))),
    "a year to come": ("year", wrong(lambda f, p: f.update(year="forthcoming"))),
    "another date": (
        "year",
        wrong(lambda f, p: (_biblatex(f, p), f.update(date=f"{p.year - 1}-12-14"))),
    ),
    "another year of the parent": (
        "year",
        lambda paper: (
            _crossref(paper, False, "title").replace(
                f"year = {{{paper.year}}}", f"year = {{{paper.year + 2}}}"
            )
            if "booktitle" in paper.entry.fields
            else ""
        ),
    ),
    "another conference": (
        "venue",
        wrong(in_container("Proceedings of the Symposium on Theory of Computing"), main_conference),
    ),
    "a conference whose name goes on": (
        "venue",
        wrong(
            lambda f, p: f.update({container_name(f): f"{p.venue.name} and Applications"}),
            lambda p: main_conference(p),
        ),
    ),
    "another journal": (
        "venue",
        wrong(
            in_container("Journal of Machine Learning Research"),
            lambda p: p.entry.type == "article",
        ),
    ),
    "a journal whose name goes on": (
        "venue",
        wrong(
            lambda f, p: f.update(journal=f"{f['journal']} Communications"),
            lambda p: p.venue.kind == "journal",
        ),
    ),
    "Findings of a conference": (
        "venue",
        wrong(
            in_container("Findings of the Association for Computational Linguistics: ACL 2023"),
            main_conference,
        ),
    ),
    "another edition": ("venue", wrong(_other_edition, has_edition)),
    "a preprint on arXiv": (
        "preprint",
        wrong(_as_preprint("article", {"journal": "arXiv preprint"}), published),
    ),
    "a preprint in CoRR": (
        "preprint",
        wrong(_as_preprint("article", {"journal": "CoRR"}), published),
    ),
    "a preprint in the repository": (
        "preprint",
        wrong(_as_preprint("article", {"journal": "Computing Research Repository"}), published),
    ),
    "a preprint of biblatex": (
        "preprint",
        wrong(_as_preprint("online", {"pubstate": "prepublished"}), published),
    ),
    "a manuscript": (
        "preprint",
        wrong(_as_preprint("unpublished", {"note": "Unpublished manuscript"}), published),
    ),
    "under review": (
        "preprint",
        wrong(_as_preprint("article", {"journal": "Under review at ICML"}), published),
    ),
    "submitted": (
        "preprint",
        wrong(
            lambda f, p: (
                _as_preprint("article", {})(f, p),
                f.update(journal=f"Submitted to {p.venue.short}"),
            ),
            published,
        ),
    ),
    "a report": (
        "preprint",
        wrong(_as_preprint("techreport", {"institution": "OpenAI"}), published),
    ),
    "a blog": (
        "preprint",
        wrong(_as_preprint("misc", {"howpublished": "\\url{https://example.org/blog}"}), published),
    ),
    "a workshop": (
        "preprint",
        wrong(in_container("ICLR 2019 Workshop on Deep Things"), main_conference),
    ),
    "a word of the title": (
        "title",
        wrong(word(lambda w: [*w[:2], "Purple", *w[3:]]), long_title),
    ),
    "a word of the title missing": (
        "title",
        wrong(
            word(lambda w: [*w[:3], *w[4:]]),
            lambda p: long_title(p) and len(p.title.split()[3]) > 3,
        ),
    ),
    "a letter of the title": (
        "title",
        wrong(word(lambda w: [*w[:-1], w[-1][:1] + "q" + w[-1][1:]])),
    ),
    "the first author missing": ("authors", wrong(people(lambda names: names[1:]), many)),
    "the last author missing": ("authors", wrong(people(lambda names: names[:-1]), many)),
    "an author too many": ("authors", wrong(people(lambda names: [*names, "Doe, Jane"]))),
    "authors exchanged": (
        "authors",
        wrong(people(lambda names: [names[1], names[0], *names[2:]]), many),
    ),
    "another initial": (
        "authors",
        wrong(
            people(lambda n: [n[0].partition(", ")[0] + ", Qqq", *n[1:]]),
            lambda p: p.authors[0].given and not p.authors[0].given.startswith("Q"),
        ),
    ),
    "a name misspelt": (
        "authors",
        wrong(
            people(lambda n: [re.sub(r"(?=[^ ,-]+(?:,|$))", "X", n[0], count=1), *n[1:]]),
            lambda p: len(p.authors) > 1,
        ),
    ),
    "another DOI": (
        "identifier",
        wrong(
            lambda f, _: f.update(doi="10.1234/none.567"),
            lambda p: p.doi and "arxiv" not in p.doi.lower(),
        ),
    ),
    "another eprint": (
        "identifier",
        wrong(lambda f, _: f.update(eprint="1299.99999"), lambda p: p.arxiv),
    ),
    "the eprint of another paper": (
        "identifier",
        wrong(
            lambda f, _: f.update(eprint="2312.09390", archiveprefix="arXiv"),
            lambda p: p.key != "burns2024weak",
        ),
    ),
    "the address of another paper": (
        "identifier",
        wrong(
            lambda f, _: f.update(url="https://arxiv.org/abs/2312.09390"),
            lambda p: p.key != "burns2024weak",
        ),
    ),
    "other pages": (
        "pages",
        wrong(lambda f, _: f.update(pages="1--999"), lambda p: re.search("[0-9]", p.pages)),
    ),
    "another volume": ("volume", wrong(lambda f, _: f.update(volume="999"), lambda p: p.volume)),
}
