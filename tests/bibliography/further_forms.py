"""Further right forms: what reference managers, publishers and services export, and what hands do.

A form is named after the program or site of which it has the fields and layout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from tests.bibliography.forms import (
    Fields,
    Form,
    authors,
    changed,
    container_name,
    fields_of,
    full,
    initials,
    latex,
    preprint,
    reversed_name,
    short,
    title,
    value,
    venue,
    written,
)
from w2sg.library.model import Paper, Person

Change = Callable[[Fields, Paper], object]


def both(published: Change, unpublished: Change) -> Form:
    """A form of a program that treats arXiv preprints in a way of their own."""
    return changed(lambda f, p: (unpublished if p.venue.id == "arxiv" else published)(f, p))


def place(kind: str, *gone: str, **new: str) -> Change:
    """Fields that say otherwise where a preprint is; `{}` in them is its number."""

    def change(fields: Fields, paper: Paper) -> None:
        for name in ("howpublished", *gone):
            fields.pop(name, None)
        fields.update({"@type": kind, **{n: v.format(paper.arxiv) for n, v in new.items()}})

    return change


def adding(**new: str) -> Change:
    return lambda fields, _: fields.update(new)


def names(fields: Fields, paper: Paper) -> None:
    fields["author"] = " and ".join(map(full, paper.authors))


def then(*changes: Change) -> Change:
    def change(fields: Fields, paper: Paper) -> None:
        for one in changes:
            one(fields, paper)

    return change


def upper(kind: str, key: str, fields: Fields) -> str:
    """In quotes, with names of types in capitals, in columns, as Paperpile has it."""
    lines = ",\n".join(f'  {n:<13} = "{v}"' for n, v in fields.items() if '"' not in v)
    return f"@{kind.upper()}{{{key},\n{lines}\n}}\n"


def as_laid_out(change: Change, write: Callable[[str, str, Fields], str]) -> Form:
    def form(paper: Paper) -> str:
        fields = fields_of(paper)
        change(fields, paper)
        return write(fields.pop("@type", paper.entry.type), paper.key, fields)

    return form


def doi_org(kind: str, key: str, fields: Fields) -> str:
    body = ", ".join(f"{n.upper() if n == 'doi' else n}={{{v}}}" for n, v in fields.items())
    return f" @{kind}{{{key}_2024, {body}, month=July }}\n"


def flush(kind: str, key: str, fields: Fields) -> str:
    return f"@{kind}{{\n{key},\n" + ",\n".join(f"{n}={{{v}}}" for n, v in fields.items()) + "\n}\n"


def jabref(kind: str, key: str, fields: Fields) -> str:
    lines = "".join(f"  {name:<12} = {{{v}}},\n" for name, v in sorted(fields.items()))
    return (
        f"% Encoding: UTF-8\n@{kind.capitalize()}{{{key},\n{lines}}}\n\n"
        "@Comment{jabref-meta: databaseType:biblatex;}\n\n@Comment{jabref-meta: grouping:\n"
        "0 AllEntriesGroup:;\n1 StaticGroup:Weak\\;0\\;1\\;\\;\\;\\;;\n}\n"
    )


def date(fields: Fields, _: Paper) -> None:
    fields["date"] = fields.pop("year")
    if "journal" in fields:
        fields["journaltitle"] = fields.pop("journal")


def dblp_crossref(paper: Paper) -> str:
    fields = fields_of(paper)
    if paper.venue.kind != "conference" or "booktitle" not in fields:
        return paper.entry.raw + "\n"
    parent = {
        "title": fields["booktitle"] + ", Vienna, Austria, July 21-27, " + str(paper.edition),
        "editor": "Jane Doe and\n               Richard Roe",
        "year": fields["year"],
    }
    fields["crossref"] = "DBLP:conf/x/" + paper.key
    fields["timestamp"] = "Mon, 01 Jan 2024 00:00:00 +0100"
    return written("inproceedings", paper.key, fields) + written(
        "proceedings", "DBLP:conf/x/" + paper.key, parent
    )


def strings(write: str) -> Form:
    """The venue's name by @string; `{}` in `write` is the abbreviation."""

    def form(paper: Paper) -> str:
        fields = fields_of(paper)
        if paper.venue.kind != "conference" or paper.track or "Workshop" in paper.container:
            return paper.entry.raw + "\n"
        del fields[container_name(fields)]
        abbreviation = f"venue-{paper.key}"
        lines = "".join(f"  {n} = {{{v}}},\n" for n, v in fields.items())
        return (
            f'@string{{{abbreviation} = "{paper.venue.name}"}}\n'
            f"@inproceedings{{{paper.key},\n{lines}"
            f"  booktitle = {write.format(abbreviation)}\n}}\n"
        )

    return form


