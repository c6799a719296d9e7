"""One schema change per module, read by Alembic."""
