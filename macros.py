"""The names that a page may call: each gives a part of the page, as HTML or Markdown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
if str(ROOT) not in sys.path:  # as when `mkdocs` is called by that name, not by `python -m`
    sys.path.insert(0, str(ROOT))

from w2sg.mkdocs import build  # noqa: E402
from w2sg.mkdocs.same_pages import compile_same_pages_once  # noqa: E402
from w2sg.render.lists import ListMacros  # noqa: E402
from w2sg.render.macros import Macros  # noqa: E402
from w2sg.render.news import NewsMacros  # noqa: E402
from w2sg.render.papers import PaperMacros  # noqa: E402
from w2sg.render.pictures import PictureMacros  # noqa: E402
from w2sg.render.questions import QuestionMacros  # noqa: E402
from w2sg.render.terms import TermMacros  # noqa: E402

# name -> the class whose method of that name renders it; its docstring says what it gives.
MACROS: dict[str, type[Macros]] = {
    "all_findings": QuestionMacros,
    "browse": ListMacros,
    "categories": TermMacros,
    "category": TermMacros,
    "category_settings": PictureMacros,
    "category_years": PictureMacros,
    "checkbib": ListMacros,
    "cite": PaperMacros,
    "cite_library": ListMacros,
    "claims_in_brief": QuestionMacros,
    "compare": ListMacros,
    "corrections": ListMacros,
    "explore_gap": PictureMacros,
    "exports": ListMacros,
    "find_field": ListMacros,
    "gaps": PictureMacros,
    "glossary": QuestionMacros,
    "idea": ListMacros,
    "insight": QuestionMacros,
    "latest_news": NewsMacros,
    "left_out": ListMacros,
    "levels": ListMacros,
    "levels_over_time": ListMacros,
    "lineage": PictureMacros,
    "news": NewsMacros,
    "numbers": ListMacros,
    "own_words": QuestionMacros,
    "paper": PaperMacros,
    "paper_record": PaperMacros,
    "path": ListMacros,
    "question": QuestionMacros,
    "questions": TermMacros,
    "repository_link": PaperMacros,
    "resources": ListMacros,
    "scores": PictureMacros,
    "setting": TermMacros,
    "settings": TermMacros,
    "short_answer": QuestionMacros,
    "short_answers": QuestionMacros,
    "snapshots": ListMacros,
    "sources": ListMacros,
    "topics": TermMacros,
    "term": QuestionMacros,
    "untested_among": TermMacros,
    "venue_years": PictureMacros,
    "venues": ListMacros,
    "weak_gains": PictureMacros,
}
# Those about the paper or term whose page calls them; all others take what they are about.
OF_THIS_PAGE = frozenset(
    {"category", "paper", "paper_record", "question", "setting", "short_answer"}
)


def define_env(env: Any) -> None:
    """Called by mkdocs-macros at the start of a build, by Zensical for each page."""
    build.begin(env, ROOT, MACROS, OF_THIS_PAGE)


def on_pre_page_macros(env: Any) -> None:
    """Called by mkdocs-macros before it renders a page."""
    compile_same_pages_once(env)


def on_post_build(env: Any) -> None:
    """Called by mkdocs-macros after a build."""
    build.end(env, ROOT)
