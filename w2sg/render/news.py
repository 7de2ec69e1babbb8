"""What is new, as parts of a page."""

from __future__ import annotations

from w2sg.queries.news import KINDS, Period, news, published_since
from w2sg.render.macros import Macros, heading
from w2sg.render.page_url import PageUrl


class NewsMacros(Macros):
    """What happened to the library's records, derived from its releases."""

    def news(self, here: PageUrl) -> str:
        """Preprints published since, and each period with what happened in it, newest first."""
        periods = news(self.library)
        if not periods:
            return "Nothing has changed since the first release."
        parts = [
            heading("Preprints that were published since", "published"),
            self._render("published_since.html", here, rows=published_since(self.library)),
        ]
        for period in periods:
            parts.append(heading(_name(period), period.version or "now"))
            parts.append(
                self._render(
                    "news.html", here, period=period, kinds=KINDS, papers=self.library.papers
                )
            )
        return "\n\n".join(parts)


def _name(period: Period) -> str:
    """`November 2026, release 2026-11.2`."""
    month = f"{period.on:%B %Y}"
    return f"{month}, release {period.version}" if period.version else f"{month}, since then"
