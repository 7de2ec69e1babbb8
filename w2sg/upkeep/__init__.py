"""What changes the sources: adding, refreshing, formatting, links, releases."""
