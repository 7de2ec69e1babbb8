"""Fuzz one reader with atheris: `python -m tests.fuzz bib [libFuzzer's options]`.

The options end up with libFuzzer (`-max_total_time=600`, `-max_len=4096`); found inputs are kept in
`.fuzz/TARGET/`, an input that breaks the reader in `.fuzz/crash-TARGET-*`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["w2sg", "bibtexparser"]):
    from tests.fuzz.targets import TARGETS, seeds

from tests.helpers import ROOT


def main() -> None:
    name, *options = sys.argv[1:]
    corpus = ROOT / ".fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_text(seed, encoding="utf-8")

    def run(data: bytes) -> None:
        TARGETS[name](data.decode("utf-8", "replace"))

    prefix = f"-artifact_prefix={corpus.parent}/crash-{name}-"
    atheris.Setup([sys.argv[0], prefix, *options, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
