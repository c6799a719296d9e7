"""Create the tables of records and changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNT = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "records",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("place", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_records"),
        sa.UniqueConstraint("id", name="uq_records_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_records_place_kind", "records", ["place", "kind"])
    op.create_table(
        "changes",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("record", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("before", sa.JSON, nullable=True),
        sa.Column("after", sa.JSON, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.CheckConstraint("what IN ('added', 'changed', 'removed')", name="ck_changes_what"),
        sa.ForeignKeyConstraint(["record"], ["records.id"], name="fk_changes_record"),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_record", "changes", ["record"])


def downgrade() -> None:
    """Drop both tables, with everything in them."""
    op.drop_table("changes")
    op.drop_table("records")
