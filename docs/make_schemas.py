"""Write the JSON Schemas of the household file and of every answer to docs/schemas."""

from __future__ import annotations

import json
from pathlib import Path

from megaroth.cli.schema import NAMES, schema_of

FOLDER = Path(__file__).parent / "schemas"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.schema.json").write_text(json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n", "utf-8")