def main(pattern: str) -> Form:
    """Of main tracks of conferences the venue in a pattern."""
    return venue(
        lambda name, p: short(
            name, p, pattern.replace("{full}", p.venue.name).replace("{vol}", p.volume or "")
        )
    )


VENUES: Mapping[str, tuple[str, ...]] = {
    "icml": (
        "Proc. of the {nth} Int. Conf. on Machine Learning",
        "{nth} International Conference on Machine Learning, {{ICML}} {year}",
        "Proc. Int. Conf. Machine Learning (ICML), vol. 235",
        "Proceedings of Machine Learning Research",
        "International Conference on Machine Learning, pages 10--20. PMLR, {year}",
    ),
    "neurips": (
        "Advances in Neural Information Processing Systems 37",
        "Advances in Neural Information Processing Systems (NeurIPS), vol. 37",
        "Adv. Neural Inform. Process. Syst.",
        "Thirty-seventh Conference on Neural Information Processing Systems",
        "{{NIPS}}",
        "Neural Information Processing Systems",
        "Annual Conference on Neural Information Processing Systems {year}, NeurIPS",
    ),
    "iclr": (
        "Int. Conf. Learn. Represent.",
        "ICLR (Poster)",
        "{nth} International Conference on Learning Representations, {{ICLR}}, May 7-11",
        "Proceedings of the International Conference on Learning Representations",
        "ICLR. OpenReview.net",
    ),
    "acl": ("Proc. of ACL", "Proc. Annu. Meet. Assoc. Comput. Linguist.", "ACL (1)"),
    "emnlp": ("Proc. of EMNLP", "Empirical Methods in Natural Language Processing (EMNLP)"),
    "naacl": ("Proc. of NAACL-HLT", "NAACL-HLT", "Proceedings of NAACL"),
    "cvpr": (
        "IEEE Conf. Comput. Vis. Pattern Recog.",
        "{{IEEE/CVF}} Conference on Computer Vision and Pattern Recognition, {{CVPR}} {year}",
        "Proc. IEEE/CVF Conf. Comput. Vis. Pattern Recognit. (CVPR)",
        "{year} IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        "Computer Vision and Pattern Recognition",
    ),
    "iccv": (
        "Int. Conf. Comput. Vis.",
        "{year} IEEE/CVF International Conference on Computer Vision (ICCV)",
    ),
    "eccv": (
        "Computer Vision -- ECCV {year}",
        "Computer Vision -- {{ECCV}} {year}: 18th European Conference, Proceedings, Part {{X}}",
        "Eur. Conf. Comput. Vis.",
    ),
    "corl": (
        "Conference on Robot Learning, CoRL {year}",
        "Conf. on Robot Learning (CoRL)",
        "Annual Conference on Robot Learning",
    ),
    "colm": ("Conf. on Language Modeling", "Conference on Language Modeling (COLM)", "COLM"),
    "aaai": (
        "AAAI",
        "Proceedings of the {{AAAI}} Conference on Artificial Intelligence",
        "Proc. AAAI Conf. Artif. Intell.",
        "Thirty-Eighth {{AAAI}} Conference on Artificial Intelligence",
    ),
    "tmlr": (
        "TMLR",
        "Trans. Mach. Learn. Res.",
        "Transactions on Machine Learning Research (TMLR)",
        "Transactions of Machine Learning Research",
    ),
    "aistats": (
        "Artificial Intelligence and Statistics",
        "Proc. AISTATS",
        "International Conference on Artificial Intelligence and Statistics, {{AISTATS}}",
    ),
    "nature": ("Nature", "{{Nature}} 588", "Nature (London)"),
    "science": ("Science", "Science (New York, N.Y.)", "Science 362 (6419)"),
    "jair": ("J. Artif. Intell. Res.", "Journal of Artificial Intelligence Research (JAIR)"),
    "mlj": ("Mach. Learn.", "Machine Learning"),
    "ieee-tit": (
        "IEEE Trans. Inf. Theory",
        "{{IEEE}} Trans. Inform. Theory",
        "IEEE Transactions on Information Theory, vol. 11",
    ),
    "pvldb": ("Proc. VLDB Endow.", "Proc. {{VLDB}} Endow.", "PVLDB"),
    "colt": ("Annual Conference on Learning Theory", "{{COLT}}", "Proc. Conf. Learn. Theory"),
    "rss": ("Robotics: Science and Systems", "Robotics: Science and Systems {{XIX}}", "RSS"),
    "kdd": ("KDD", "Proc. ACM SIGKDD Int. Conf. Knowl. Discov. Data Min."),
    "icra": (
        "Proc. IEEE Int. Conf. Robot. Autom.",
        "{year} International Conference on Robotics and Automation (ICRA)",
    ),
    "iros": (
        "IROS",
        "{year} IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)",
    ),
    "icassp": (
        "Proc. ICASSP",
        "{{ICASSP}} {year} - {year} {{IEEE}} International Conference on Acoustics, Speech "
        "and Signal Processing ({{ICASSP}})",
    ),
    "interspeech": ("Interspeech {year}", "Proc. Interspeech {year}", "Interspeech"),
    "ijcnn": ("Int. Joint Conf. Neural Networks", "Proc. IJCNN"),
    "acm-mm": (
        "ACM Multimedia",
        "ACM MM",
        "Proceedings of the 32nd ACM International Conference on Multimedia, MM {year}",
    ),
    "uai": ("UAI", "Uncertainty in Artificial Intelligence"),
    "wacv": ("WACV", "IEEE Winter Conf. Appl. Comput. Vis."),
    "coling": ("Proc. of COLING", "International Conference on Computational Linguistics"),
    "eacl": ("Proc. of EACL", "European Chapter of the Association for Computational Linguistics"),
}
NTH = re.compile(r"\b([0-9]+(?:st|nd|rd|th)|[A-Z]\w+-[A-Z]?\w+(?:st|nd|rd|th))\b")


