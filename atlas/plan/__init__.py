"""Plan what a place means to do: records, files, views and pages of their own, beside the map."""
