"""The programs that the build calls, with what to do if one is missing or fails."""

from __future__ import annotations

import subprocess

from builder.places import HERE, BuildError


def output_of(command: list[str], remedy: str) -> str:
    """What a program prints.

    Raises:
        BuildError: it is not installed, or it failed; names the program, its last lines and the
            remedy.
    """
    try:
        done = subprocess.run(command, check=True, cwd=HERE, capture_output=True, text=True)
    except FileNotFoundError:
        raise BuildError(f"{command[0]} is not installed: {remedy}") from None
    except subprocess.CalledProcessError as error:
        said = "".join(f"\n  {line}" for line in error.stderr.strip().splitlines()[-5:])
        raise BuildError(f"{command[0]} ended with {error.returncode}: {remedy}{said}") from None
    return done.stdout
