"""What the rules of a check need to know, in one place: the build writes it into the data that the
page loads (`checkbib.json`), so that Python and the browser go by the same words.

Every value is JSON: texts, numbers, lists and mappings.
"""

from __future__ import annotations

from typing import Any

# Fields in which an entry says where it appeared; the first that is filled counts most.
CONTAINERS = (
    "booktitle journal journaltitle maintitle eventtitle howpublished institution school "
    "organization series shortjournal"
).split()
TITLES = "booktitle journal journaltitle".split()  # those that only some types of entry print
BIBLATEX_NAMES = {"journal": "journaltitle", "year": "date", "address": "location"}
# Only biblatex has these, so they say which dialect a file is written in; the others are BibTeX's.
BIBLATEX = (
    "journaltitle date location eventtitle subtitle maintitle eprintclass pubstate titleaddon "
    "journalsubtitle xdata"
).split()
BIBLATEX_TYPES = "online report thesis mvproceedings collection xdata electronic www".split()
BIBTEX = "journal year address archiveprefix primaryclass".split()
# What a record's entry replaces: all that says what a work is and where it appeared. Fields of the
# reader's own stay, a note only if it says nothing of the kind (see OUTDATED).
REPLACED = (
    "title subtitle titleaddon author year month day date booktitle booksubtitle booktitleaddon "
    "maintitle mainsubtitle maintitleaddon journal journaltitle journalsubtitle journaltitleaddon "
    "shortjournal journalabbreviation issuetitle issuesubtitle issue eventtitle eventtitleaddon "
    "eventdate venue conference series shortseries volume volumes number part pages pagetotal "
    "numpages pagination bookpagination articleno articlenumber eid chapter edition publisher "
    "address location organization institution school editor editora editorb editors type "
    "howpublished version pubstate status doi url urldate eprint eprinttype eprintclass "
    "archiveprefix primaryclass archive issn isbn crossref xdata xref origdate biburl bibsource "
    "adsurl adsnote"
).split()
NOTES = "note annote addendum".split()
# What goes with an eprint, and so with a wrong one.
EPRINT = "eprinttype eprintclass archiveprefix primaryclass".split()
# Fields whose arXiv id or DOI is the work's own. Others, as `note`, may mention another work.
IDENTIFYING = (
    "doi eprint url journal journaltitle volume howpublished booktitle publisher series institution"
).split()

DOI_FIELDS = "doi url howpublished".split()
# Fields that name the venue once more, and so are wrong with it.
ALSO_CONTAINERS = (
    "eventtitle maintitle series shortjournal journalabbreviation booksubtitle booktitleaddon"
).split()

# Words that, in the place of a container, say that a work was not published yet.
OUTDATED = (
    "arxiv corr preprint preprints prepublished eprint eprints unpublished manuscript submitted "
    "submission openreview biorxiv medrxiv ssrn zenodo techrxiv researchgate blog blogpost notion "
    "forthcoming accepted medium lesswrong github website webpage draft mimeo hal figshare osf "
    "vixra psyarxiv socarxiv chemrxiv eartharxiv engrxiv authorea substack huggingface"
).split()
OUTDATED_PHRASES = (
    "computing research repository",
    "e print",
    "e prints",
    "under review",
    "in review",
    "in preparation",
    "in progress",
    "in press",
    "to appear",
    "technical report",
    "tech report",
    "working paper",
    "alignment forum",
    "research square",
    "web page",
    "hugging face",
    "personal communication",
)
# Volumes, and what only other entries use: not papers, whatever their fields say.
VOLUME_TYPES = "proceedings mvproceedings collection mvcollection xdata set".split()
UNPUBLISHED_TYPES = "online unpublished electronic www techreport report".split()

# What may stand before or after the name of a venue without changing what it means.
AROUND = (
    "proceedings proc advances adv of the in on at a an for annual annu ieee cvf acm rsj sigkdd "
    "isca springer conference conf held st nd rd th poster posters oral orals spotlight spotlights "
    "track tracks volume vol part no number long short paper papers main edition series workshop "
    "workshops findings demo demos demonstration demonstrations datasets dataset benchmarks "
    "benchmark hlt pmlr journal usa lncs and"
).split()
JOINING = "of the on and in for a an at to".split()  # left out of abbreviated names (ISO 4)
CONTRACTIONS = {"intl": "international", "natl": "national", "jt": "joint"}
WORKSHOP = "workshop workshops".split()
FINDINGS = ["findings"]
# Names of series: for venues with this publisher, or of this id.
SERIES = {
    "PMLR": [
        "Proceedings of Machine Learning Research",
        "PMLR",
        "JMLR Workshop and Conference Proceedings",
        "JMLR Proceedings",
    ],
    "Association for Computational Linguistics": [
        "Association for Computational Linguistics",
        "ACL Anthology",
    ],
    "kdd": ["SIGKDD"],
    "lrec-coling": ["International Conference on Language Resources and Evaluation"],
    "eccv": ["Lecture Notes in Computer Science", "LNCS"],
}
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
TENTHS = "_ _ twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()

# LaTeX: commands that are letters, commands that part words.
LETTERS = {
    "aa": "a",
    "AA": "A",
    "ae": "ae",
    "AE": "AE",
    "oe": "oe",
    "OE": "OE",
    "o": "o",
    "O": "O",
    "l": "l",
    "L": "L",
    "ss": "ss",
    "SS": "SS",
    "i": "i",
    "j": "j",
    "dh": "d",
    "DH": "D",
    "dj": "d",
    "DJ": "D",
    "th": "th",
    "TH": "TH",
    "ng": "n",
    "NG": "N",
}
GREEK = {
    name: chr(ord("α") + place)
    for place, name in enumerate(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigmaf sigma tau upsilon phi chi psi omega".split()
    )
} | {"varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varpi": "π", "varrho": "ρ"}
PARTING = (
    "textendash textemdash textellipsis ldots dots slash quad qquad newline linebreak par "
    "textbackslash textbar textquoteright textquoteleft textquotesingle textquotedbl "
    "textquotedblleft textquotedblright enskip enspace thinspace space "
    "textvisiblespace textperiodcentered cdot textasciitilde textunderscore"
).split()
SUFFIXES = "jr sr ii iii iv".split()
# With which a family name may be one word or two: `O'Brien`, `Ben-David`, `De Sa`.
PARTICLES = (
    "o d l de da di du la le el al mc mac ben bar van von der den ter ten st del dos das san "
    "abu ibn"
).split()
TRANSLITERATED = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}  # ä, ö, ü, å without their letters

MIN_TITLE_OVERLAP = 0.8  # share of common words from which two titles may be the same
MIN_LIKENESS = 0.85  # share of equal letters, of titles whose authors are the same
MIN_AGREEING = 0.5  # of a title's words, for an identifier to count
MIN_AGREEING_BESIDE_AUTHOR = 0.2  # the same, where the first author agrees
MIN_TITLE_WORDS = 4  # from which a title alone, without authors, may name a work

# The parts of the rules that the page needs: all that is written in capitals above.
RULES: dict[str, Any] = {name: value for name, value in list(globals().items()) if name.isupper()}
