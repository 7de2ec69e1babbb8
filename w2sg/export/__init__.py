"""Records -> text in the formats that other programs read. Pure functions."""
