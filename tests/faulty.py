"""A made-up library with every fault that `w2sg check` names, and files that cannot be read."""

# ruff: noqa: E501 made-up inputs keep their long lines
from __future__ import annotations

import shutil
from pathlib import Path

RICH = Path(__file__).parent / "rich"
PAGE = (RICH / "docs/papers/lee2024noisy.md").read_text(encoding="utf-8")
FULL = (RICH / "docs/papers/doe2024weak.md").read_text(encoding="utf-8")

_ICM = "booktitle = {Proceedings of the 40th International Conference on Machines}, year = {2023}"
_URL = "url = {https://example.org/x}"
# key -> entry; each stands in a line of its own, so that the numbers of the lines stay readable.
ENTRIES = {
    "Bad-Key": f"@inproceedings{{Bad-Key, title = {{One}}, author = {{Doe, Jane}}, {_ICM}}}",
    "doe2023type": "@manual{doe2023type, title = {Two}, author = {Doe, Jane}, year = {2023}, "
    "journal = {Journal of Weak Things}}",
    "doe2023typo": "@artikel{doe2023typo, title = {Three}, author = {Doe, Jane}, year = {2023}, "
    "journal = {Journal of Weak Things}}",
    "doe2023empty": "@article{doe2023empty, title = {}, year = {2023}, "
    "journal = {Journal of Weak Things}}",
    "doe2023venue": "@inproceedings{doe2023venue, title = {Four}, author = {Doe, Jane}, "
    "booktitle = {Nowhere}, year = {2023}}",
    "doe2023field": f"@inproceedings{{doe2023field, titel = {{x}}, month = {{may}}, title = {{Five}}"
    f", author = {{Doe, Jane}}, {_ICM}}}",
    "doe2023nowhere": "@misc{doe2023nowhere, title = {Six}, author = {Doe, Jane}, year = {2023}, "
    f"journal = {{arXiv}}, {_URL}}}",
    "doe2023char": f"@inproceedings{{doe2023char, title = {{Se\tv\u200ben}}, author = {{Doe, Jane}}, "
    f"{_ICM}}}",
    "doe2023long": f"@inproceedings{{doe2023long, title = {{Eight}}, author = {{Doe, Jane}}, {_ICM}, "
    f"note = {{{'x' * 4001}}}}}",
    "doe2023fits": f"@inproceedings{{doe2023fits, title = {{Nine}}, author = {{Doe, Jane}}, {_ICM}, "
    f"note = {{{'x' * 3998}\tx}}}}",
    "doe2023first": f"@inproceedings{{doe2023first, title = {{Ten}}, author = {{Doe, Jane}}, {_ICM}, "
    "doi = {10.1000/ten}, eprint = {2301.00001}, eprinttype = {arxiv}}",
    "doe2023second": f"@inproceedings{{doe2023second, title = {{{{T}}EN!}}, author = {{Doe, Jane}}, "
    f"{_ICM}, doi = {{10.1000/TEN}}, eprint = {{2301.00001}}, eprinttype = {{arxiv}}}}",
    "doe2022year": "@inproceedings{doe2022year, title = {Eleven}, author = {Doe, Jane}, "
    "booktitle = {ICM}, year = {2022}}",
    "doe2023early": f"@inproceedings{{doe2023early, title = {{Twelve}}, author = {{Doe, Jane}}, {_ICM}"
    ", eprint = {1801.00001}, eprinttype = {arxiv}}",
    "doe2023just": f"@inproceedings{{doe2023just, title = {{Twelve and More}}, author = {{Doe, Jane}}"
    f", {_ICM}, eprint = {{1901.00002}}, eprinttype = {{arxiv}}}}",
    "doe2023late": f"@inproceedings{{doe2023late, title = {{Thirteen}}, author = {{Doe, Jane}}, {_ICM}"
    ", eprint = {2601.00003}, eprinttype = {arxiv}}",
    "doe2023soon": f"@inproceedings{{doe2023soon, title = {{Thirteen and More}}, author = {{Doe, J}}"
    f", {_ICM}, eprint = {{2501.00004}}, eprinttype = {{arxiv}}}}",
    "doe2023ids": f"@inproceedings{{doe2023ids, title = {{Fourteen}}, author = {{Doe, Jane}}, {_ICM}, "
    "doi = {https://doi.org/10.1000/x}, eprint = {2301.1}, url = {javascript:alert(1)}, "
    "pages = {1-9}}",
    "doe2023pages": f"@inproceedings{{doe2023pages, title = {{Fifteen}}, author = {{Doe, Jane}}, "
    f"{_ICM}, pages = {{19--9}}, url = {{https://localhost/x}}}}",
    "doe2023sound": f"@inproceedings{{doe2023sound, title = {{Sixteen}}, author = {{Doe, Jane}}, "
    f"{_ICM}, pages = {{S9--S10}}, eprint = {{cs.LG/0301001}}, eprinttype = {{arxiv}}, {_URL}}}",
    "doe2023others": f"@inproceedings{{doe2023others, title = {{Seventeen}}, "
    f"author = {{Doe, Jane and others}}, {_ICM}}}",
    "doe2023nobody": f"@inproceedings{{doe2023nobody, title = {{Eighteen}}, "
    f"author = {{Doe, Jane and and Roe, R. and POE, Ann and {{ACME}} and {{BIG TEAM}}}}, {_ICM}}}",
    "doe2023and": f"@inproceedings{{doe2023and, title = {{Eighteen and More}}, "
    f"author = {{Doe, Jane and and Roe, Richard and , Al}}, {_ICM}}}",
    "doe2023initials": f"@inproceedings{{doe2023initials, title = {{Nineteen}}, "
    f"author = {{Doe, J. and Roe, R.-S.}}, {_ICM}}}",
    "doe2023whole": f"@inproceedings{{doe2023whole, title = {{{{Twenty {{A}} Words}}}}, "
    f"author = {{Doe, Jane}}, {_ICM}}}",
    "doe2023capitals": "@inproceedings{doe2023capitals, title = {Socrates and Socrates: eBay, "
    f"{{GPT}} and GPT-4 of B, A and I}}, author = {{Doe, Jane}}, {_ICM}}}",
    "doe2023book": "@inproceedings{doe2023book, title = {Twenty-one}, author = {Doe, Jane}, "
    "booktitle = {International Conference on Machines 2024}, year = {2023}}",
    "doe2023pageless": f"@inproceedings{{doe2023pageless, title = {{Twenty-two}}, "
    f"author = {{Doe, Jane}}, {_ICM}}}",
}
# The same faults where each field has a line of its own.
SPREAD = (
    f"""% A comment.
@misc{{doe2021huge,
  title = {{{"huge " * 801}}},
  author = {{Doe, Jane}},
  year = {{2021}},
  howpublished = {{Blog}},
  url = {{https://example.org/huge}},
}}
@misc{{doe2021untitled,
  author = {{Doe, Jane and {"x" * 90}, {"Y" * 90}}},
  year = {{2021{"1" * 30}}},
  howpublished = {{Blog}},
  url = {{https://example.org/{"<" * 90}}},
  eprint = {{{"1" * 90}}},
  doi = {{{"1" * 90}}},
  pages = {{{"x" * 90}}},
  {"f" * 50} = {{x}},
}}
@misc{{{"d" * 90},
  author = {{Doe, Jane}},
  year = {{2021}},
  howpublished = {{Blog}},
  url = {{https://example.org/{"G" * 9}}},
}}
@{"m" * 90}{{doe2021word,
  title = {{A {"G" * 50}}},
  author = {{Doe, Jane}},
  year = {{2021}},
  journal = {{International Conference on Machines 2024 {"j" * 90}}},
}}
"""
    + """
@manual{doe2021spread,
  title = {{Spread Out}},
  author = {Doe, Jane and others},
  month = {may},
  year = {2020},
  booktitle = {International Conference on Machines 2024},
  note = {a\u200bb},
  doi = {x},
  url = {x},
  eprint = {1501.00009},
  eprinttype = {arxiv},
  pages = {x},
}
@inproceedings{doe2021again,
  title = {Spread out, GPT},
  author = {Roe, Jane},
  booktitle = {International Conference on Machines 2024},
  doi = {X},
  year = {2021},
  eprint = {1501.00009},
}
@article{doe2021bare,
  year = {2021},
  journal = {},
  author = {},
  title = {},
}
@misc{doe2021misc,
  title = {Of Nothing},
  author = {},
  year = {2021},
  howpublished = {Blog},
  url = {},
}
"""
)
# Pages with faults, of records that have none.
PAGES = {
    "doe2023fits": PAGE.replace("role: related", "role: relatd")
    .replace("gain: not-applicable", "gain: maybe")
    .replace("level: official", "level: offical")
    .replace("[alignment/preferences]", "[alignment/preferences, theory, theory/bounds]")
    .replace("setting: [vision]", "setting: [vision, vision]")
    .replace("weak_kind: [none]", "weak_kind: []"),
    "doe2023first": FULL.replace("question: when-fail", "question: when-it-fails")
    .replace("stance: supports", "stance: support")
    .replace("where: Fig. 3", 'where: ""')
    .replace("where: Fig. 4", 'where: ""')
    .replace("student: 300, ", "")
    .replace("pgr: 50.3", "pgr: 56")
    .replace("https://example.org/doe24#t2", "example.org")
    .replace("code: ", "coed: ")
    .replace("https://example.org/doe24.pdf", "ftp://example.org/x")
    .replace("aliases:", "extends: [doe2023first, doe2024week]\naliases:")
    .replace("A summary in *our* words & more.", "word " * 61),
    "doe2023just": FULL.replace("pgr: 50.3", "pgr: 51").replace(
        "A summary in *our* words & more.", "word " * 60
    ),
    "doe2023soon": PAGE.replace("{{ paper() }}", "").replace(
        "{{ paper_record() }}", "{{ paper_record() }}{{ paper_record() }}"
    ),
    "doe2023sound": PAGE.replace("role: related", "roll: related\nlabels: [x]")
    .replace("on: 2025-11-23", "on: yesterday\n  by: me")
    .replace("summary: Votes with noise.", "summary: 7"),
    "doe2023others": PAGE.replace("---\n", "", 1),
    "doe2023initials": PAGE.replace("added:", "extends: [doe2023whole]\nadded:"),
    "doe2023whole": PAGE.replace("added:", "extends: [doe2023book]\nadded:"),
    "doe2023book": PAGE.replace("added:", "extends: [doe2023initials]\nadded:"),
    "doe2024weka": PAGE,
}
BLOCKS = """---
role:
  core
category:
  - alignment
  - theory/bounds
setting:
  - nlp
  - nlb
weak_kind:
  - noisy-labels
  - noisy
gain: "yes"
summary: Short.
evidence:
  - question: scaling
    stance: support
    finding: It does.
    where: ""
  - finding: It does not.
    question: scale
    stance: supports
    where: Table 1
results:
  - task: a
    metric: b
    weak: 1
    student: 2
    ceiling: 3
    pgr: 200
    where: ""
    address: javascript:alert(1)
  - task: c
    metric: b
    where: Table 2
extends:
  - doe2024weak
  - doe2024lost
links:
  pdf: https://example.org/x.pdf
  slides: https://example.org/y
  code: code
checked:
  on: 2026-01-01
  level: offical
added: 2026-01-01
---

{{ paper() }}
{{ paper() }}
"""
_TWICE = "  - {id: nlp, name: NLP again, about: Language.}\nweak_kinds:"
EDITS = {
    "data/taxonomy.yml": (
        ("weak_kinds:", _TWICE),
        ("gains:", "  - {id: none, name: None again}\ngains:"),
        ("  - {id: scaling,", "  - {id: scaling, name: Again}\n  - {id: scaling,"),
        ("settings:", "  - {id: theory, name: Theory again, subtopics: []}\nsettings:"),
    ),
    "data/resources.yml": (
        ("https://bench.example.org/", "bench"),
        ("id: labels", "id: bench"),
        ("papers: [doe2024weak, open2025report]", "papers: [doe2024weak, open2025reports]"),
    ),
    "data/paths.yml": (("key: doe2024weak", "key: doe2024wek"),),
    "data/insights.yml": (("key: lee2024noisy", "key: lee2024"),),
    "data/original_list.yml": (("works: [poe2025chain, open", "works: [poe2025chains, open"),),
    "data/published.yml": (
        ("[doe2024weak, smith", "[doe2024weak, doe2024lost, smith"),
        (
            "smith2020gone: doe2024weak",
            "smith2020gone: doe2024weaks, lee2024noisy: doe2024weak, roe2022strong: x",
        ),
    ),
    "data/excluded.yml": (
        ("year: 2020", "year: twenty"),
        ("- title: No Address", "- titel: No Address"),
    ),
    "data/pending.yml": (("- title: Not Read Yet", "title: Not Read Yet"),),
    # What was released differs from what stands, which nobody checked again but for the last.
    "docs/snapshots/2025-12/library.json": (
        ("{100--112}", "{100--113}"),
        ('"where": "Table 1"', '"where": "Table 9"'),
        ("with size, 2|3", "with size, 2|5"),
        ('"note": "one run"', '"note": "two runs"'),
        ('"student": 45.0', '"student": 46.0'),
        ("Findings of a Crowd", "Findings of {two} Crowds"),
        ('"on": "2025-11-23",\n     "against": []', '"on": "2025-11-22",\n     "against": []'),
    ),
}


