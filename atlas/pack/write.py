"""Write packs reproducibly: the same inputs give the same bytes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from atlas.errors import BuildError, Fault
from atlas.pack.bring_back import FORMER
from atlas.pack.manifest import checksum
from atlas.pack.schema import FORMAT, MANIFEST, OPTIONAL, TABLES, VERSION, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd


def write_pack(
    folder: Path, tables: Mapping[str, pd.DataFrame], *, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Write all tables and the manifest atomically.

    The tables go to a folder beside the target, which replaces the target only when the
    manifest is written: an interrupted build leaves the former pack as it was.

    Parameters
    ----------
    folder
        Path of the pack.
    tables
        Tables by their name in `atlas.pack.schema`, without an index; sorted by key here.
    facts
        Further content of the manifest: place, sources, counts.

    Returns
    -------
    dict
        The manifest.
    """
    _check_schema(tables)
    former = folder.with_name(FORMER.format(folder.name))
    if former.exists() and not folder.exists():
        former.rename(folder)
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    listed = {}
    for name, schema in _expected(tables).items():
        table = tables[name].sort_values(list(schema.key)).reset_index(drop=True)
        content = to_parquet(table)
        (partial / f"{name}.parquet").write_bytes(content)
        listed[name] = {
            "file": f"{name}.parquet",
            "row": schema.row,
            "rows": len(table),
            "columns": table.shape[1],
            "bytes": len(content),
            "checksum": checksum(content),
        }
    manifest = {"format": FORMAT, "version": VERSION, **facts, "tables": listed}
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (partial / MANIFEST).write_text(text, encoding="utf-8")
    # The former pack is moved aside first; `bring_back` restores it after an interruption.
    shutil.rmtree(former, ignore_errors=True)
    if folder.exists():
        folder.rename(former)
    partial.rename(folder)
    shutil.rmtree(former, ignore_errors=True)
    return manifest


def to_parquet(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet, with the same bytes for the same figures."""
    # Pandas' metadata contains library versions, which would change the bytes of a pack with
    # the same figures.
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    sink = pa.BufferOutputStream()
    parquet.write_table(arrow, sink, compression="zstd", compression_level=9)
    return bytes(sink.getvalue().to_pybytes())


def _expected(tables: Mapping[str, pd.DataFrame]) -> dict[str, Table]:
    return TABLES | {name: schema for name, schema in OPTIONAL.items() if name in tables}


def _check_schema(tables: Mapping[str, pd.DataFrame]) -> None:
    faults = []
    for name, schema in _expected(tables).items():
        missing = [column for column in schema.columns if column not in tables.get(name, ())]
        if missing:
            what = f"The table lacks the columns {', '.join(missing)}."
            faults.append(Fault(f"pack table {name}", what, remedy="Correct the build."))
        elif tables[name].duplicated(list(schema.key)).any():
            what = f"Rows with the same {' and '.join(schema.key)} occur twice."
            faults.append(Fault(f"pack table {name}", what, remedy="Correct the source."))
    if faults:
        raise BuildError(faults)
