"""The Jinja environment of our own templates: autoescape on, unknown names are errors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from w2sg.library.addresses import is_address
from w2sg.library.model import Paper
from w2sg.library.pdf import pdf_address
from w2sg.library.text import number

_MONTHS = ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
_BLANK_LINES = re.compile(r"\n\s*\n+")


@cache
def environment() -> Environment:
    """The environment; templates live in `w2sg/render/templates`."""
    env = Environment(
        loader=PackageLoader("w2sg.render"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["address"] = address
    env.filters["byline"] = byline
    env.filters["counted"] = counted
    env.filters["day"] = day
    env.filters["number"] = number
    env.filters["pdf"] = pdf_address
    env.filters["score"] = score
    env.filters["in_sentence"] = in_sentence
    env.filters["keep_lines"] = keep_lines
    env.filters["compact_json"] = partial(htmlsafe_json_dumps, separators=(",", ":"))
    env.filters["tags"] = tags
    return env


def render(template: str, **values: object) -> str:
    """A filled template as one block without blank lines, so that Markdown leaves it alone."""
    html = environment().get_template(template).render(**values)
    return _BLANK_LINES.sub("\n", html).strip()


def render_unsearched(template: str, **values: object) -> str:
    """A filled template that site search passes over, for what other pages say already.

    Material's search parser ends an excluded element at the first inner end tag of the same name,
    so the template must hold no `<section>`.
    """
    return f"<section data-search-exclude>\n{render(template, **values)}\n</section>"


def address(text: str) -> str:
    """`text` if it is a web address, else `#`: the last guard before an href."""
    return text if is_address(text) else "#"


def counted(number: int, things: str) -> str:
    """`number` of `things`, a plural in s: 1 paper, 2 papers."""
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def in_sentence(name: str) -> str:
    """`name` as it is written inside a sentence: the first letter small, but in an abbreviation,
    whose first word has further capitals."""
    word = name.partition(" ")[0]
    return name if word[1:] != word[1:].lower() else name[:1].lower() + name[1:]


def byline(paper: Paper, limit: int = 4) -> str:
    """Authors' names; beyond `limit` only as many, and how many more there are."""
    names = paper.names
    if len(names) > limit + 1:
        return ", ".join(names[:limit]) + f" and {len(names) - limit} more"
    return ", ".join(names)


def day(date: datetime.date) -> str:
    """A date as people write it, whatever the locale: `23 Nov 2026`."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def score(value: float) -> str:
    """A score with at most two decimals; `number` gives it as it was printed."""
    return number(round(value, 2))


def keep_lines(text: str) -> Markup:
    """`text` for a `<pre>`, its blank lines written so that Markdown keeps them."""
    return escape(text).replace("\n\n", Markup("\n&#10;"))


def tags(values: Mapping[str, Sequence[str]]) -> str:
    """Tags of an item for the page's filter: `setting:nlp weak:self weak:rules`."""
    return " ".join(f"{name}:{value}" for name, found in values.items() for value in found)
