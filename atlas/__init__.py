"""An interactive atlas of how people live together in small areas.

>>> from atlas import open_atlas
>>> open_atlas("luton").name
'Luton'
"""

from atlas.facade import Atlas, open_atlas

__version__ = "0.1.0"
__all__ = ["Atlas", "__version__", "open_atlas"]
