"""One kind of record per module; each declares KIND. Found, not registered."""
