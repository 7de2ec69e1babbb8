"""Questions to a library: lists, counts, scores, lineage, and what Browse asks."""
