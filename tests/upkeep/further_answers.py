"""More answers in the services' real forms (see `answers.py`): what was said of each before it was
tried. Kinds: work that is no article or not accepted, two versions of one work, names and pages in
odd forms, containers of two names, what authors and shops of metadata paste."""

# ruff: noqa: E501 the services write long lines
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.upkeep.answers import (
    ACCEPTED,
    AX,
    BOTH,
    CVPR,
    DOI,
    ICLR,
    ICML_DBLP,
    ICML_NAME,
    NAMES,
    OR,
    OURS,
    PMLR,
    PMLR_PAGE,
    TITLE,
    Case,
    arxiv,
    conference,
    openreview_case,
)
from tests.upkeep.forms import acl_bib, crossref, cvf, dblp_bib, hit, hits, note1, note2, pmlr
from w2sg.upkeep.services import LookupFailed


def work(*wanted: str, **fields: Any) -> Case:
    """What Crossref says, and what is wanted of it."""
    return DOI, {"crossref": crossref(**fields)}, wanted


def chapter(*names: str) -> Mapping[str, Any]:
    return {"type": "book-chapter", "container-title": list(names)}


def commented(comment: str) -> Mapping[str, str | Exception]:
    return arxiv(extra=f"<arxiv:comment>{comment}</arxiv:comment>")


def one(name: str, *wanted: str) -> Case:
    """A single author as arXiv writes it."""
    return AX, arxiv(name), wanted


def by(*wanted: str, **author: str) -> Case:
    """A single author as Crossref has it."""
    return work(*wanted, author=[{"sequence": "first", "affiliation": [], **author}])


def records(*found: Mapping[str, Any], **more: str | Exception) -> Mapping[str, str | Exception]:
    return arxiv(**{"search/publ": hits(*found), **more})


ICLR_HIT = hit(TITLE, "conf/iclr/DoeR24", "ICLR", NAMES)
ICLR_BIB = {"rec/conf/iclr/DoeR24.bib": conference("conf/iclr/DoeR24", ICLR)}
WORKSHOP = "5th International Conference on Learning Representations, {ICLR} 2017, Toulon, France, April 24-26, 2017, Workshop Track Proceedings"
JAIR_BIB = dblp_bib(
    "article",
    "journals/jair/DoeR24",
    author=BOTH,
    title=TITLE,
    journal="J. Artif. Intell. Res.",
    volume="80",
    pages="1:1--1:40",
    year="2025",
)
ACLS = "https://aclanthology.org/2024.findings-emnlp.1/"

