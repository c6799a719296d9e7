"""One step from one form of the database to the next per module, read by Alembic."""
