"""The flags that commands with ``--table`` share. The tables are loaded only when one is read."""

from __future__ import annotations

Keep = list[str] | None

PAY_NEEDED = "pay, because a match or nonelective contribution is a share of it"
"""What a match without pay lacks."""
