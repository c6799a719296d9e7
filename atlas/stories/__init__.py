"""Stories as small files: read, write, edit, and report what has changed since."""
