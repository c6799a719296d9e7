"""Stories as small files: read, write, edit, and tell what has changed since."""