def faulty_root(folder: Path) -> Path:
    """The made-up library with all faults that do not hide each other."""
    root = Path(shutil.copytree(RICH, folder / "faulty"))
    bib = "\n".join(ENTRIES.values()) + "\n"
    (root / "bib/2023.bib").write_text(bib, encoding="utf-8")
    (root / "bib/2021.bib").write_text(SPREAD, encoding="utf-8")
    for key in ("doe2021again", "doe2021misc", "doe2021huge", "doe2021word", "doe2021untitled"):
        (root / f"docs/papers/{key}.md").write_text(PAGE, encoding="utf-8")
    (root / "docs/papers/doe2021spread.md").write_text(BLOCKS, encoding="utf-8")
    for key in ENTRIES.keys() - {"doe2023pageless"}:
        (root / f"docs/papers/{key}.md").write_text(PAGES.get(key, PAGE), encoding="utf-8")
    (root / "docs/papers/doe2024weka.md").write_text(PAGES["doe2024weka"], encoding="utf-8")
    for name, edits in EDITS.items():
        path = root / name
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            if old not in text:
                raise ValueError(f"{name} holds no {old!r}")
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    (root / "data/pending.yml").write_text("title: Not Read Yet\n", encoding="utf-8")
    (root / "docs/settings/speech.md").unlink()
    (root / "docs/settings/speach.md").write_text("# Speech\n", encoding="utf-8")
    return root