FURTHER: dict[str, Case] = {
    # arXiv: withdrawn, or only taken from a venue
    "withdrawn for an error": (
        AX,
        commented("This paper has been withdrawn by the author due to a crucial error in Eq. 3"),
        ("withdrawn by the author", "misc"),
    ),
    "withdrawn, as its summary says": (
        AX,
        {
            **records(ICLR_HIT, **ICLR_BIB),
            "export.arxiv": str(arxiv()["export.arxiv"]).replace(
                "We study students\n  of weak teachers.", "This paper has been withdrawn."
            ),
        },
        ("withdrawn", "misc", "-booktitle"),
    ),
    "withdrawn from a venue only": (
        AX,
        {
            **records(ICLR_HIT, **ICLR_BIB),
            **{
                "export.arxiv": commented(
                    "Withdrawn from NeurIPS 2023 after review; new experiments"
                )["export.arxiv"]
            },
        },
        ("The Twelfth International Conference",),
    ),
    # names of arXiv
    "affiliations beside names": (
        AX,
        arxiv(
            "John Roe",
            extra="<author><name>Jane Doe</name><arxiv:affiliation>MIT</arxiv:affiliation></author>",
        ),
        (f"author = {{{OURS}}}",),
    ),
    "an affiliation inside a name": one("Jane Doe (University of X)", "author = {Doe, Jane}"),
    "marks of a footnote": one("Jane Doe*†", "author = {Doe, Jane}"),
    "capitals only": one("JANE DOEFOO", "author = {Doefoo, Jane}"),
    "a family name in capitals": one("Jane VAN DER DOEFOO", "author = {van der Doefoo, Jane}"),
    "a suffix after a comma": one("Frank E. Roe, Jr.", "author = {Roe, Jr., Frank E.}"),
    "a title before a name": one("Dr. Jane Doe", "author = {Doe, Jane}"),
    "a degree behind a name": one("Jane Doe, PhD", "author = {Doe, Jane}"),
    "a single name": one("Suharto", "author = {Suharto}"),
    "small particles": one("Ana de la Foo", "author = {de la Foo, Ana}"),
    "letters taken apart": one("Jane Mu\u0301foo", "author = {M{\\'{u}}foo, Jane}"),
    "a team before a colon": (
        AX,
        arxiv("ByteDance Seed", ":", "Jane Doe"),
        ("author = {{ByteDance Seed} and Doe, Jane}",),
    ),
    "a firm": one("Microsoft Research", "author = {{Microsoft Research}}"),
    "a firm for AI": one("Mistral AI", "author = {{Mistral AI}}"),
    "a person called Ai": one("Qingyao Ai", "author = {Ai, Qingyao}"),
    "a workshop as author": one("BigScience Workshop", "author = {{BigScience Workshop}}"),
    # titles of arXiv
    "quotation marks": (AX, arxiv(title='From "Weak" to Strong'), ("From ``Weak'' to Strong",)),
    "curly quotation marks": (
        AX,
        arxiv(title="The “Weak” Teachers’ Gift"),
        ("The ``Weak'' Teachers' Gift",),
    ),
    "prices": (AX, arxiv(title="From $5 to $10 a Label"), (r"From \$5 to \$10 a Label",)),
    "typewriter": (AX, arxiv(title="\\texttt{weaklib}: a library"), ("{weaklib: a library}",)),
    "a formula with a subscript, in HTML at DBLP": (
        AX,
        {
            **records(
                hit("Weak L<sub>2</sub> Bounds", "conf/iclr/DoeR24", "ICLR", NAMES),
                **{
                    "rec/conf/iclr/DoeR24.bib": conference("conf/iclr/DoeR24", ICLR).replace(
                        TITLE, "Weak L\\({}_{\\mbox{2}}\\) Bounds"
                    )
                },
            ),
            "export.arxiv": arxiv(title="Weak $L_2$ Bounds")["export.arxiv"],
        },
        ("booktitle",),
    ),
    # DBLP: which of two
    "a workshop first, the main track after": (
        AX,
        records(
            hit(TITLE, "conf/iclr/DoeR23", "ICLR (Workshop)", NAMES),
            hit(TITLE, "conf/icml/DoeR24", "ICML", NAMES),
            **{
                "rec/conf/iclr/DoeR23.bib": conference("conf/iclr/DoeR23", WORKSHOP),
                "rec/conf/icml/DoeR24.bib": conference("conf/icml/DoeR24", ICML_DBLP),
            },
        ),
        (ICML_NAME, "ICLR (Workshop)"),
    ),
    "a journal extension first, the conference after": (
        AX,
        records(
            hit(
                TITLE,
                "journals/jair/DoeR24",
                "J. Artif. Intell. Res.",
                NAMES,
                year="2025",
                type="Journal Articles",
            ),
            ICLR_HIT,
            **{"journals/jair/DoeR24.bib": JAIR_BIB, **ICLR_BIB},
        ),
        ("The Twelfth International Conference", "J. Artif. Intell. Res. 2025"),
    ),
    "a journal alone, its pages by articles": (
        AX,
        records(
            hit(
                TITLE,
                "journals/jair/DoeR24",
                "J. Artif. Intell. Res.",
                NAMES,
                type="Journal Articles",
            ),
            **{"journals/jair/DoeR24.bib": JAIR_BIB},
        ),
        ("journal = {Journal of Artificial Intelligence Research}", "pages = {1:1--1:40}"),
    ),
    "another preprint server": (
        AX,
        records(
            hit(
                TITLE,
                "journals/iacr/DoeR24",
                "IACR Cryptol. ePrint Arch.",
                NAMES,
                type="Informal and Other Publications",
            ),
            **{
                "journals/iacr/DoeR24.bib": dblp_bib(
                    "article",
                    "journals/iacr/DoeR24",
                    author=BOTH,
                    title=TITLE,
                    journal="{IACR} Cryptol. ePrint Arch.",
                    year="2024",
                    pages="7",
                )
            },
        ),
        ("howpublished = {arXiv:2401.00001}",),
    ),
    "data of the same name": (
        AX,
        records(
            hit(TITLE, "data/10/x", "Zenodo", NAMES, type="Data and Artifacts"),
            ICLR_HIT,
            **{
                "rec/data/10/x.bib": dblp_bib(
                    "misc", "data/10/x", author=BOTH, title=TITLE, publisher="Zenodo", year="2024"
                ),
                **ICLR_BIB,
            },
        ),
        ("The Twelfth International Conference",),
    ),
    "the same title by namesakes of the family": (
        AX,
        records(
            hit(TITLE, "conf/iclr/x", "ICLR", ["Albert Doe", "Bo Other"]),
            **{
                "rec/conf/iclr/x.bib": conference("conf/iclr/x", ICLR)
                .replace("Jane Doe", "Albert Doe")
                .replace("John Roe", "Bo Other")
            },
        ),
        ("misc", "-booktitle"),
    ),
    "one author of many in common": (
        AX,
        {
            **records(
                hit(TITLE, "conf/iclr/x", "ICLR", ["Jane Doe", "Bo Other"]),
                **{
                    "rec/conf/iclr/x.bib": conference("conf/iclr/x", ICLR).replace(
                        "John Roe", "Bo Other and Cy Other and Di Other and Ed Other"
                    )
                },
            ),
            "export.arxiv": arxiv("Jane Doe", "Ann Foo", "Ben Bar", "Cat Baz", "Dan Qux")[
                "export.arxiv"
            ],
        },
        ("misc", "-booktitle"),
    ),
    "an author more in the published version": (
        AX,
        records(
            hit(TITLE, "conf/iclr/DoeR24", "ICLR", [*NAMES, "Cy Late"]),
            **{
                "rec/conf/iclr/DoeR24.bib": conference("conf/iclr/DoeR24", ICLR).replace(
                    "John Roe", "John Roe and Cy Late"
                )
            },
        ),
        ("booktitle", "Late, Cy"),
    ),
    "a student abstract": (
        AX,
        records(hit(f"{TITLE} (Student Abstract)", "conf/aaai/DoeR24", "AAAI", NAMES)),
        ("misc", "DBLP has a like title", "Student Abstract"),
    ),
    "OpenReview and PMLR both": (
        AX,
        records(
            hit(TITLE, "conf/icml/DoeR24", "ICML", NAMES, ee=[OR, PMLR]),  # type: ignore[arg-type]
            **{
                "rec/conf/icml/DoeR24.bib": conference("conf/icml/DoeR24", ICML_DBLP),
                "api2": note2(
                    **ACCEPTED, venue="ICML 2024 Poster", venueid="ICML.cc/2024/Conference"
                ),
                "proceedings.mlr.press": PMLR_PAGE,
            },
        ),
        ("pages = {101--122}", f"url = {{{PMLR}}}"),
    ),
    # Crossref: what is no article
    "a figure": work(
        "refused",
        "component",
        type="component",
        title=["Figure 1"],
        author=[{"given": "Jane", "family": "Doe"}],
    ),
    "a dataset": work("refused", "dataset", type="dataset"),
    "a review": work("refused", "peer-review", type="peer-review"),
    "an erratum": work(
        "refused",
        "10.1000/original",
        title=["Correction to: A made-up title"],
        **{"update-to": [{"DOI": "10.1000/original", "type": "correction", "label": "Correction"}]},
    ),
    "an erratum by its title only": work("refused", title=["Author Correction: A made-up title"]),
    "retracted, as its record says": work(
        "retracted or withdrawn",
        **{"updated-by": [{"DOI": "10.1000/y", "type": "retraction", "label": "Retraction"}]},
    ),
    "corrected, as its record says": work(
        "journal = {Nature}",
        "-retracted",
        **{"updated-by": [{"DOI": "10.1000/y", "type": "correction", "label": "Correction"}]},
    ),
    "a DOI of another agency": (
        "10.5281/zenodo.123",
        {
            "crossref": LookupFailed(
                "https://api.crossref.org/works/10.5281/zenodo.123: 404, nothing is there"
            )
        },
        ("refused", "404"),
    ),
    # Crossref: dates, pages, containers
    "the print of its issue": work(
        "year = {2024}",
        issued={"date-parts": [[2023, 11, 2]]},
        **{
            "published-online": {"date-parts": [[2023, 11, 2]]},
            "journal-issue": {"issue": "1", "published-print": {"date-parts": [[2024, 1]]}},
        },
    ),
    "online only": work(
        "year = {2023}",
        issued={"date-parts": [[2023, 11]]},
        **{"published-online": {"date-parts": [[2023, 11]]}},
    ),
    "pages before they are known": work("-pages =", page="1-1", volume=None),
    "one page given as two": work("pages = {77}", page="77-77", volume="600"),
    "a last page cut short": work("pages = {123--145}", page="123-45", volume="600"),
    "a number of an article": work(
        "pages = {e0123456}", page=None, volume="600", **{"article-number": "e0123456"}
    ),
    "a number in words": work(
        "pages = {39}", page=None, volume="600", **{"article-number": "Article 39"}
    ),
    "an open end": work("pages = {103}", page="103-", volume="600"),
    "a series with a name of its own": work(
        "refused: no venue",
        "'ECAI 2023'",
        **chapter("Frontiers in Artificial Intelligence and Applications", "ECAI 2023"),
    ),
    "a series, its volume": work(
        "booktitle = {Proceedings of the European Conference on Computer Vision}",
        "pages = {1--17}",
        page="1-17",
        issued={"date-parts": [[2024]]},
        publisher="Springer Nature Switzerland",
        **chapter(
            "Communications in Computer and Information Science", "Computer Vision – ECCV 2024"
        ),
    ),
    "a venue in another script": work("refused: no venue", **{"container-title": ["人工智能学报"]}),
    "a venue in French": work(
        "refused: no venue",
        **{"container-title": ["Actes de la Conférence sur l'Apprentissage Automatique (CAp)"]},
    ),
    # Crossref: titles
    "a subtitle behind a question": work(
        "{Weak labels? A study}", title=["Weak labels?"], subtitle=["A study"]
    ),
    "a formula twice": work(
        "Bounds of $k$ labels",
        "-kk",
        title=[
            "Bounds of <inline-formula><alternatives><tex-math>$$k$$</tex-math><mml:math><mml:mi>k</mml:mi></mml:math></alternatives></inline-formula> labels"
        ],
    ),
    "a formula with its annotation": work(
        "Bounds of k labels",
        title=[
            'Bounds of <mml:math><mml:semantics><mml:mrow><mml:mi>k</mml:mi></mml:mrow><mml:annotation encoding="application/x-tex">k</mml:annotation></mml:semantics></mml:math> labels'
        ],
    ),
    "lines in a title": work("{A made-up title}", title=["A made-up\n                    title"]),
    "letters joined": work("Efficient fits", title=["E\ufb03cient \ufb01ts"]),
    "a title in capitals": work("in capitals", title=["WEAK LABELS FOR STRONG MODELS"]),
    # Crossref: authors
    "an ORCID": by(
        "author = {Doe, Jane}",
        given="Jane",
        family="Doe",
        ORCID="http://orcid.org/0000-0000-0000-0000",
    ),
    "capitals by Crossref": by("author = {Doefoo, Jane}", given="JANE", family="DOEFOO"),
    "a family in capitals, given not": by("author = {Li, Fei-Fei}", given="Fei-Fei", family="LI"),
    "initials stay": by("author = {Doe, J. R.}", given="J. R.", family="Doe"),
    "a suffix inside the family name": by("Roe, III, Hal", given="Hal", family="Roe III"),
    "a suffix inside the given name": by("Roe, Jr., Frank E.", given="Frank E., Jr.", family="Roe"),
    "a degree as suffix": by("author = {Doe, Jane}", given="Jane", family="Doe", suffix="Ph.D."),
    "a small particle by Crossref": by(
        "author = {van den Oord, Aäron}", given="Aäron", family="van den Oord"
    ),
    "an et al. as author": work(
        "refused", "cut", author=[{"given": "Jane", "family": "Doe"}, {"name": "et al."}]
    ),
    # OpenReview
    "authors with their institutions": (
        OR,
        {
            "api2": note2(
                title=TITLE,
                authors=[
                    {"fullname": n, "username": f"~{n}1", "institutions": [{"name": "MIT"}]}
                    for n in NAMES
                ],
                venue="ICLR 2024 poster",
                venueid="ICLR.cc/2024/Conference",
            )
        },
        (f"author = {{{OURS}}}",),
    ),
    "a review of a paper": (
        OR,
        {
            "api2": json.dumps(
                {
                    "notes": [
                        {
                            "id": "x",
                            "forum": "y",
                            "invitations": [
                                "ICLR.cc/2024/Conference/Submission1/-/Official_Review"
                            ],
                            "content": {"summary": {"value": "Good"}, "rating": {"value": 8}},
                        }
                    ]
                }
            )
        },
        ("refused",),
    ),
    "a deleted note": (
        OR,
        {
            "api2": json.dumps(
                {
                    "notes": [
                        {
                            **json.loads(
                                note2(
                                    **ACCEPTED,
                                    venue="ICLR 2024 poster",
                                    venueid="ICLR.cc/2024/Conference",
                                )
                            )["notes"][0],
                            "ddate": 1700000000000,
                        }
                    ]
                }
            )
        },
        ("refused", "deleted"),
    ),
    "certified by TMLR": openreview_case(
        "Accepted by TMLR",
        "TMLR",
        "journal = {Transactions on Machine Learning Research}",
        "-ertification",
        certifications=["Featured Certification", "J2C Certification"],  # type: ignore[arg-type]
        pdate="x",
        _bibtex="@article{\nd,\ntitle={T},\nauthor={J D},\njournal={Transactions on Machine Learning Research},\nissn={2835-8856},\nyear={2024},\nnote={Featured Certification}\n}",
    ),
    "retracted from TMLR": openreview_case(
        "Retracted by Authors",
        "TMLR/Retracted_Acceptance",
        "withdrawn from TMLR",
        "-journal",
        _bibtex="@misc{d, title={T}, author={J D}, year={2024}}",
    ),
    "rejected at the desk by TMLR": openreview_case(
        "Desk rejected by TMLR",
        "TMLR/Desk_Rejected",
        "rejected from TMLR}",
        _bibtex="@misc{d, title={T}, author={J D}, year={2024}}",
    ),
    "submitted to a workshop": openreview_case(
        "Submitted to SSI-FM 2025",
        "ICLR.cc/2025/Workshop/SSI-FM/Submission12",
        "refused",
        "not accepted",
    ),
    "rejected by a workshop": openreview_case(
        "Submitted to SSI-FM 2025",
        "ICLR.cc/2025/Workshop/SSI-FM/Rejected_Submission",
        "howpublished",
        "rejected",
    ),
    "rolling review": openreview_case(
        "ACL ARR 2024 June Submission",
        "aclweb.org/ACL/ARR/2024/June/Submission",
        "refused",
        "not accepted",
    ),
    "positions at NeurIPS": openreview_case(
        "NeurIPS 2025 Position Paper Track",
        "NeurIPS.cc/2025/Position_Paper_Track",
        "refused: no venue",
    ),
    "AAAI at OpenReview": openreview_case(
        "AAAI 2026 oral",
        "AAAI.org/2026/Conference",
        "journal = {Proceedings of the AAAI Conference on Artificial Intelligence}",
        "volume = {40}",
    ),
    "UAI at OpenReview": openreview_case(
        "UAI 2025 oral",
        "auai.org/UAI/2025/Conference",
        "booktitle = {Proceedings of the Forty-first Conference on Uncertainty in Artificial Intelligence}",
    ),
    "the ACM at OpenReview": openreview_case(
        "MM2024 Poster",
        "acmmm.org/ACMMM/2024/Conference",
        "32nd ACM International Conference on Multimedia",
    ),
    "datasets of 2025": openreview_case(
        "NeurIPS 2025 Datasets and Benchmarks Track poster",
        "NeurIPS.cc/2025/Datasets_and_Benchmarks_Track",
        "Datasets and Benchmarks",
    ),
    "accepted, by the stored record alone": (
        OR,
        {
            "api2": json.dumps({"notes": []}),
            "api.openreview": note1(
                "ICLR.cc/2021/Conference/-/Blind_Submission",
                **ACCEPTED,
                _bibtex="@inproceedings{\nd,\ntitle={T},\nauthor={J D},\nbooktitle={International Conference on Learning Representations},\nyear={2021},\nurl={x}\n}",
            ),
        },
        ("{9th International Conference on Learning Representations}", "year = {2021}"),
    ),
    "turned down, by the stored record alone": (
        OR,
        {
            "api2": json.dumps({"notes": []}),
            "api.openreview": note1(
                "ICLR.cc/2018/Conference/-/Blind_Submission",
                **ACCEPTED,
                _bibtex="@misc{\nd,\ntitle={T},\nauthor={J D},\nyear={2018},\nurl={x}\n}",
            ),
        },
        ("refused", "not accepted"),
    ),
    # Proceedings
    "a journal of the ACL": (
        "https://aclanthology.org/2024.tacl-1.1/",
        {
            ".bib": '@article{doe-2024-x,\n    title = "Tutoring Large Pupils",\n    author = "Doe, Jane",\n    journal = "Transactions of the Association for Computational Linguistics",\n    volume = "12",\n    year = "2024",\n    address = "Cambridge, MA",\n    publisher = "MIT Press",\n    url = "https://aclanthology.org/2024.tacl-1.1/",\n    doi = "10.1162/tacl_a_00001",\n    pages = "1--18"\n}\n'
        },
        ("refused: no venue", "Transactions of the Association"),
    ),
    "Findings of EMNLP, LaTeX of the ACL": (
        ACLS,
        {
            ".bib": acl_bib(
                "doe-2024-x",
                title="{\\textquotedblleft}{I}{'}m sorry{\\textquotedblright} {--} Weak {\\&} Strong {@} 50{\\%}",
                author="Doe, Jane",
                booktitle="Findings of the Association for Computational Linguistics: EMNLP 2024",
                year="2024",
                publisher="Association for Computational Linguistics",
                url=ACLS,
                doi="10.18653/v1/2024.findings-emnlp.1",
                pages="1--18",
            )
        },
        (
            "{Findings of the Association for Computational Linguistics: EMNLP 2024}",
            "``I'm sorry'' -- Weak \\& Strong @ 50\\%",
        ),
    ),
    "a second version at the ACL": (
        "https://aclanthology.org/2024.findings-emnlp.1v2.pdf",
        {
            "2024.findings-emnlp.1.bib": acl_bib(
                "x",
                title=TITLE,
                author="Doe, Jane",
                booktitle="Findings of the Association for Computational Linguistics: EMNLP 2024",
                year="2024",
                publisher="Association for Computational Linguistics",
                url=ACLS,
                pages="1--18",
            )
        },
        (f"url = {{{ACLS}}}",),
    ),
    "a competition at NeurIPS": (
        PMLR,
        {
            "doe24a": pmlr(
                title=TITLE,
                author=OURS,
                booktitle="Proceedings of the NeurIPS 2022 Competitions Track",
                year="2023",
                volume="220",
                series="Proceedings of Machine Learning Research",
                publisher="PMLR",
                pages="1--9",
            )
        },
        ("refused: no venue",),
    ),
    "Asia's conference at PMLR": (
        PMLR,
        {
            "doe24a": pmlr(
                title=TITLE,
                author=OURS,
                booktitle="Proceedings of the 16th Asian Conference on Machine Learning",
                year="2025",
                volume="260",
                publisher="PMLR",
                pages="1--9",
            )
        },
        ("refused: no venue",),
    ),
    "an abstract that breaks its BibTeX": (
        PMLR,
        {
            "doe24a": pmlr(
                title=TITLE,
                author=OURS,
                booktitle=ICML_NAME,
                year="2024",
                abstract="We {show",
                volume="235",
                pages="1--9",
            ).replace(
                "<script>",
                '<meta name="citation_author" content="Jane Doe"><meta name="citation_author" content="John Roe"><meta name="citation_conference_title" content="International Conference on Machine Learning"><meta name="citation_publication_date" content="2024/07/08"><meta name="citation_firstpage" content="1"><meta name="citation_lastpage" content="9"><script>',
            )
        },
        (ICML_NAME, f"author = {{{OURS}}}", "pages = {1--9}"),
    ),
    "Findings of computer vision": (
        CVPR,
        {
            "openaccess": cvf(
                author=OURS,
                title=TITLE,
                booktitle="Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR) Findings",
                year="2026",
                pages="1-9",
            )
        },
        ("refused: no venue",),
    ),
    # addresses of publishers
    "a supplement": (
        "https://dl.acm.org/doi/suppl/10.1000/x/suppl_file/x.zip",
        {"works/10.1000/x": crossref()},
        ("journal = {Nature}",),
    ),
    "a DOI in the query": (
        "https://journals.plos.org/plosone/article?id=10.1000/x",
        {"works/10.1000/x": crossref()},
        ("journal = {Nature}",),
    ),
}

