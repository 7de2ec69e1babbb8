"""What all parts of pages share: the library, its words, and lists of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from w2sg.library import Library
from w2sg.library.mentions import split_forms, split_mentions
from w2sg.library.model import Paper
from w2sg.library.vocabulary import Vocabulary
from w2sg.queries.lists import core_first
from w2sg.render.page_url import PageUrl
from w2sg.render.templating import environment, render, render_unsearched

Tags = Mapping[str, Sequence[str]]


class Macros:
    """Renders some of a page's parts; its public methods are macros, and take the page's PageUrl
    first. Each returns HTML or Markdown and raises KeyError for unknown ids, which fails the build.

    address: the site's, with a slash at the end; repository: the repository's, for links to forms.
    """

    def __init__(self, library: Library, address: str, repository: str) -> None:
        self.library = library
        self.address = address
        self.repository = repository
        self.words: Vocabulary = library.words

    def _list(self, papers: Iterable[Paper], here: PageUrl) -> str:
        return self._render("papers.html", here, papers=core_first(papers))

    def _filter(
        self,
        here: PageUrl,
        names: Mapping[str, tuple[str, Mapping[str, str]]],
        items: Sequence[Tags],
        unit: str,
    ) -> str:
        """A filter over `items`. names: id -> name and the names of its values, in their order."""
        options = filter_options(names, items)
        return self._render("filter.html", here, options=options, n=len(items), unit=unit)

    def _render(self, template: str, here: PageUrl, **values: object) -> str:
        return render_unsearched(template, here=here, words=self.words, **values)

    def _shown(self, template: str, here: PageUrl, **values: object) -> str:
        """A part that site search finds, with what its template needs to mention papers."""
        marking = partial(self._marking, here)
        shared = {"library": self.library.papers, "prose": self._prose(here), "marking": marking}
        values = {**shared, **values}
        return render(template, here=here, words=self.words, **values)

    def _marking(self, here: PageUrl) -> Callable[[str], Markup]:
        """As `_prose`; each word of the glossary is marked where it first stands in these texts."""
        forms = {form.lower(): word for word in self.library.glossary for form in word.forms}
        seen: set[str] = set()
        linked = environment().get_template("_term.html").module.linked  # type: ignore[attr-defined]

        def mark(part: str) -> Markup | str:
            word = forms.get(part.lower()) or forms[part.lower().removesuffix("s")]
            if word.id in seen:
                return part
            seen.add(word.id)
            made: Markup = linked(here.to(f"glossary/#{word.id}"), word.meaning, part)
            return made

        def marked(text: str) -> Markup:
            parts = split_forms(text, forms) if forms else [text]
            return Markup("").join(mark(part) if n % 2 else part for n, part in enumerate(parts))

        return self._prose(here, marked)

    def _prose(
        self, here: PageUrl, around: Callable[[str], Markup | str] = str
    ) -> Callable[[str], Markup]:
        """Text -> HTML in which each `@key` is a link to its paper. around: what becomes of the
        text between them."""

        def link(key: str) -> Markup:
            made = Markup('<a class="w2-cite" href="{}">{}</a>')
            return made.format(here.to(f"papers/{key}/"), self.library.paper(key).cited_as)

        return lambda text: Markup("").join(
            link(part) if n % 2 else around(part) for n, part in enumerate(split_mentions(text))
        )


def filter_options(
    names: Mapping[str, tuple[str, Mapping[str, str]]], items: Sequence[Tags]
) -> list[tuple[str, str, Mapping[str, str], Counter[str]]]:
    """What a filter over `items` offers: id, name, names of its values, how often each stands."""
    return [
        (id, name, values, Counter(value for tags in items for value in tags[id]))
        for id, (name, values) in names.items()
    ]


def heading(text: str, id: str, level: int = 2) -> str:
    """A Markdown heading with a fixed id, its text inert."""
    inert = "".join(f"&#{ord(c)};" if not c.isalnum() and c not in " ,.-()" else c for c in text)
    return f"{'#' * level} {inert} {{: #{id}}}"
