"""What a reader types finds the same papers, in the same order, in Python and in the browser."""

from __future__ import annotations

import json
import random
import subprocess
from urllib.parse import quote_plus

import pytest
import yaml

from tests.helpers import ROOT
from w2sg.export.search_index import search_index
from w2sg.library import Library
from w2sg.library.model import Synonyms
from w2sg.queries.browse import Finder
from w2sg.queries.text_search import TextIndex, Weights, distances, spelled

FIND = yaml.safe_load((ROOT / "tests" / "find_queries.yml").read_text(encoding="utf-8"))
PAPERS = [query for query in FIND if "paper" in query]


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder.of(library)


def answer(finder: Finder, words: str) -> list[str]:
    query, _ = finder.parse(f"q={quote_plus(words)}")
    return [paper.key for paper in finder.run(query)]


@pytest.mark.parametrize("query", PAPERS, ids=lambda query: query["words"])
def test_the_queries_written_before_the_code(finder: Finder, query: dict[str, str | int]) -> None:
    within = int(query.get("within", 1))
    assert query["paper"] in answer(finder, str(query["words"]))[:within]


def test_titles_keys_and_short_citations_find_their_paper_first(finder: Finder) -> None:
    papers = finder.library.papers
    titles = [paper.title for paper in papers.values()]
    for key in random.Random(3).sample(sorted(papers), 60):
        paper = papers[key]
        assert answer(finder, key)[0] == key
        assert answer(finder, paper.cited_as)[0] == key
        if titles.count(paper.title) == 1:
            assert answer(finder, paper.title)[0] == key


def test_one_wrong_letter_in_a_surname_still_finds(finder: Finder) -> None:
    dice = random.Random(7)
    papers = list(finder.library.papers.values())
    surnames = sorted({p.authors[0].family for p in papers if len(p.authors[0].family) >= 6})
    for surname in dice.sample(surnames, 25):
        wrong = misspelt(dice, surname)
        keys = {p.key for p in papers if any(a.family == surname for a in p.authors)}
        found = answer(finder, wrong)
        assert keys & set(found), (surname, wrong)


def misspelt(dice: random.Random, word: str) -> str:
    """The word with one letter exchanged, added, left out or swapped with the next."""
    pos = dice.randrange(1, len(word) - 1)
    start, letter, rest = word[:pos], word[pos], word[pos + 1 :]
    other = dice.choice("qxzj")
    ends = [other + rest, letter + other + rest, rest, rest[0] + letter + rest[1:]]
    return start + dice.choice(ends)


def random_text(dice: random.Random, finder: Finder, words: list[str]) -> str:
    """Words of papers; some cut, misspelt, joined, quoted, excluded, in the plural; a synonym."""
    paper = dice.choice(list(finder.texts.values()))
    own = " ".join(paper.fields).split()
    chosen = [dice.choice(own if dice.random() < 0.7 else words) for _ in range(dice.randint(1, 5))]
    for i, word in enumerate(chosen):
        kind = dice.randrange(12)
        if kind == 0:
            chosen[i] = word[: dice.randint(1, len(word))]
        elif kind == 1 and len(word) > 3:
            chosen[i] = misspelt(dice, word)
        elif kind == 2:
            chosen[i] = f"{word}-{dice.choice(words)}"
        elif kind == 3:
            chosen[i] = f'"{word} {dice.choice(own)}"'
        elif kind == 4:
            chosen[i] = f"-{word}"
        elif kind == 5:
            chosen[i] = dice.choice(dice.choice(finder.library.synonyms.groups))
        elif kind == 6:
            chosen[i] = f"{word}s"
    return " ".join(chosen)


