"""Someone else's bibliography: reading, matching, comparing, correcting."""
