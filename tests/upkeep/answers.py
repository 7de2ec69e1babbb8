"""What is given, what the services answer, and what the entry says; in the services' real forms,
shortened, with made-up names and titles. Each case: target, part of an address -> answer, and what
must stand in the entry and its notes ("-" before what must not); a refusal begins with "refused"."""

# ruff: noqa: E501 the services write long lines
from __future__ import annotations

import json
from collections.abc import Mapping

from tests.upkeep.forms import (
    NO_HITS,
    acl_bib,
    atom,
    bibtex,
    crossref,
    cvf,
    dblp_bib,
    hit,
    hits,
    neurips_page,
    note1,
    note2,
    pmlr,
)
from w2sg.upkeep.services import LookupFailed

TITLE = "Tutoring Large Pupils"
NAMES = ["Jane Doe", "John Roe"]
BOTH = "Jane Doe and John Roe"
OURS = "Doe, Jane and Roe, John"
SHORT = "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics (Volume 2: Short Papers)"
AX, DOI, OR = "2401.00001", "10.1000/x", "https://openreview.net/forum?id=x"
ACL = "https://aclanthology.org/2024.acl-short.1/"
NIPS = "https://proceedings.neurips.cc/paper_files/paper/2023/hash/0a1b-Abstract-Conference.html"
DATASETS = NIPS.replace("Conference", "Datasets_and_Benchmarks")
CVPR = "https://openaccess.thecvf.com/content/CVPR2024/html/Doe_Tutoring_CVPR_2024_paper.html"
PMLR = "https://proceedings.mlr.press/v235/doe24a.html"

Case = tuple[str, Mapping[str, str | Exception], tuple[str, ...]]


def arxiv(
    *names: str, title: str = TITLE, extra: str = "", **more: str | Exception
) -> Mapping[str, str | Exception]:
    """arXiv's answer, and DBLP's: nothing, if `more` has no other."""
    return {
        "export.arxiv": atom(title, names or NAMES, extra=extra),
        **{"search/publ": NO_HITS, **more},
    }


def found(
    venue: str, key: str, record: str, ee: str = "", title: str = TITLE, **more: str | Exception
) -> Mapping[str, str | Exception]:
    """arXiv knows the preprint, DBLP its published version."""
    answers: dict[str, str | Exception] = {
        "export.arxiv": atom(title, NAMES),
        "search/publ": hits(
            hit(title, "journals/corr/abs-1", "CoRR", NAMES), hit(title, key, venue, NAMES, ee)
        ),
        f"rec/{key}.bib": record,
    }
    return {**more, **answers}


def conference(key: str, booktitle: str, **more: str) -> str:
    return dblp_bib(
        "inproceedings",
        key,
        author=BOTH.replace(" and ", " and\n                  "),
        title=TITLE,
        booktitle=booktitle,
        pages="11--22",
        publisher="P",
        year="2024",
        **more,
    )


ICLR = "The Twelfth International Conference on Learning Representations, {ICLR} 2024, Vienna, Austria, May 7-11, 2024"
ICML_NAME = "Proceedings of the 41st International Conference on Machine Learning"
ICML_DBLP = "Forty-first International Conference on Machine Learning, {ICML} 2024, Vienna, Austria, July 21-27, 2024"
PMLR_PAGE = pmlr(
    title="{T}utoring Large Pupils",
    author="Doe, Jane and Roe, John",
    booktitle=ICML_NAME,
    pages="101--122",
    year="2024",
    editor="X, Y",
    volume="235",
    series="Proceedings of Machine Learning Research",
    publisher="PMLR",
    url=PMLR,
    abstract="We show 50% more.",
)
ACL_BIB = acl_bib(
    "doe-roe-2024-tutoring",
    title="{T}utoring Large Pupils with {GPT}-4",
    author="Doe, Jane and Roe, John",
    editor="X, Y",
    booktitle=SHORT,
    year="2024",
    publisher="Association for Computational Linguistics",
    url=ACL,
    doi="10.18653/v1/2024.acl-short.1",
    pages="1--9",
)
NIPS_BIB = bibtex(
    "inproceedings",
    "NEURIPS2023_0a1b",
    {
        "author": OURS,
        "booktitle": "Advances in Neural Information Processing Systems",
        "editor": "A. Oh and T. Naumann",
        "pages": "70757--70798",
        "publisher": "Curran Associates, Inc.",
        "title": TITLE,
        "url": "https://proceedings.neurips.cc/x-Paper-Conference.pdf",
        "volume": "36",
        "year": "2023",
    },
)
ACCEPTED = {"title": TITLE, "authors": NAMES, "abstract": "x"}
STORED = bibtex(
    "inproceedings",
    "doe2024",
    {
        "title": "An Older Title",
        "author": "Jane Doe",
        "booktitle": "Submitted to The Twelfth International Conference on Learning Representations",
        "year": "2023",
        "note": "under review",
    },
)