@pytest.mark.node
@pytest.mark.slow
def test_random_texts_are_answered_alike_in_javascript(finder: Finder) -> None:
    dice = random.Random(20)
    fields = [field for text in finder.texts.values() for field in text.fields]
    words = sorted({word for field in fields for word in field.replace("|", " ").split()})
    texts = [random_text(dice, finder, words) for _ in range(100)]
    texts += [str(query["words"]) for query in FIND]
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "js" / "answers.mjs")],
        input=json.dumps([json.loads(search_index(finder.library)), texts]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers = json.loads(done.stdout)
    ours = [answer(finder, text) for text in texts]
    assert sum(map(bool, ours)) > len(texts) / 2
    for text, expected, found in zip(texts, ours, answers, strict=True):
        assert found == expected, text


# Reads [vocabulary, words] as JSON, writes for each word the nearest words, with their distance.
NEAREST = f"""
import {{ readFileSync }} from "node:fs";
import {{ TextIndex }} from "{(ROOT / "docs/assets/search/engine.js").as_uri()}";
const [vocabulary, words] = JSON.parse(readFileSync(0, "utf8"));
const synonyms = {{ groups: [], small_words: [] }};
const index = new TextIndex([[vocabulary.join(" ")]], [{{ whole: 1, start: 1 }}], synonyms);
console.log(JSON.stringify(words.map(([word, most]) => index.nearest(word, most))));
"""


@pytest.mark.node
def test_javascript_knows_the_nearest_words_without_comparing_all(finder: Finder) -> None:
    dice = random.Random(9)
    fields = [field for text in finder.texts.values() for field in text.fields]
    every = sorted({word for field in fields for word in spelled(field).replace("|", " ").split()})
    start = dice.randrange(len(every))
    near = (every + every)[start : start + 300]  # which share how they begin
    vocabulary = sorted({*near, *dice.sample(every, 300)})
    words = [w for w in dice.sample(vocabulary, 120) if len(w) > 3]
    words = [dice.choice([misspelt(dice, word), misspelt(dice, word), word]) for word in words]
    words += [misspelt(dice, word) for word in words if len(word) > 3]
    asked = [(word, 1 + (len(word) >= 8)) for word in words]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", NEAREST],
        input=json.dumps([vocabulary, asked]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for (word, most), made in zip(asked, json.loads(done.stdout), strict=True):
        near_by: dict[tuple[int, bool], list[str]] = {}
        for other in vocabulary:
            whole, begun = distances(word, other, most)
            if 0 < whole <= most:
                near_by.setdefault((whole, False), []).append(other)
            elif 0 < begun <= most and len(word) >= 5:
                near_by.setdefault((begun, True), []).append(other)
        nearest = min(near_by, default=(most + 1, False))
        wanted = {"distance": nearest[0], "words": near_by.get(nearest, [])}
        assert made == wanted, word


SYNONYMS = Synonyms(groups=(("PGR", "gap recovered"),), small_words=("the", "of"))
WEIGHTS = (Weights(8, 5), Weights(8, 5), Weights(2, 1))
TEXTS = {
    "a": ("noisy labels", "spin", "a gap recovered of much"),
    "b": ("label noise", "", "the pgr of the strong student"),
    "c": ("star", "", "noisy teachers"),
    "d": ("strongest students", "", ""),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "abcd"),
        ("nois", "abc"),
        ("tar", ""),  # a word begins a word
        ('"noisy lab"', ""),  # a phrase is whole words
        ('"noisy labels"', "a"),
        ("nois -label", "c"),
        ("PGR", "ab"),
        ("gap recovered", "ab"),
        ("labels", "ab"),  # a plural for its singular
        ("the star", "c"),  # a small word may be missing
        ("of", "ab"),  # but not if there is no other
        ("-noisy", "bd"),
        ("teechers", "c"),  # one wrong letter
        ("techaers", "c"),
        ("strongst-studnts", "d"),
        ("noisy star", "c"),
        ("star labels", ""),  # of two words none may be missing
        ("noisy labels much wonder", "a"),  # of three and more, one
        ('noisy labels much "wonder"', "a"),
        ("sta", "c"),
        ("noisylabels", "a"),  # two words as one
        ("strong est", "d"),  # one as two
        ("nois labelling", "ab"),  # another ending
        ("strongestt", "d"),
    ],
)
def test_what_answers(text: str, found: str) -> None:
    assert "".join(sorted(TextIndex(TEXTS, WEIGHTS, SYNONYMS).find(text))) == found


def test_what_answers_better() -> None:
    index = TextIndex(TEXTS, WEIGHTS, SYNONYMS)
    noisy = index.find("noisy")
    assert noisy["a"] > noisy["c"], "a title before a summary"
    assert index.find("spin")["a"] > 400, "a whole nickname"
    pgr = index.find("PGR")
    assert pgr["b"] > pgr["a"], "the word itself before its synonym"


def test_distances() -> None:
    assert distances("burnz", "burns", 1) == (1, 1)
    assert distances("brnus", "burns", 2) == (2, 2)
    assert distances("bunrs", "burns", 1) == (1, 1), "swapped"
    assert distances("distilat", "distillation", 2) == (3, 1), "the beginning only"
    assert distances("cat", "burns", 1) == (2, 2)
