"""Editable slide decks: what each slide shows, and the PowerPoint file it is written to."""