# What people paste from pages without an interface: BibTeX, and what must stand in the entry.
PASTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "IEEE": (
        "@INPROCEEDINGS{10657754,\n  author={Doe, Jane and Roe, John},\n  booktitle={2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)}, \n  title={Tutoring Large Pupils}, \n  year={2024},\n  volume={},\n  number={},\n  pages={11-22},\n  keywords={Training;Accuracy},\n  doi={10.1109/CVPR52733.2024.00001}}",
        (
            "{Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition}",
            "pages = {11--22}",
            "doi = {10.1109/CVPR52733.2024.00001}",
            "-volume",
        ),
    ),
    "ACM": (
        "@inproceedings{10.1145/3637528.3671470,\nauthor = {Doe, Jane and Roe, John},\ntitle = {Tutoring Large Pupils},\nyear = {2024},\nisbn = {9798400704901},\npublisher = {Association for Computing Machinery},\naddress = {New York, NY, USA},\nurl = {https://doi.org/10.1145/3637528.3671470},\ndoi = {10.1145/3637528.3671470},\nabstract = {We tutor.},\nbooktitle = {Proceedings of the 30th ACM SIGKDD Conference on Knowledge Discovery and Data Mining},\npages = {1–9},\nnumpages = {9},\nkeywords = {x},\nlocation = {Barcelona, Spain},\nseries = {KDD '24}\n}",
        (
            "{Proceedings of the 30th ACM SIGKDD Conference on Knowledge Discovery and Data Mining}",
            "pages = {1--9}",
            "-series",
            "-Barcelona",
        ),
    ),
    "ACM, an article by its number": (
        "@article{10.1145/3617130,\nauthor = {Doe, Jane},\ntitle = {Tutoring Large Pupils},\nyear = {2024},\nissue_date = {June 2024},\npublisher = {Association for Computing Machinery},\nvolume = {1},\nnumber = {2},\nurl = {https://doi.org/10.1145/3617130},\ndoi = {10.1145/3617130},\njournal = {ACM / IMS J. Data Sci.},\nmonth = {jan},\narticleno = {7},\nnumpages = {30}\n}",
        ("journal = {ACM / IMS Journal of Data Science}", "-pages =", "number = {2}"),
    ),
    "AAAI": (
        "@article{Doe_Roe_2024, title={Tutoring Large Pupils}, volume={38}, url={https://ojs.aaai.org/index.php/AAAI/article/view/29000}, DOI={10.1609/aaai.v38i16.29000}, abstractNote={We tutor.}, number={16}, journal={Proceedings of the AAAI Conference on Artificial Intelligence}, author={Doe, Jane and Roe, John}, year={2024}, month={Mar.}, pages={17754-17762} }",
        (
            "doi = {10.1609/aaai.v38i16.29000}",
            "volume = {38}",
            "number = {16}",
            "pages = {17754--17762}",
            "url = {https://ojs.aaai.org/index.php/AAAI/article/view/29000}",
        ),
    ),
    "IJCAI": (
        "@inproceedings{ijcai2024p1,\n  title     = {Tutoring Large Pupils},\n  author    = {Doe, Jane and Roe, John},\n  booktitle = {Proceedings of the Thirty-Third International Joint Conference on Artificial Intelligence, {IJCAI-24}},\n  publisher = {International Joint Conferences on Artificial Intelligence Organization},\n  editor    = {Kate Larson},\n  pages     = {1--9},\n  year      = {2024},\n  month     = {8},\n  note      = {Survey Track},\n  doi       = {10.24963/ijcai.2024/1},\n  url       = {https://doi.org/10.24963/ijcai.2024/1},\n}",
        (
            "{Proceedings of the Thirty-Third International Joint Conference on Artificial Intelligence}",
            "doi = {10.24963/ijcai.2024/1}",
            "the entry says: Survey Track",
        ),
    ),
    "Springer": (
        '@InProceedings{10.1007/978-3-031-72643-9_22,\nauthor="Doe, Jane\nand Roe, John",\neditor="Leonardis, Ale{\\v{s}}",\ntitle="Tutoring Large Pupils",\nbooktitle="Computer Vision -- ECCV 2024",\nyear="2024",\npublisher="Springer Nature Switzerland",\naddress="Cham",\npages="1--17",\nabstract="We tutor 50{\\%}.",\nisbn="978-3-031-72643-9"\n}',
        (
            "{Proceedings of the European Conference on Computer Vision}",
            "pages = {1--17}",
            "-publisher",
        ),
    ),
    "Google Scholar": (
        "@article{doe2023tutoring,\n  title={Tutoring large pupils},\n  author={Doe, Jane and Roe, John},\n  journal={Advances in Neural Information Processing Systems},\n  volume={36},\n  pages={1--9},\n  year={2023}\n}",
        (
            "booktitle = {Advances in Neural Information Processing Systems}",
            "-journal",
            "inproceedings",
        ),
    ),
    "Google Scholar, ICML": (
        "@inproceedings{doe2024tutoring,\n  title={Tutoring large pupils},\n  author={Doe, Jane},\n  booktitle={International conference on machine learning},\n  pages={1--9},\n  year={2024},\n  organization={PMLR}\n}",
        (ICML_NAME, "publisher = {PMLR}", "volume = {235}"),
    ),
    "arXiv": (
        "@misc{doe2024tutoring,\n      title={Tutoring Large Pupils}, \n      author={Jane Doe and John Roe},\n      year={2024},\n      eprint={2401.00001},\n      archivePrefix={arXiv},\n      primaryClass={cs.LG},\n      url={https://arxiv.org/abs/2401.00001}, \n}",
        (f"author = {{{OURS}}}", "howpublished = {arXiv:2401.00001}", "eprinttype = {arxiv}"),
    ),
    "Semantic Scholar": (
        "@article{Doe2024TutoringLP,\n  title={Tutoring Large Pupils},\n  author={Jane Doe and John Roe},\n  journal={ArXiv},\n  year={2024},\n  volume={abs/2401.00001},\n  url={https://api.semanticscholar.org/CorpusID:1}\n}",
        (
            "howpublished = {arXiv:2401.00001}",
            "url = {https://arxiv.org/abs/2401.00001}",
            "-semanticscholar",
        ),
    ),
    "DBLP, the preprint": (
        "@article{DBLP:journals/corr/abs-2401-00001,\n  author       = {Jane Doe and\n                  John Roe},\n  title        = {Tutoring Large Pupils},\n  journal      = {CoRR},\n  volume       = {abs/2401.00001},\n  year         = {2024},\n  url          = {https://doi.org/10.48550/arXiv.2401.00001},\n  doi          = {10.48550/ARXIV.2401.00001},\n  eprinttype    = {arXiv},\n  eprint       = {2401.00001}\n}",
        ("url = {https://arxiv.org/abs/2401.00001}", "howpublished = {arXiv:2401.00001}", "-doi ="),
    ),
    "Zenodo": (
        "@software{doe_2024_1,\n  author       = {Doe, Jane},\n  title        = {Tutoring Large Pupils},\n  month        = jan,\n  year         = 2024,\n  publisher    = {Zenodo},\n  version      = {v1},\n  doi          = {10.5281/zenodo.1},\n  url          = {https://doi.org/10.5281/zenodo.1}\n}",
        ("refused", "where it appeared"),
    ),
    "a thesis": (
        "@phdthesis{doe2024, title={Tutoring Large Pupils}, author={Doe, Jane}, school={University of X}, year={2024}}",
        ("refused", "where it appeared"),
    ),
}
