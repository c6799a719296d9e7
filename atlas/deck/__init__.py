"""Slide decks to edit: what each slide shows, and the PowerPoint file it is written to."""
