"""What changes the sources: adding, refreshing, what waits, formatting, links, releases."""
