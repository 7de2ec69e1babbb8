"""MkDocs' build: what pages may call, the content policy, hooks, the preview, shortcuts."""
