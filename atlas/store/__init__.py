"""Read-only access to packs."""

from atlas.store.store import LEVELS, Store, open_store

__all__ = ["LEVELS", "Store", "open_store"]
