"""What the columns of the CSV table mean, as CSVW metadata.

W3C (2015), *Metadata Vocabulary for Tabular Data*, https://www.w3.org/TR/tabular-metadata/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pandas.api.types import is_integer_dtype, is_numeric_dtype

from atlas.export import suggest_file_name
from atlas.export.columns import describe_columns
from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import describe_extract, describe_indicator
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.definitions import Indicator
    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "csv-metadata",
    to_say("Description of the CSV table (CSVW)"),
    ".csv-metadata.json",
    "application/csvm+json",
    "data",
    also_called=("csvw",),
    has_wards=True,
)


def write(extract: Extract) -> bytes:
    """Return the description of a table called as the atlas would call it."""
    return write_metadata(extract, suggest_file_name(extract, "csv"))


def metadata_name(file_name: str) -> str:
    """Return where CSVW looks for a table's metadata.

    Examples
    --------
    >>> metadata_name("luton.csv")
    'luton.csv-metadata.json'
    """
    return f"{file_name}-metadata.json"


def write_metadata(extract: Extract, file_name: str) -> bytes:
    """Return the description of the table in the file named."""
    described = describe_extract(extract)
    about = {indicator.id: indicator for indicator in extract.indicators}
    columns = [
        {
            "name": name,
            "titles": name,
            "datatype": _find_kind(extract, name),
            **({"required": True} if name == "area" else {"null": ""}),
            "dc:title": title,
            "dc:description": sentence,
            **(_describe_source(about[name], extract) if name in about else {}),
        }
        for name, (title, sentence) in describe_columns(extract).items()
    ]
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file_name,
        "dc:title": extract.title,
        "dc:description": " ".join(extract.filter_words),
        **({"dc:relation": extract.link} if extract.link else {}),
        "dc:license": {"@id": extract.licences[0].page} if extract.licences else "",
        "dc:rights": " ".join(extract.attributions),
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ","},
        "tableSchema": {"columns": columns, "primaryKey": "area"},
        "notes": [described],
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _find_kind(extract: Extract, name: str) -> str:
    """Return the datatype of a column: text, a whole number, or any number."""
    if name not in extract.table or not is_numeric_dtype(extract.table[name]):
        return "string"
    return "integer" if is_integer_dtype(extract.table[name]) else "double"


def _describe_source(indicator: Indicator, extract: Extract) -> dict[str, str]:
    about = describe_indicator(indicator, extract.definitions)
    return {
        "schema:unitText": about["unit"],
        "dc:temporal": about["year"],
        "dc:source": about["source"],
        "dc:license": about["licence"],
        "rdfs:comment": about["caution"],
        "skos:scopeNote": say(
            "Base: {base}. Rule: {rule}.", base=about["base"], rule=about["base_rule"]
        ),
    }
