"""Search: milliseconds that the browser's script takes for an answer, in node.

    python -m benchmarks.search [papers]        5000 unless told

Kinds of queries: those of `tests/find_queries.yml`; the words of titles; six and seven of them, as
they are and with a letter wrong in each; words that no paper has. All are asked as Browse asks and
as the panel below the header's field does, five times over, and the best of each counts, in
milliseconds of processor time. Prints the median, the slowest twentieth and the slowest.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from benchmarks.build import MEMORY, ROOT
from w2sg.export.search_index import search_index
from w2sg.library import Library, load_strict

PASSES = 5
# Reads [index, kind -> texts] as JSON, writes kind and who asks -> milliseconds.
SCRIPT = """
import { readFileSync } from "node:fs";
import { paperAnswer } from "./docs/assets/search/index.js";
import { searcher } from "./docs/assets/search/results.js";

const [data, kinds, passes] = JSON.parse(readFileSync(0, "utf8"));
const panel = searcher(data, []);
const ask = { Browse: (text) => paperAnswer(text, data), panel };
const times = {};
for (let pass = 0; pass < passes; pass++) {
  for (const [kind, texts] of Object.entries(kinds)) {
    for (const [who, answer] of Object.entries(ask)) {
      const best = (times[`${kind}, ${who}`] ??= []);
      texts.forEach((text, i) => {
        const start = process.cpuUsage();
        answer(text);
        const { user, system } = process.cpuUsage(start);
        best[i] = Math.min(best[i] ?? Infinity, (user + system) / 1000);
      });
    }
  }
}
process.stdout.write(JSON.stringify(times));
"""


def misspelt(dice: random.Random, word: str) -> str:
    """The word with one letter exchanged, added or left out; short ones as they are."""
    if len(word) < 4:
        return word
    pos = dice.randrange(1, len(word))
    return (
        word[:pos]
        + dice.choice([dice.choice("qxzj"), "", dice.choice("qxzj") + word[pos]])
        + (word[pos + 1 :])
    )


def queries(library: Library, number: int = 60) -> dict[str, list[str]]:
    """kind -> texts, by a fixed seed."""
    dice = random.Random(20261128)
    written = yaml.safe_load((ROOT / "tests" / "find_queries.yml").read_text(encoding="utf-8"))
    papers = list(library.papers.values())
    titles = [dice.choice(papers).title.split() for _ in range(number)]
    long = [dice.choice(papers).title.split() for _ in range(9 * number)]
    seven = [words[:7] for words in long if len(words) >= 7][:number]
    wrong = [[misspelt(dice, word) for word in words] for words in seven]
    nowhere = [
        "".join(dice.choice("bcdfghjklmnpqrstvwxz") for _ in range(9)) for _ in range(number)
    ]
    return {
        "written": [query["words"] for query in written],
        "two words": [" ".join(words[:2]) for words in titles],
        "seven words": [" ".join(words) for words in seven],
        "one wrong letter": [misspelt(dice, max(words, key=len)) for words in titles],
        "six wrong words": [" ".join(words[:6]) for words in wrong],
        "seven wrong words": [" ".join(words) for words in wrong],
        "nowhere": nowhere,
    }


def measure(library: Library) -> dict[str, list[float]]:
    """Kind of query, and who asks -> milliseconds of each."""
    asked = [json.loads(search_index(library)), queries(library), PASSES]
    done = subprocess.run(
        [str(shutil.which("node")), "--input-type=module", "-e", SCRIPT],
        input=json.dumps(asked),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    made: dict[str, list[float]] = json.loads(done.stdout)
    return made


def in_a_line(times: list[float]) -> str:
    """`median, 95 %, most`."""
    times = sorted(times)
    return ", ".join(f"{times[i]:.1f}" for i in (len(times) // 2, 19 * len(times) // 20, -1))


def main() -> None:
    from benchmarks.__main__ import enlarged  # which measures this too

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        enlarged(Path(name), number)
        library = load_strict(Path(name))
    print(f"{len(library.papers)} papers, ms: median, 95 %, most")
    for kind, times in measure(library).items():
        print(f"{kind:25} {in_a_line(times)}")


if __name__ == "__main__":
    main()
