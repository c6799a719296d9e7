"""One kind of record per module, each with a KIND; discovered and not registered."""