CASES: dict[str, Case] = {
    # arXiv
    "a preprint": (
        AX,
        arxiv(),
        (
            f"author = {{{OURS}}}",
            "howpublished = {arXiv:2401.00001}",
            "DBLP knows no published version",
        ),
    ),
    "an old identifier": ("cs/0101001", arxiv(), ("eprint = {cs/0101001}",)),
    "an ampersand": (AX, arxiv(title="Weak &amp; Strong"), (r"Weak \& Strong",)),
    "a percent sign": (AX, arxiv(title="Learning from 50% Noise"), (r"50\% Noise",)),
    "a formula": (
        AX,
        arxiv(title="$\\mathcal{O}(n)$ regret for pupils"),
        (r"{$\mathcal{O}(n)$} regret",),
    ),
    "a formula with signs": (
        AX,
        arxiv(title="Bounds of $f_\\theta \\&amp; g_\\#$ for pupils"),
        (r"$f_\theta \& g_\#$",),
    ),
    "LaTeX in a title": (
        AX,
        arxiv(title='Schr\\"odinger \\&amp; \\emph{Pupils}'),
        (r"Schrödinger \& Pupils",),
    ),
    "a title on two lines": (
        AX,
        arxiv(title="Tutoring\n  Large Pupils"),
        ("{Tutoring Large Pupils}",),
    ),
    "an identifier with underscore": (
        AX,
        arxiv(title="The code_model of C#"),
        (r"code\_model of {C}\#",),
    ),
    "a team": (AX, arxiv("Gemini Team", "Jane Doe"), ("{Gemini Team} and Doe, Jane",)),
    "a team with its name behind": (
        AX,
        arxiv("Team GLM", ":", "Jane Doe"),
        ("{Team GLM} and Doe, Jane",),
    ),
    "a colon as author": (AX, arxiv("OpenAI", ":", "Jane Doe"), ("OpenAI and Doe, Jane",)),
    "a lab": (AX, arxiv("DeepSeek-AI", "Jane Doe"), ("DeepSeek-AI and Doe, Jane",)),
    "a suffix": (AX, arxiv("Hal Roe III", "Sam Doe Jr."), ("Roe, III, Hal and Doe, Jr., Sam",)),
    "a particle": (AX, arxiv("Aäron van den Bar"), ("van den Bar, Aäron",)),
    "a capital particle": (
        AX,
        arxiv("Luca Della Foobar"),
        ("'Della' may belong to the family name",),
    ),
    "a family name of two words": (
        AX,
        arxiv("Maria Lopez Foobaria"),
        ("the family name may be Lopez Foobaria",),
    ),
    "a known name of two words": (
        AX,
        arxiv("Maria Bauza Villalonga"),
        ("Bauza Villalonga, Maria", "-may be"),
    ),
    "an LaTeX name": (AX, arxiv("J\\\"urgen M\\'unoz"), ("M{\\'{u}}noz, Jürgen",)),
    "withdrawn": (
        AX,
        arxiv(extra="<arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>"),
        ("withdrawn by the authors", "misc"),
    ),
    "accepted, by its comment": (
        AX,
        arxiv(extra="<arxiv:comment>Accepted at ICML 2024. 12 pages</arxiv:comment>"),
        ("arXiv says: Accepted at ICML 2024",),
    ),
    "an idle comment": (
        AX,
        arxiv(extra="<arxiv:comment>12 pages, 3 figures</arxiv:comment>"),
        ("-12 pages",),
    ),
    "a journal reference": (
        AX,
        arxiv(extra="<arxiv:journal_ref>Proc. X 2024</arxiv:journal_ref>"),
        ("published as Proc. X 2024",),
    ),
    "its DOI": (
        AX,
        arxiv(
            extra="<arxiv:doi>10.1000/x</arxiv:doi>",
            crossref=crossref(title=[TITLE], volume="600", page="1-9", issue="7"),
        ),
        ("journal = {Nature}", "pages = {1--9}", "eprint = {2401.00001}", "by its DOI"),
    ),
    "its DOI is of others": (
        AX,
        arxiv(
            extra="<arxiv:doi>10.1000/x</arxiv:doi>",
            crossref=crossref(author=[{"given": "Al", "family": "Other"}]),
        ),
        ("a DOI of other authors: 10.1000/x", "misc"),
    ),
    "its DOI cannot be read": (
        AX,
        arxiv(extra="<arxiv:doi>10.1000/x</arxiv:doi>", crossref="<html>"),
        ("10.1000/x", "could not be read"),
    ),
    "unknown to arXiv": (
        AX,
        {"export.arxiv": "<feed xmlns='http://www.w3.org/2005/Atom'></feed>"},
        ("refused: arXiv knows no",),
    ),
    "an error of arXiv": (
        AX,
        {
            "export.arxiv": atom("Error", ["arXiv api core"]).replace(
                "abs/2401.00001v1", "api/errors#incorrect_id_format"
            )
        },
        ("refused: arXiv knows no",),
    ),
    "half a feed": (
        AX,
        {"export.arxiv": "<?xml version='1.0'?><feed><entry>"},
        ("refused", "half an answer"),
    ),
    "entities that grow": (
        AX,
        {"export.arxiv": "<!DOCTYPE x [<!ENTITY a 'b'>]><feed/>"},
        ("refused", "document type"),
    ),
    "HTML of arXiv": (
        AX,
        {"export.arxiv": "<!doctype html><html>Rate exceeded</html>"},
        ("refused",),
    ),
    # DBLP
    "ICLR by DBLP": (
        AX,
        found("ICLR", "conf/iclr/DoeR24", conference("conf/iclr/DoeR24", ICLR)),
        (
            "booktitle = {The Twelfth International Conference on Learning Representations}",
            "-Representations, {ICLR} 2024, Vienna, Austria, May 7-11, 2024}",
            "-pages",
            "eprint = {2401.00001}",
        ),
    ),
    "ICML by DBLP, PMLR's page": (
        AX,
        found(
            "ICML",
            "conf/icml/DoeR24",
            conference("conf/icml/DoeR24", ICML_DBLP),
            PMLR,
            **{"proceedings.mlr.press": PMLR_PAGE},
        ),
        (ICML_NAME, "pages = {101--122}", "volume = {235}", f"url = {{{PMLR}}}"),
    ),
    "ICML by DBLP, OpenReview's note": (
        AX,
        found(
            "ICML",
            "conf/icml/DoeR24",
            conference("conf/icml/DoeR24", ICML_DBLP).replace("{P}", "{OpenReview.net}"),
            OR,
            **{
                "api2": note2(
                    **ACCEPTED, venue="ICML 2024 Poster", venueid="ICML.cc/2024/Conference"
                )
            },
        ),
        (ICML_NAME, "publisher = {PMLR}", f"url = {{{OR}}}", "-OpenReview.net"),
    ),
    "the venue's page is silent": (
        AX,
        found("ICML", "conf/icml/DoeR24", conference("conf/icml/DoeR24", ICML_DBLP), PMLR),
        (ICML_NAME, "the venue's own record was not read"),
    ),
    "TMLR by DBLP": (
        AX,
        found(
            "Trans. Mach. Learn. Res.",
            "journals/tmlr/DoeR24",
            dblp_bib(
                "article",
                "journals/tmlr/DoeR24",
                author=BOTH,
                title=TITLE,
                journal="Trans. Mach. Learn. Res.",
                volume="2024",
                year="2024",
                url=OR,
            ),
        ),
        ("journal = {Transactions on Machine Learning Research}", "-volume"),
    ),
    "Findings by DBLP": (
        AX,
        found(
            "ACL (Findings)",
            "conf/acl/DoeR24",
            conference(
                "conf/acl/DoeR24",
                "Findings of the Association for Computational Linguistics, {ACL} 2024, Bangkok, Thailand and virtual meeting, August 11-16, 2024",
            ),
        ),
        ("{Findings of the Association for Computational Linguistics: ACL 2024}",),
    ),
    "AAAI by DBLP": (
        AX,
        found(
            "AAAI",
            "conf/aaai/DoeR24",
            conference(
                "conf/aaai/DoeR24",
                "Thirty-Eighth {AAAI} Conference on Artificial Intelligence, {AAAI} 2024, Thirty-Sixth Conference on Innovative Applications of Artificial Intelligence, {IAAI} 2024, February 20-27, 2024, Vancouver, Canada",
                doi="10.1609/AAAI.V38I1.12345",
            ),
        ),
        (
            "journal = {Proceedings of the AAAI Conference on Artificial Intelligence}",
            "volume = {38}",
            "number = {1}",
            "doi = {10.1609/aaai.v38i1.12345}",
        ),
    ),
    "an unknown venue by DBLP": (
        AX,
        found(
            "ICMLA",
            "conf/icmla/DoeR24",
            conference(
                "conf/icmla/DoeR24",
                "International Conference on Machine Learning and Applications, {ICMLA} 2024, Miami, FL, USA, December 18-20, 2024",
            ),
        ),
        ("refused: no venue", "ICMLA"),
    ),
    "a workshop by DBLP": (
        AX,
        found(
            "ICLR (Workshop)",
            "conf/iclr/DoeR24",
            conference(
                "conf/iclr/DoeR24",
                "5th International Conference on Learning Representations, {ICLR} 2017, Toulon, France, April 24-26, 2017, Workshop Track Proceedings",
            ),
        ),
        ("Workshop",),
    ),
    "namesakes by numbers": (
        AX,
        found(
            "ICLR",
            "conf/iclr/DoeR24",
            conference("conf/iclr/DoeR24", ICLR).replace("Jane Doe", "Jane Doe 0001"),
        ),
        (f"author = {{{OURS}}}",),
    ),
    "other authors": (
        AX,
        found(
            "ICLR",
            "conf/iclr/DoeR24",
            conference("conf/iclr/DoeR24", ICLR)
            .replace("Jane Doe", "Al Other")
            .replace("John Roe", "Bo Other"),
        ),
        ("misc",),
    ),
    "HTML in DBLP's title": (
        AX,
        {
            **found(
                "ICLR",
                "conf/iclr/DoeR24",
                conference("conf/iclr/DoeR24", ICLR).replace(TITLE, r"Weak {\&} Strong"),
                title="Weak &amp; Strong",
            )
        },
        (r"Weak \& Strong", "booktitle"),
    ),
    "a new title": (
        AX,
        arxiv(
            **{
                "search/publ": hits(
                    hit("Tutoring Very Large Pupils", "conf/iclr/DoeR24", "ICLR", NAMES)
                )
            }
        ),
        ("DBLP has a like title by two of its authors: Tutoring Very Large Pupils", "misc"),
    ),
    "a like title of others": (
        AX,
        arxiv(
            **{
                "search/publ": hits(
                    hit("Tutoring Very Large Pupils", "conf/iclr/x", "ICLR", ["Al Other"])
                )
            }
        ),
        ("DBLP knows no published version",),
    ),
    "DBLP is down": (
        AX,
        arxiv(**{"search/publ": LookupFailed("429, asked too often: wait")}),
        ("could not be looked up (429", "misc"),
    ),
    "nonsense of DBLP": (
        AX,
        arxiv(**{"search/publ": '{"result": {"hits": {"hit": [7]}}}'}),
        ("misc",),
    ),
    "half an answer of DBLP": (AX, arxiv(**{"search/publ": '{"result": {'}), ("half an answer",)),
    "DBLP's page": (
        "https://dblp.org/rec/conf/iclr/DoeR24.html",
        {"rec/conf/iclr/DoeR24.bib": conference("conf/iclr/DoeR24", ICLR)},
        ("The Twelfth International Conference on Learning Representations",),
    ),
    # Crossref
    "a journal": (
        DOI,
        {
            "crossref": crossref(
                title=["A <i>made-up</i> title"], volume="600", issue="7", page="1-9"
            )
        },
        ("{A made-up title}", "volume = {600}", "number = {7}", "pages = {1--9}", "-publisher"),
    ),
    "entities twice": (
        DOI,
        {"crossref": crossref(title=["Weak &amp;amp; Strong"])},
        (r"Weak \& Strong",),
    ),
    "MathML": (
        DOI,
        {
            "crossref": crossref(
                title=['Labels in <mml:math xmlns:mml="x"><mml:mi>k</mml:mi></mml:math> Steps']
            )
        },
        ("Labels in k Steps",),
    ),
    "a subtitle": (
        DOI,
        {"crossref": crossref(title=["Weak labels:"], subtitle=["a study of noise"])},
        ("{Weak labels: a study of noise}",),
    ),
    "a subtitle given twice": (
        DOI,
        {"crossref": crossref(title=["Weak labels: A study"], subtitle=["A study"])},
        ("{Weak labels: A study}",),
    ),
    "no date": (
        DOI,
        {"crossref": crossref(issued={"date-parts": [[None]]}, created=None)},
        ("refused", "no year"),
    ),
    "the year of print": (
        DOI,
        {
            "crossref": crossref(
                issued={"date-parts": [[2023, 12]]},
                **{"published-print": {"date-parts": [[2024, 2]]}},
            )
        },
        ("year = {2024}",),
    ),
    "a group as author": (
        DOI,
        {"crossref": crossref(author=[{"name": "The R &amp; D Team", "sequence": "first"}])},
        (r"{The R \& D Team}",),
    ),
    "a Crossref suffix": (
        DOI,
        {"crossref": crossref(author=[{"given": "Hal", "family": "Roe", "suffix": "III"}])},
        ("Roe, III, Hal",),
    ),
    "no authors": (DOI, {"crossref": crossref(author=None)}, ("refused", "missing")),
    "an author without a name": (
        DOI,
        {"crossref": crossref(author=[{"sequence": "first"}])},
        ("refused", "no name"),
    ),
    "a second author without a name": (
        DOI,
        {"crossref": crossref(author=[{"given": "Jane", "family": "Doe"}, {"affiliation": []}])},
        ("refused", "no name"),
    ),
    "nobody at all": (DOI, {"crossref": crossref(author=[])}, ("refused", "missing")),
    "ICMLA": (
        DOI,
        {
            "crossref": crossref(
                type="proceedings-article",
                **{
                    "container-title": [
                        "2021 20th IEEE International Conference on Machine Learning and Applications (ICMLA)"
                    ]
                },
            )
        },
        ("refused: no venue",),
    ),
    "Nature Communications": (
        DOI,
        {"crossref": crossref(**{"container-title": ["Nature Communications"]})},
        ("refused: no venue",),
    ),
    "JMLR is not Machine Learning": (
        DOI,
        {"crossref": crossref(**{"container-title": ["Journal of Machine Learning Research"]})},
        ("refused: no venue",),
    ),
    "ECCV in a series of books": (
        DOI,
        {
            "crossref": crossref(
                type="book-chapter",
                issued={"date-parts": [[2024]]},
                **{
                    "container-title": [
                        "Lecture Notes in Computer Science",
                        "Computer Vision – ECCV 2024",
                    ]
                },
            )
        },
        ("booktitle = {Proceedings of the European Conference on Computer Vision}",),
    ),
    "CVPR by Crossref": (
        DOI,
        {
            "crossref": crossref(
                type="proceedings-article",
                page="11-22",
                publisher="IEEE",
                **{
                    "container-title": [
                        "2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
                    ]
                },
            )
        },
        (
            "{Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition}",
            "-publisher",
        ),
    ),
    "a preprint of another server": (
        DOI,
        {"crossref": crossref(type="posted-content", **{"container-title": []})},
        ("refused", "preprint of another server"),
    ),
    "retracted": (
        DOI,
        {"crossref": crossref(title=["RETRACTED: A made-up title"])},
        ("retracted or withdrawn",),
    ),
    "a message of another form": (
        DOI,
        {"crossref": '{"message": ["x"]}'},
        ("refused", "another form"),
    ),
    "an ACL DOI": (
        "https://doi.org/10.18653/v1/2024.acl-short.1",
        {"aclanthology.org/2024.acl-short.1.bib": ACL_BIB},
        ("Short Papers",),
    ),
    # OpenReview
    "accepted": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="ICLR 2024 poster",
                venueid="ICLR.cc/2024/Conference",
                _bibtex=STORED,
            )
        },
        (
            "{Tutoring Large Pupils}",
            OURS,
            "The Twelfth International Conference on Learning Representations",
            "-Older",
            "-Submitted",
        ),
    ),
    "notable": (
        OR,
        {
            "api2": note2(
                **ACCEPTED, venue="ICLR 2023 notable top 5%", venueid="ICLR.cc/2023/Conference"
            )
        },
        ("The Eleventh International", "year = {2023}"),
    ),
    "under review": (
        OR,
        {
            "api2": note2(
                title=TITLE,
                authors=NAMES,
                venue="Submitted to ICLR 2025",
                venueid="ICLR.cc/2025/Conference/Submission",
            )
        },
        ("refused", "submitted to ICLR 2025", "under review"),
    ),
    "anonymous": (
        OR,
        {"api2": note2(_bibtex=STORED.replace("Jane Doe", "Anonymous"))},
        ("refused", "under review"),
    ),
    "authors hidden": (
        OR,
        {"api2": note2(title=TITLE, venue="ICLR 2024 poster", venueid="ICLR.cc/2024/Conference")},
        ("refused", "no authors"),
    ),
    "rejected": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="Submitted to ICLR 2024",
                venueid="ICLR.cc/2024/Conference/Rejected_Submission",
            )
        },
        ("howpublished = {OpenReview submission, rejected from ICLR 2024}", "misc"),
    ),
    "withdrawn there": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="ICLR 2025 Conference Withdrawn Submission",
                venueid="ICLR.cc/2025/Conference/Withdrawn_Submission",
            )
        },
        ("howpublished = {OpenReview submission, withdrawn from ICLR 2025", "misc"),
    ),
    "desk-rejected": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="ICLR 2025 Conference Desk Rejected Submission",
                venueid="ICLR.cc/2025/Conference/Desk_Rejected_Submission",
            )
        },
        ("rejected from ICLR 2025", "misc"),
    ),
    "TMLR": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="Accepted by TMLR",
                venueid="TMLR",
                _bibtex=bibtex(
                    "article",
                    "doe2024",
                    {
                        "title": TITLE,
                        "author": BOTH,
                        "journal": "Transactions on Machine Learning Research",
                        "issn": "2835-8856",
                        "year": "2024",
                    },
                ),
            )
        },
        ("journal = {Transactions on Machine Learning Research}", "year = {2024}"),
    ),
    "datasets and benchmarks": (
        OR,
        {
            "api2": note2(
                **ACCEPTED,
                venue="NeurIPS 2023 Datasets and Benchmarks Poster",
                venueid="NeurIPS.cc/2023/Track/Datasets_and_Benchmarks",
            )
        },
        ("Datasets and Benchmarks",),
    ),
    "a workshop": (
        OR,
        {"api2": note2(**ACCEPTED, venue="SCSL @ ICLR 2025", venueid="ICLR.cc/2025/Workshop/SCSL")},
        ("{ICLR 2025 Workshop SCSL}",),
    ),
    "a formula of OpenReview": (
        OR,
        {
            "api2": note2(
                _bibtex="@inproceedings{\nd,\ntitle={From \\$r\\$ to \\$Q{\\textasciicircum}*\\$},\nauthor={Jane Doe},\nbooktitle={First Conference on Language Modeling},\nyear={2024}\n}"
            )
        },
        ("$Q^*$",),
    ),
    "the first version": (
        OR,
        {
            "api2": json.dumps({"notes": []}),
            "api.openreview": note1(
                "ICLR.cc/2022/Conference/-/Blind_Submission",
                **ACCEPTED,
                venue="ICLR 2022 Poster",
                venueid="ICLR.cc/2022/Conference",
            ),
        },
        ("The Tenth International Conference",),
    ),
    "the first version, rejected": (
        OR,
        {
            "api2": json.dumps({"notes": []}),
            "api.openreview": note1(
                "ICLR.cc/2022/Conference/-/Blind_Submission",
                **ACCEPTED,
                venue="ICLR 2022 Submitted",
                venueid="ICLR.cc/2022/Conference/Rejected_Submission",
            ),
        },
        ("rejected from ICLR 2022",),
    ),
    "the first version, withdrawn": (
        OR,
        {
            "api2": json.dumps({"notes": []}),
            "api.openreview": note1("ICLR.cc/2021/Conference/-/Withdrawn_Submission", **ACCEPTED),
        },
        ("withdrawn from",),
    ),
    "nothing there": (
        OR,
        {"api2": '{"notes": []}', "api.openreview": '{"notes": []}'},
        ("refused: OpenReview has no record",),
    ),
    "a challenge": (
        OR,
        {
            "api2": LookupFailed(
                "403, refused; it may ask for a browser: paste the page's BibTeX with --bib"
            )
        },
        ("refused", "paste the page's BibTeX"),
    ),
    # Proceedings
    "ACL": (
        ACL,
        {"2024.acl-short.1.bib": ACL_BIB},
        (SHORT, "pages = {1--9}", "with {GPT}-4", "doi = {10.18653/v1/2024.acl-short.1}"),
    ),
    "ACL without its BibTeX": (
        ACL,
        {
            "2024.acl-short.1/": f'<meta content="{TITLE}" name=citation_title><meta content="Jane Doe" name=citation_author><meta content="{SHORT}" name=citation_conference_title><meta content="2024/8" name=citation_publication_date><meta content=1 name=citation_firstpage><meta content=9 name=citation_lastpage>',
            ".bib": LookupFailed("404"),
        },
        (SHORT, "pages = {1--9}"),
    ),
    "an old ACL address": (
        "http://www.aclweb.org/anthology/2024.acl-short.1",
        {"aclanthology.org/2024.acl-short.1.bib": ACL_BIB},
        (f"url = {{{ACL}}}",),
    ),
    "PMLR": (
        PMLR,
        {"doe24a.html": PMLR_PAGE},
        (
            ICML_NAME,
            "{Tutoring Large Pupils}",
            "volume = {235}",
            "series = {Proceedings of Machine Learning Research}",
            f"url = {{{PMLR}}}",
        ),
    ),
    "PMLR's PDF": (
        "https://proceedings.mlr.press/v235/doe24a/doe24a.pdf",
        {"doe24a.html": PMLR_PAGE},
        (f"url = {{{PMLR}}}",),
    ),
    "NeurIPS": (
        NIPS,
        {
            "hash/0a1b": neurips_page("/paper_files/paper/2023/file/0a1b-Bibtex-Conference.bib"),
            "Bibtex-Conference.bib": NIPS_BIB,
        },
        (
            "volume = {36}",
            "pages = {70757--70798}",
            f"url = {{{NIPS}}}",
            "publisher = {Curran Associates, Inc.}",
        ),
    ),
    "NeurIPS datasets": (
        DATASETS,
        {
            "hash/0a1b": neurips_page("/file/0a1b-Bibtex-Datasets.bib"),
            "Bibtex-Datasets.bib": NIPS_BIB,
        },
        ("Datasets and Benchmarks Track",),
    ),
    "CVF": (
        CVPR,
        {
            "openaccess": cvf(
                author="Doe, Jane and Roe, John",
                title=TITLE,
                booktitle="Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
                year="2024",
                pages="12345-12354",
            )
        },
        (
            "{Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition}",
            "pages = {12345--12354}",
        ),
    ),
    "CVF's PDF": (
        CVPR.replace("/html/", "/papers/").replace(".html", ".pdf"),
        {
            "_paper.html": cvf(
                author="Doe, Jane",
                title=TITLE,
                booktitle="Proceedings of the IEEE/CVF International Conference on Computer Vision (ICCV) Workshops",
                year="2023",
                pages="1-2",
            )
        },
        ("Workshops",),
    ),
    "a page that says nothing": (
        PMLR,
        {"doe24a": "<html><body>moved</body></html>"},
        ("refused", "says no title"),
    ),
    "an entry that is cut": (PMLR, {"doe24a": "<code>@inproceedings{x, title = {A"}, ("refused",)),
    "authors cut short": (
        PMLR,
        {"doe24a": PMLR_PAGE.replace("Roe, John", "others")},
        ("refused", "and others"),
    ),
}