YAML = {
    "a value that ends nowhere": "a: 'b\nc: d\n",
    "a tab": "a:\n\tb: c\n",
    "a colon in a value": "a: b\nc: d: e\n",
    "an anchor": "a: &x b\nc: *x\n",
    "an alias": "a: b\nc: *x\n",
    "a key twice": "a: b\nc: d\na: e\n",
    "a list as a key": "? [a]\n: b\n",
    "two documents": "a: b\n---\nc: d\n",
    "twenty levels": "a: " + "[" * 20 + "]" * 20 + "\n",
    "twenty-one levels": "a: " + "[" * 21 + "]" * 21 + "\n",
    "a bell": "a: \x07\n",
    "every kind of scalar": "a: [1, -1, 01, 1.5, 1e5, 1.5e-3, .5, +0, 1_000, 0x1F]\n"
    "b: [true, false, True, yes, on, null, ~, '', 'true', \"1\", 2026-01-01]\n"
    "c:\n  - d: |\n      e\n      f\n    g: >-\n      h\n      i\n",
    "nothing": "# only a comment\n",
}
BIB = {
    "a key twice": "@misc{a, title={x}}\n\n@misc{a, title={y}}\n",
    "a field twice": "@misc{a, title={x},\n title={y}, year={1}, year={2}}\n",
    "loose text": "% a comment\nhello\n@misc{a, title={x}}\n% fine\n",
    "a comment only": "% a comment\n\n  % another\n@misc{a, title={x}}\n",
    "strings": '@string{x = "y"}\n@preamble{"z"}\n@comment{c}\n@misc{a, title={x}}\n',
    "no end": "@misc{a, title={x},\n  year={2020},\n",
    "no key": "@misc{title={x}}\n",
    "bare values": "@misc{a, title = word, year = 2020,\n month = may # jun}\n",
    "braces": '@misc{a,\n title = "a } b {", note = {c \\{ d}}\n',
    "quotes and case": '@MISC{a, TITLE = "x {y}",\n  Year = 2020 }\n',
}
