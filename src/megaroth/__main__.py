"""``python -m megaroth``: the command line."""

from megaroth.cli.app import main

main()