def openreview_case(said: str, group: str, *wanted: str, **more: str) -> Case:
    return OR, {"api2": note2(**ACCEPTED, venue=said, venueid=group, **more)}, wanted


TMLR = bibtex(
    "article",
    "d",
    {
        "title": TITLE,
        "author": BOTH,
        "journal": "Transactions on Machine Learning Research",
        "year": "2024",
    },
)
REJECTED = "howpublished = {OpenReview submission, rejected from"
# How venues say what they decided: venue, venueid, what the record says.
CASES |= {
    f"{said} ({group})": openreview_case(
        said, group, *wanted, _bibtex=TMLR if "TMLR" in group else STORED
    )
    for said, group, wanted in (
        (
            "Submitted to ICML 2026",
            "ICML.cc/2026/Conference/Submission13536",
            ("refused", "submitted to ICML 2026"),
        ),
        (
            "ICML 2025 spotlightposter",
            "ICML.cc/2025/Conference",
            (
                "Proceedings of the 42nd International Conference on Machine Learning}",
                "volume = {267}",
            ),
        ),
        (
            "ICML 2025 Position Paper Track poster",
            "ICML.cc/2025/Position_Paper_Track",
            ("Proceedings of the 42nd International Conference on Machine Learning}",),
        ),
        ("ICML 2024 OralPoster", "ICML.cc/2024/Conference", (ICML_NAME,)),
        ("ICLR 2022 Submitted", "ICLR.cc/2022/Conference", ("refused", "submitted to ICLR 2022")),
        (
            "Submitted to ICLR 2023",
            "ICLR.cc/2023/Conference",
            ("refused", "submitted to ICLR 2023"),
        ),
        ("ICLR 2023 notable top 25%", "ICLR.cc/2023/Conference", ("The Eleventh International",)),
        ("ICLR 2024 Blogpost Track", "ICLR.cc/2024/BlogPosts", ("refused: no venue",)),
        ("Tiny Papers @ ICLR 2023 Notable", "ICLR.cc/2023/TinyPapers", ("refused: no venue",)),
        ("ME-FoMo 2023 Oral", "ICLR.cc/2023/Workshop/ME-FoMo", ("{ICLR 2023 Workshop ME-FoMo}",)),
        (
            "NeurIPS 2024 Track Datasets and Benchmarks Poster",
            "NeurIPS.cc/2024/Datasets_and_Benchmarks_Track",
            ("Datasets and Benchmarks", "Track}"),
        ),
        (
            "NeurIPS 2021 Datasets and Benchmarks Track (Round 1)",
            "NeurIPS.cc/2021/Track/Datasets_and_Benchmarks/Round1",
            (
                "Proceedings of the Neural Information Processing Systems Track on Datasets and Benchmarks}",
            ),
        ),
        (
            "NeurIPS 2025 poster",
            "NeurIPS.cc/2025/Conference",
            ("{Advances in Neural Information Processing Systems}", "volume = {38}"),
        ),
        (
            "NeurIPS 2023 Conference Withdrawn Submission",
            "NeurIPS.cc/2023/Conference/Withdrawn_Submission",
            ("withdrawn from NeurIPS 2023}",),
        ),
        (
            "Submitted to NeurIPS 2024",
            "NeurIPS.cc/2024/Conference/Rejected_Submission",
            (f"{REJECTED} NeurIPS 2024}}",),
        ),
        ("Under review for TMLR", "TMLR/Under_Review", ("refused", "submitted to TMLR")),
        ("Decision pending for TMLR", "TMLR/Decision_Pending", ("refused",)),
        ("Rejected by TMLR", "TMLR/Rejected", (f"{REJECTED} TMLR}}", "year = {2024}")),
        (
            "Withdrawn by Authors",
            "TMLR/Withdrawn_by_Authors",
            ("OpenReview submission, withdrawn",),
        ),
        ("TMLR", "TMLR", ("journal = {Transactions on Machine Learning Research}",)),
        ("COLM", "colmweb.org/COLM/2024/Conference", ("{First Conference on Language Modeling}",)),
        (
            "CoRL 2023 Poster",
            "robot-learning.org/CoRL/2023/Conference",
            ("Conference on Robot Learning",),
        ),
        (
            "EMNLP 2023 Findings",
            "EMNLP/2023/Conference",
            ("{Findings of the Association for Computational Linguistics: EMNLP 2023}",),
        ),
        (
            "EMNLP 2023 Main",
            "EMNLP/2023/Conference",
            ("Proceedings of the 2023 Conference on Empirical Methods",),
        ),
        ("CoRR 2025", "dblp.org/journals/CORR/2025", ("refused", "only a copy")),
        ("WWW 2026", "OpenReview.net/Public_Article", ("refused", "only a copy")),
        ("RLC 2024", "rl-conference.cc/RLC/2024/Conference", ("refused: no venue",)),
    )
}