def venue_in_print(number: int) -> Form:
    def write(name: str, paper: Paper) -> str:
        known = VENUES.get(paper.venue.id, ())
        if paper.track or "Workshop" in name or not known:
            return name
        nth = NTH.search(name)
        pattern = known[number % len(known)].replace("{nth} ", f"{nth[0]} " if nth else "")
        return pattern.format(year=paper.edition)

    return venue(write)


def in_words(write: Callable[[str], str]) -> Form:
    """Each long word of the title otherwise, commands aside."""
    return title(
        lambda t: (
            t if "\\" in t else re.sub(r"(?<![{\w])[A-Za-z]{7,}(?![}\w])", lambda m: write(m[0]), t)
        )
    )


def url(write: Callable[[str, Paper], str]) -> Form:
    return changed(lambda f, p: f.update(url=write(f["url"], p)))


def arxiv_url(pattern: str) -> Form:
    return changed(
        lambda f, p: (
            p.arxiv
            and (f.update(url=pattern.format(p.arxiv)), f.pop("eprint"), f.pop("eprinttype"))
        )
    )


def accents(write: Callable[[str, str], str]) -> Form:
    """Accents of names as a command and a letter."""

    def change(fields: Fields, _: Paper) -> None:
        text = latex(fields["author"])
        fields["author"] = re.sub(
            r"\{\\([\"'`^~=.])\{?([a-zA-Z])\}?\}", lambda m: write(m[1], m[2]), text
        )

    return changed(change)


def doi_address(pattern: str) -> Form:
    return value("doi", lambda doi: pattern.format(doi))


def doi_only_in_url(fields: Fields, _: Paper) -> None:
    if "doi" in fields:
        fields["url"] = "https://doi.org/" + fields.pop("doi").replace("/", "%2F", 1)


def middle(person: Person) -> str:
    return reversed_name(person, f"{person.given} Q." if person.given else "")


ARXIV = {"archivePrefix": "arXiv", "primaryClass": "cs.LG"}

