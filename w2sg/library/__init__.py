"""The ground: what the files hold, read into records that nothing changes."""

from w2sg.library.load import Library, load, load_strict

__all__ = ["Library", "load", "load_strict"]
