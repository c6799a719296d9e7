"""Let `python -m atlas` mean the command line."""

from atlas.cli import main

main()
