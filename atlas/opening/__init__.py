"""Which places can be opened, and among which others each is compared."""
