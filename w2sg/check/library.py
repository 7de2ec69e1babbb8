"""Rules over the library as a whole: records and pages belong together, keys never vanish."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from graphlib import CycleError, TopologicalSorter

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.addresses import is_address
from w2sg.library.files import PUBLISHED, RELEASES, page_of, unfinished_files
from w2sg.library.problem import Problem, did_you_mean, shorten

UNFINISHED = "unfinished"


def record_and_page(library: Library) -> Iterator[Problem]:
    """Every record has its page, every page its record."""
    keys = {entry.key for entry in library.entries}
    pages = {path.stem for path in (library.root / "docs" / "papers").glob("*.md")}
    for entry in library.entries:
        if entry.key not in pages:
            hint = f"add {page_of(shorten(entry.key))}"
            message = f"{shorten(entry.key)} has no page"
            yield Problem(entry.file, entry.line, "no-page", message, hint)
    for key in sorted(pages - keys):
        hint = did_you_mean(key, keys)
        yield Problem(page_of(key), 1, "no-record", f"no BibTeX entry {key!r}", hint)


def keys_stay(library: Library) -> Iterator[Problem]:
    """A published key is in the library, or retired in favour of one that is."""
    keys = {entry.key for entry in library.entries}
    retired = library.published.retired
    for key in library.published.keys:
        if key not in keys and key not in retired:
            hint = f"restore it, or add it to `retired` in {PUBLISHED} with its successor"
            yield Problem(PUBLISHED, 1, "lost-key", f"{key!r} was published and is gone", hint)
    for old, new in retired.items():
        if new not in keys or old in keys:
            what = f"{old!r} is still a record" if old in keys else f"{new!r} is no record"
            yield Problem(PUBLISHED, 1, "bad-retirement", what, did_you_mean(new, keys))


def extends_in_circles(library: Library) -> Iterator[Problem]:
    """No paper builds, through others, on itself."""
    graph = {key: paper.page.extends for key, paper in library.papers.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [str(key) for key in error.args[1]]
        hint = "keep the link of the later paper to the earlier one"
        message = f"extends: a circle: {' -> '.join(reversed(circle))}"
        yield Problem(page_of(min(circle)), 1, "circle", message, hint)


def ids_unique(library: Library) -> Iterator[Problem]:
    """Ids are unique in each vocabulary."""
    words = library.taxonomy
    for file, name, ids in (
        ("data/taxonomy.yml", "category", [t.id for t in words.categories]),
        ("data/taxonomy.yml", "setting", [t.id for t in words.settings]),
        ("data/taxonomy.yml", "weak_kind", [t.id for t in words.weak_kinds]),
        ("data/taxonomy.yml", "question", [t.id for t in words.questions]),
        ("data/resources.yml", "resource", [r.id for r in library.resources]),
    ):
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield Problem(file, 1, "duplicate", f"{name} {twice!r} stands twice")


def vocabulary_pages(library: Library) -> Iterator[Problem]:
    """Every category, question and setting has its page, and every such page its term."""
    for folder, terms in (
        ("categories", library.taxonomy.categories),
        ("questions", library.taxonomy.questions),
        ("settings", library.taxonomy.settings),
    ):
        ids = {term.id for term in terms} | {"index"}
        files = {path.stem for path in (library.root / "docs" / folder).glob("*.md")}
        for missing in sorted(ids - files):
            file = f"docs/{folder}/{missing}.md"
            yield Problem(
                "data/taxonomy.yml", 1, "no-page", f"{missing} has no page", f"add {file}"
            )
        for extra in sorted(files - ids):
            hint = did_you_mean(extra, ids)
            yield Problem(f"docs/{folder}/{extra}.md", 1, "no-record", "no such term", hint)


def addresses_of_resources(library: Library) -> Iterator[Problem]:
    """Resources lead to web addresses."""
    file = "data/resources.yml"
    for i, resource in enumerate(library.resources):
        if not is_address(resource.url):
            line = library.documents[file].line(i, "url")
            yield Problem(file, line, "bad-address", f"{resource.id}: {resource.url!r}")


def keys_named(library: Library) -> Iterator[Problem]:
    """Resources, paths, insights and the original list name papers of the library."""
    named: list[tuple[str, str, tuple[Hashable, ...]]] = []
    for i, resource in enumerate(library.resources):
        named += [("resources", k, (i, "papers", j)) for j, k in enumerate(resource.papers)]
    for i, path in enumerate(library.paths):
        named += [("paths", s.key, (i, "papers", j)) for j, s in enumerate(path.papers)]
    for i, insight in enumerate(library.insights):
        for side in ("supports", "limits"):
            rows = getattr(insight, side)
            named += [("insights", w.key, (i, side, j)) for j, w in enumerate(rows)]
    for i, row in enumerate(library.original.rows):
        named += [("original_list", k, ("rows", i, "works", j)) for j, k in enumerate(row.works)]
    for stem, key, place in named:
        if key not in library.papers:
            file = f"data/{stem}.yml"
            hint = did_you_mean(key, library.papers)
            yield Problem(file, library.documents[file].line(*place), "unknown-key", key, hint)


def nothing_unfinished(library: Library) -> Iterator[Problem]:
    """No file is left over from a command that was stopped while writing, and every snapshot is of
    a release."""
    for file in unfinished_files(library.root):
        hint = "a command was stopped while it wrote: delete this file, then say it again"
        yield Problem(file, 1, UNFINISHED, "left over from writing", hint)
    versions = {release.version for release in library.releases}
    for folder in sorted((library.root / "docs" / "snapshots").glob("*/")):
        if folder.name not in versions:
            file = f"docs/snapshots/{folder.name}"
            hint = f"say `w2sg release {folder.name}` again, or delete the folder"
            yield Problem(file, 1, UNFINISHED, f"a snapshot that {RELEASES} does not have", hint)


RULES: tuple[Rule, ...] = (
    record_and_page,
    keys_stay,
    ids_unique,
    extends_in_circles,
    vocabulary_pages,
    addresses_of_resources,
    keys_named,
    nothing_unfinished,
)
