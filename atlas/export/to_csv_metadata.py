"""What the columns of the CSV table mean, as CSVW metadata.

W3C (2015), *Metadata Vocabulary for Tabular Data*, https://www.w3.org/TR/tabular-metadata/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from atlas.export.format_spec import FormatSpec
from atlas.export.provenance import describe_extract, describe_indicator, describe_type_columns
from atlas.text import say, to_say

if TYPE_CHECKING:
    from atlas.export.extract import Extract

FORMAT = FormatSpec(
    "csv-metadata",
    to_say("Description of the CSV table (CSVW)"),
    ".csv-metadata.json",
    "application/csvm+json",
    "data",
    also_called=("csvw",),
)


def write(extract: Extract) -> bytes:
    """Return the description of a table called as the atlas would call it."""
    filtered = "_filtered" if len(extract.areas) < extract.total else ""
    return write_metadata(extract, f"{extract.place}_areas{filtered}.csv")


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
    columns: list[dict[str, Any]] = [
        {
            "name": "area",
            "titles": "area",
            "datatype": "string",
            "required": True,
            "dc:description": say("Code of the area (2021 lower layer super output area)."),
        }
    ]
    for indicator in extract.indicators:
        about = describe_indicator(indicator, extract.definitions)
        columns.append(
            {
                "name": indicator.id,
                "titles": indicator.id,
                "datatype": "double",
                "null": "",
                "dc:title": about["name"],
                "dc:description": about["sentence"],
                "schema:unitText": about["unit"],
                "dc:temporal": about["year"],
                "dc:source": about["source"],
                "dc:license": about["licence"],
                "rdfs:comment": about["caution"],
                "skos:scopeNote": say(
                    "Base: {base}. Rule: {rule}.", base=about["base"], rule=about["base_rule"]
                ),
            }
        )
    columns.extend(
        {
            "name": typology.id,
            "titles": typology.id,
            "datatype": "string",
            "dc:title": typology.name,
            "dc:description": describe_type_columns(typology)[typology.id],
        }
        for typology in extract.typologies
    )
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