FURTHER: Mapping[str, Form] = {
    # programs
    "Better BibTeX, all in LaTeX": both(
        then(
            adding(langid="english", file="C\\:\\\\me\\\\a.pdf", urldate="2024-02-01"),
            lambda f, p: f.update(author=latex(f["author"])),
        ),
        place(
            "misc",
            eprint="arXiv:{}",
            number="arXiv:{}",
            publisher="arXiv",
            doi="10.48550/arXiv.{}",
            month="dec",
            note="Comment: 23 pages",
        ),
    ),
    "Zotero, a report on arXiv": preprint(
        "misc",
        lambda n: {
            "url": f"http://arxiv.org/abs/{n}",
            "doi": f"10.48550/arXiv.{n}",
            "publisher": "arXiv",
            "note": f"arXiv:{n} [cs]",
            "urldate": "2024-02-01",
            "month": "dec",
        },
    ),
    "Zotero, an old preprint": preprint(
        "article",
        lambda n: {
            "journal": f"arXiv:{n} [cs, stat]",
            "url": f"http://arxiv.org/abs/{n}",
            "note": f"arXiv: {n}",
            "month": "dec",
        },
    ),
    "Zotero's conference paper": both(
        then(
            adding(
                language="en",
                copyright="CC BY",
                keywords="a, b",
                editor="Doe, Jane",
                series="{Proceedings of {Machine} {Learning} {Research}}",
            ),
            lambda f, p: f.pop("series") if f.get("publisher") != "PMLR" else None,
        ),
        adding(copyright="arXiv.org perpetual, non-exclusive license"),
    ),
    "Better BibLaTeX's preprint": preprint(
        "online",
        lambda n: {
            "eprint": n,
            "eprinttype": "arXiv",
            "eprintclass": "cs",
            "doi": f"10.48550/arXiv.{n}",
            "url": f"http://arxiv.org/abs/{n}",
            "urldate": "2024-02-01",
            "pubstate": "prepublished",
        },
    ),
    "JabRef, biblatex": as_laid_out(
        then(
            date,
            adding(
                groups="Weak\\;Strong",
                file=":papers/a.pdf:PDF",
                keywords="a, b",
                priority="prio1",
                creationdate="2024-01-01T12:00:00",
                **{"comment-me": "read it"},
            ),
        ),
        jabref,
    ),
    "Mendeley Desktop": both(
        adding(
            file=":C$\\backslash$:/a.pdf:pdf",
            abstract="50{\\%} of {\\'{e}}",
            keywords="a",
            issn="2640-3498",
        ),
        then(
            place("article", "url", "eprinttype", archivePrefix="arXiv", arxivId="{}"),
            adding(file=":a.pdf:pdf"),
        ),
    ),
    "Mendeley Reference Manager": both(
        then(names, adding(abstract="A, b", month="7")),
        then(
            names,
            place("article", "eprint", "eprinttype", month="12", url="http://arxiv.org/abs/{}"),
        ),
    ),
    "EndNote": both(
        adding(type="Conference Proceedings"),
        place(
            "article",
            "eprint",
            "eprinttype",
            journal="arXiv preprint arXiv:{}",
            type="Journal Article",
        ),
    ),
    "Paperpile": as_laid_out(
        lambda f, p: (
            p.venue.id == "arxiv"
            and place("article", "eprinttype", "url", journal="arXiv [cs.CL]", **ARXIV)(f, p)
        ),
        upper,
    ),
    "ReadCube Papers": both(
        adding(rating="0", keywords="", **{"local-url": "file://localhost/a.pdf"}),
        place("article", "url", journal="arXiv", doi="10.48550/arxiv.{}", rating="0"),
    ),
    "Semantic Scholar": both(
        then(
            names,
            lambda f, p: f.update(
                {
                    container_name(f): short(f[container_name(f)], p, p.venue.name)
                    if p.venue.kind == "conference"
                    else f[container_name(f)],
                    "url": "https://api.semanticscholar.org/CorpusID:266312608",
                }
            ),
        ),
        then(
            names,
            place(
                "article",
                "eprint",
                "eprinttype",
                journal="ArXiv",
                volume="abs/{}",
                url="https://api.semanticscholar.org/CorpusID:266312608",
            ),
        ),
    ),
    "DBLP, condensed": both(
        lambda f, p: f.update({container_name(f): short(f[container_name(f)], p, "{{{short}}}")}),
        place("article", "url", "eprint", "eprinttype", journal="CoRR", volume="abs/{}"),
    ),
    "DBLP, crossref": dblp_crossref,
    "ACL Anthology": as_laid_out(
        adding(
            editor="Doe, Jane  and\n      Roe, Richard",
            month="July",
            address="Bangkok, Thailand",
            abstract="We study.",
        ),
        upper,
    ),
    "OpenReview": as_laid_out(
        lambda f, p: (
            names(f, p),
            p.entry.type == "article" and f.update(issn="2835-8856", note="Featured Certification"),
        ),
        flush,
    ),
    "PMLR": changed(
        adding(
            editor="Doe, Jane",
            month="21--27 Jul",
            pdf="https://raw.githubusercontent.com/mlresearch/v235/main/assets/a/a.pdf",
            abstract="We study 50\\% of $n$ labels.",
        )
    ),
    "NeurIPS": changed(
        lambda f, p: f.update(
            editor="A. Globerson and L. Mackey",
            **(
                {
                    "url": "https://proceedings.neurips.cc/paper_files/paper/2024/file/"
                    + "0" * 32
                    + "-Paper-Conference.pdf"
                }
                if p.venue.id == "neurips"
                else {}
            ),
        )
    ),
    "CVF": changed(
        lambda f, p: (
            p.venue.id in ("cvpr", "iccv", "wacv")
            and (
                f.update(booktitle=f"{f['booktitle']} ({p.venue.short})", month="June"),
                f.pop("url"),
                f.pop("doi", None),
            )
        )
    ),
    "IEEE Xplore": changed(
        lambda f, p: (
            p.venue.kind == "conference"
            and not p.track
            and "Workshop" not in p.container
            and f.update({container_name(f): f"{p.edition} {p.venue.name} ({p.venue.short})"}),
            f.setdefault("volume", ""),
            f.setdefault("number", ""),
            f.update(
                keywords="Training;Noise measurement",
                author=" and ".join(reversed_name(a, initials(a)) for a in p.authors),
            ),
        )
    ),
    "Springer": changed(
        lambda f, p: (
            f.update(editor="Doe, Jane", isbn="978-3-031-72643-9", address="Cham"),
            p.venue.id == "eccv"
            and f.update(
                booktitle=f"Computer Vision -- ECCV {p.edition}",
                publisher="Springer Nature Switzerland",
            ),
        )
    ),
    "ACM of PMLR": changed(
        lambda f, p: (
            f.get("publisher") == "PMLR"
            and (
                f.pop("volume"),
                f.pop("pages", None),
                f.update(
                    publisher="JMLR.org",
                    articleno="1234",
                    numpages="12",
                    series=f"{p.venue.short}'{str(p.edition)[2:]}",
                    location="Vienna, Austria",
                ),
            )
        )
    ),
    "MIT Press": changed(
        adding(issn="0899-7667", month="08", eprint2="https://direct.mit.edu/a.pdf")
    ),
    "arXiv's own export": preprint(
        "misc",
        lambda n: {
            "eprint": n,
            "archivePrefix": "arXiv",
            "primaryClass": "cs.LG",
            "url": f"https://arxiv.org/abs/{n}",
        },
    ),
    "INSPIRE": preprint(
        "article",
        lambda n: {
            "eprint": n,
            "archivePrefix": "arXiv",
            "primaryClass": "cs.LG",
            "month": "12",
            "reportNumber": "X-2023-1",
        },
    ),
    "ADS": both(
        adding(
            adsurl="https://ui.adsabs.harvard.edu/abs/x",
            adsnote="Provided by the SAO/NASA Astrophysics Data System",
        ),
        place(
            "article",
            "url",
            "eprinttype",
            journal="arXiv e-prints",
            eid="arXiv:{}",
            pages="arXiv:{}",
            doi="10.48550/arXiv.{}",
            adsnote="Provided by the SAO/NASA Astrophysics Data System",
            **ARXIV,
        ),
    ),
    "ADS's names": authors(
        lambda a: (
            reversed_name(Person(f"{{{a.family}}}", a.given, a.particle, a.suffix), a.given)
            if a.given and not a.particle
            else reversed_name(a, a.given)
        )
    ),
    "doi.org": as_laid_out(
        lambda f, p: (
            p.venue.id == "arxiv"
            and place(
                "misc",
                "eprint",
                "eprinttype",
                doi="10.48550/ARXIV.{}",
                publisher="arXiv",
                copyright="arXiv.org perpetual, non-exclusive license",
            )(f, p),
            "pages" in f and f.update(pages=f["pages"].replace("--", "\u2013")),
        ),
        doi_org,
    ),
    "Citation Machine": preprint(
        "misc",
        lambda n: {
            "publisher": "arXiv.org",
            "url": f"https://arxiv.org/abs/{n}",
            "howpublished": "Online",
        },
    ),
    # venues
    **{f"the venue in print, {i + 1}": venue_in_print(i) for i in range(7)},
    "Proc. of the short venue": main("Proc. of {short}"),
    "Proceedings of the short venue": main("Proceedings of {short} {year}"),
    "In and the short venue": main("In: {short} ({year})"),
    "a short venue with a comma": main("{short}, {year}"),
    "the venue with its pages": main("{name}, pp. 1--12"),
    "the venue with its publisher": main("{name}. PMLR"),
    "the venue with its publisher behind a comma": main("{full}, PMLR"),
    "the venue with its year in parentheses": main("{full} ({year})"),
    "the venue held somewhere": main("{full}, held in Vienna, Austria"),
    "the venue with its series": main(
        "{name}, volume 235 of Proceedings of Machine Learning Research"
    ),
    "the venue as series only": main("{short} '{yy}"),
    "the venue with ties": venue(lambda n, _: n.replace(" of ", " of~")),
    "the venue in capitals": venue(lambda n, _: n.upper()),
    "the venue on two lines": venue(lambda n, _: n.replace(" ", "\n    ", 1)),
    "a main conference track": main("{name}, Main Conference Track"),
    "venue by string": strings("{}"),
    "venue by string and text": strings('"Proc. of " # {}'),
    # titles
    "a title with soft hyphens": in_words(lambda w: w[:3] + "\u00ad" + w[3:]),
    "a title with hyphens where LaTeX may break": in_words(lambda w: w[:3] + "\\-" + w[3:]),
    "a title with spaces without width": title(lambda t: t.replace(" ", "\u200b ", 1)),
    "a title with wide spaces": title(
        lambda t: t.replace(" ", "\u00a0", 1).replace(" ", "\u2009", 1)
    ),
    "a title with hyphens that do not break": title(lambda t: t.replace("-", "\u2011")),
    "a title with minus signs": title(lambda t: t.replace("-", "\u2212")),
    "a title with minus in a formula": title(lambda t: t.replace("-", "$-$")),
    "a title with two hyphens": title(lambda t: t.replace("-", "--")),
    "a title with a dash for the colon": title(lambda t: t.replace(": ", " \u2014 ", 1)),
    "a title with a dash of LaTeX for the colon": title(lambda t: t.replace(": ", " -- ", 1)),
    "a title with a full stop for the colon": title(lambda t: t.replace(": ", ". ", 1)),
    "a title in italics": title(lambda t: f"\\textit{{{t}}}"),
    "a title in old italics": title(lambda t: f"{{\\em {t}}}"),
    "a title with a small capitals": in_words(lambda w: f"\\textsc{{{w}}}"),
    "a title with spaced braces": title(lambda t: f"{{ {t} }}"),
    "a title in decomposed letters": title(lambda t: unicodedata.normalize("NFD", t)),
    "a title of ligatures": title(lambda t: t.replace("fi", "\ufb01") if "\\" not in t else t),
    "a title with HTML italics": title(lambda t: f"<i>{t}</i>" if "\\" not in t else t),
    "a title with encoded quotes": title(lambda t: t.replace("'", "&#39;") if "\\" not in t else t),
    "a title with quotes of hands": title(lambda t: t.replace("'", "`")),
    "a subtitle twice": changed(lambda f, _: f.update(shorttitle=f["title"].split(": ")[0])),
    # names
    "names in decomposed letters": changed(
        lambda f, _: f.update(author=unicodedata.normalize("NFD", f["author"]))
    ),
    "accents before letters": accents(lambda sign, letter: f"\\{sign}{letter}"),
    "accents before letters in braces": accents(lambda sign, letter: f"\\{sign}{{{letter}}}"),
    "accents with dotless letters": accents(
        lambda sign, letter: (
            f"{{\\{sign}{{\\{letter}}}}}" if letter == "i" else f"{{\\{sign}{letter}}}"
        )
    ),
    "a middle initial": authors(middle),
    "initials joined": authors(lambda a: reversed_name(a, initials(a).replace(" ", ""))),
    "initials with hyphens": authors(
        lambda a: reversed_name(a, "-".join(f"{x[0]}." for x in re.split(r"[ -]", a.given) if x))
    ),
    "names without a blank": authors(lambda a: reversed_name(a, a.given).replace(", ", ",")),
    "names with double blanks": authors(lambda a: full(a).replace(" ", "  "), "  and  "),
    "names and AND": authors(lambda a: reversed_name(a, a.given), " AND "),
    "names ending in and": changed(
        lambda f, p: (
            len(p.authors) > 2
            and f.update(author=" and ".join(f["author"].split(" and ")[:2]) + " and {others}")
        )
    ),
    "names with et al. in braces": changed(
        lambda f, p: (
            len(p.authors) > 2
            and f.update(author=" and ".join(f["author"].split(" and ")[:2]) + " and {et al.}")
        )
    ),
    "names with a tilde": authors(lambda a: reversed_name(a, a.given.replace(" ", "~"))),
    "names with hair spaces": authors(lambda a: reversed_name(a, a.given.replace(" ", "\u00a0"))),
    "particles in capitals": authors(
        lambda a: reversed_name(
            Person(a.family, a.given, a.particle[:1].upper() + a.particle[1:], a.suffix), a.given
        )
    ),
    "given names in braces": authors(
        lambda a: reversed_name(a, f"{{{a.given}}}") if a.given else f"{{{a.surname}}}"
    ),
    # identifiers
    "a DOI at www": doi_address("https://www.doi.org/{}"),
    "a DOI without a scheme": doi_address("doi.org/{}"),
    "a DOI in capitals": value("doi", str.upper),
    "a DOI and a full stop": doi_address("{}."),
    "a DOI with a blank": doi_address(" {} "),
    "a DOI in a command": doi_address("\\url{{https://doi.org/{}}}"),
    "a DOI as a link": changed(
        lambda f, _: (
            "doi" in f and f.update(doi=f"\\href{{https://doi.org/{f['doi']}}}{{{f['doi']}}}")
        )
    ),
    "a DOI encoded": value("doi", lambda d: "https://doi.org/" + d.replace("/", "%2F", 1)),
    "a DOI as an address only": changed(doi_only_in_url),
    "a DOI at a library's proxy": doi_address("https://doi-org.proxy.example.edu/{}"),
    "the address of the PDF": url(lambda u, p: u.replace("/forum?", "/pdf?")),
    "the address of the attachment": url(
        lambda u, p: u.replace("/forum?id=", "/attachment?name=pdf&id=")
    ),
    "the address with its referrer": url(
        lambda u, p: u + "&referrer=%5Bthe%20profile%5D(%2Fprofile)" if "openreview" in u else u
    ),
    "the address with a note": url(
        lambda u, p: u.replace("forum?id=", "forum?noteId=abcdefghij&id=")
    ),
    "the address in ACL's PDF": url(
        lambda u, p: re.sub(r"(aclanthology\.org/[^/]+)/$", r"\1.pdf", u)
    ),
    "the address in the old anthology": url(
        lambda u, p: u.replace("https://aclanthology.org/", "https://www.aclweb.org/anthology/")
    ),
    "the address of PMLR over http": url(
        lambda u, p: u.replace("https://proceedings.mlr", "http://proceedings.mlr")
    ),
    "the address of PMLR's PDF": url(
        lambda u, p: re.sub(r"(proceedings\.mlr\.press/v\d+/)([^/]+)\.html", r"\1\2/\2.pdf", u)
    ),
    "the address of CVF's PDF": url(
        lambda u, p: (
            u.replace("/html/", "/papers/").replace(".html", ".pdf") if "thecvf" in u else u
        )
    ),
    "the address with a part": url(lambda u, p: u + "#abstract"),
    "the address with a source": url(
        lambda u, p: u + ("&" if "?" in u else "?") + "utm_source=chatgpt.com"
    ),
    "the address in pointed brackets": url(lambda u, p: f"<{u}>"),
    "an address and a day": url(lambda u, p: f"{u} (accessed 2024-02-01)"),
    "arXiv's address, a version": arxiv_url("https://arxiv.org/abs/{}v3"),
    "arXiv's address without a scheme": arxiv_url("arxiv.org/abs/{}"),
    "arXiv's address for export": arxiv_url("https://export.arxiv.org/abs/{}"),
    "arXiv's address as HTML5": arxiv_url("https://ar5iv.labs.arxiv.org/html/{}"),
    "arXiv's address with its context": arxiv_url("http://arxiv.org/abs/{}?context=cs.LG"),
    "arXiv's address of a page": arxiv_url("https://arxiv.org/pdf/{}#page=3"),
    "arXiv's DOI as an address": arxiv_url("https://doi.org/10.48550/arXiv.{}"),
    "arXiv's old DOI as an address": arxiv_url("http://dx.doi.org/10.48550/ARXIV.{}"),
    "an address of alphaXiv": arxiv_url("https://www.alphaxiv.org/abs/{}v1"),
    "an address of Semantic Scholar": arxiv_url("https://www.semanticscholar.org/arxiv/{}"),
    "an eprint as an address": value("eprint", lambda n: f"https://arxiv.org/abs/{n}"),
    "an eprint as a path": value("eprint", lambda n: f"abs/{n}"),
    "an eprint in capitals": value("eprint", lambda n: f"ARXIV:{n}v1"),
    "an eprint with a blank": value("eprint", lambda n: f"arXiv: {n}"),
    "an eprint with its class in capitals": changed(
        lambda f, _: "eprint" in f and f.update(eprinttype="ArXiv", eprintclass="cs.LG")
    ),
    # pages, years, months
    "pages with a full stop": value("pages", lambda p: f"{p}."),
    "pages with p.": value("pages", lambda p: f"p.~{p}"),
    "pages with three hyphens": value("pages", lambda p: p.replace("--", "---")),
    "pages with thousands": value("pages", lambda p: re.sub(r"([0-9]+)([0-9]{3})", r"\1,\2", p)),
    "pages with a dash and blanks": value("pages", lambda p: p.replace("--", " \u2013 ")),
    "pages with to": value("pages", lambda p: p.replace("--", " to ")),
    "pages with a plus": value("pages", lambda p: p.split("--")[0] + "+"),
    "pages with ff": value("pages", lambda p: p.split("--")[0] + "ff."),
    "a year in double braces": value("year", lambda y: f"{{{y}}}"),
    "a year with a blank": value("year", lambda y: f" {y} "),
    "a date with months": changed(lambda f, _: f.update(date=f.pop("year") + "-07")),
    "a date with an hour": changed(lambda f, _: f.update(date=f.pop("year") + "-07-21T12:00:00Z")),
    "a date roughly": changed(lambda f, _: f.update(date=f.pop("year") + "~")),
    "an event's date": changed(
        lambda f, p: f.update(eventdate=f"{p.year}-07-21/{p.year}-07-27", venue="Vienna")
    ),
    "year and date": changed(lambda f, _: f.update(date=f["year"] + "-12-31")),
    "a month as a number": changed(adding(month="{07}")),
    "a month in words": changed(adding(month="July 21--27")),
    # preprints
    **{
        f"arXiv, {name}": preprint(
            kind, lambda n, new=new: {k: v.format(n) for k, v in new.items()}
        )
        for name, kind, new in (
            ("alone", "article", {"journal": "arXiv"}),
            ("in brackets", "article", {"journal": "arXiv:{} [cs.CL]"}),
            ("as ArXiv", "article", {"journal": "ArXiv", "volume": "abs/{}"}),
            ("with a class", "article", {"journal": "arXiv preprint arXiv:{} [cs.LG]"}),
            ("with a version", "article", {"journal": "arXiv preprint arXiv:{}v2"}),
            ("as cs.LG", "article", {"journal": "arXiv: Learning"}),
            ("as Preprint", "misc", {"howpublished": "Preprint, arXiv:{}"}),
            ("as a preprint", "misc", {"note": "Preprint"}),
            ("as nothing", "misc", {}),
            ("as an article of nothing", "article", {"eprint": "{}"}),
            (
                "at a site",
                "misc",
                {
                    "howpublished": "\\url{{http://arxiv.org/abs/{}}}",
                    "note": "Accessed: 2024-02-01",
                },
            ),
            (
                "at Cornell",
                "article",
                {"journal": "Cornell University - arXiv", "doi": "10.48550/arxiv.{}"},
            ),
            ("as a publisher", "misc", {"publisher": "arXiv", "doi": "10.48550/arXiv.{}"}),
            ("as a series", "misc", {"series": "arXiv", "number": "{}"}),
            (
                "of an institution",
                "techreport",
                {"institution": "Stanford University", "number": "arXiv:{}"},
            ),
            ("in a book", "inproceedings", {"booktitle": "arXiv preprint arXiv:{}"}),
            ("as an organization", "misc", {"organization": "arXiv"}),
            (
                "as a paper of CoRR",
                "article",
                {
                    "journal": "CoRR",
                    "volume": "abs/{}",
                    "eprinttype": "arXiv",
                    "eprint": "{}",
                    "biburl": "https://dblp.org/rec/journals/corr/abs-2312-09390.bib",
                },
            ),
            ("as a submission", "misc", {"note": "Under submission. arXiv:{}"}),
            (
                "in biblatex",
                "report",
                {"type": "preprint", "institution": "arXiv", "number": "arXiv:{}"},
            ),
            (
                "in biblatex, online",
                "online",
                {"eprint": "{}", "eprinttype": "arxiv", "pubstate": "prepublished"},
            ),
            ("in biblatex, as unpublished", "unpublished", {"eprint": "{}", "eprinttype": "arxiv"}),
        )
    },
}
