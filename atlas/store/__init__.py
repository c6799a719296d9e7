"""Open a pack and answer questions about it. Read only."""

from atlas.store.store import LEVELS, Store, open_store

__all__ = ["LEVELS", "Store", "open_store"]
