"""The page of the plan; it declares PAGE and render as those of `atlas.ui.pages` do."""
