"""The map on a page of A4, shared by the formats that draw it."""
