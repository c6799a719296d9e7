"""The layer on the map, made once for every view and export that draws it."""
