"""Records -> HTML. Templates escape all text; nothing here knows MkDocs."""
