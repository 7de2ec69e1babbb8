"""Records from the services that keep them: arXiv, Crossref, DBLP, OpenReview, proceedings."""

from w2sg.upkeep.services.found import Found, LookupFailed, Reader
from w2sg.upkeep.services.lookup import look_up, pasted

__all__ = ["Found", "LookupFailed", "Reader", "look_up", "pasted"]
