"""Encryption in the age format: files are encrypted with the folder's key, and the key with a
passphrase.

The passphrase protects the key through scrypt, which takes about a second. Encrypting households
with the key is fast.
"""

from __future__ import annotations

from pathlib import Path

import pyrage

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import NotRegularError, read_regular

_LARGEST_KEY = 100_000


class Vault:
    """Encrypts and decrypts files with a folder's key."""

    def __init__(self, identity: pyrage.x25519.Identity) -> None:
        self._identity = identity

    @classmethod
    def made(cls, passphrase: str) -> tuple[Vault, bytes]:
        """A new key, and the bytes of its file, encrypted with the passphrase."""
        identity = pyrage.x25519.Identity.generate()
        return cls(identity), pyrage.passphrase.encrypt(str(identity).encode(), passphrase)

    @classmethod
    def opened(cls, file: Path, passphrase: str) -> Vault:
        """The key in a file.

        Raises:
            InputError: the passphrase does not open it.
        """
        try:
            plain = pyrage.passphrase.decrypt(read_regular(file, _LARGEST_KEY), passphrase)
            return cls(pyrage.x25519.Identity.from_str(plain.decode()))
        except NotRegularError as error:
            raise InputError(
                [Problem("passphrase", str(error), "the key file of this folder", str(file))]
            ) from None
        except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
            expected = "the passphrase that this folder was locked with"
            raise InputError(
                [Problem("passphrase", "one that does not open it", expected, str(file))]
            ) from None

    def lock(self, plain: bytes) -> bytes:
        """Encrypt bytes."""
        locked: bytes = pyrage.encrypt(plain, [self._identity.to_public()])
        return locked

    def unlock(self, locked: bytes, name: str) -> bytes:
        """Decrypt the bytes of a file.

        Raises:
            InputError: it was not encrypted with this key, or has been changed.
        """
        try:
            return bytes(pyrage.decrypt(locked, [self._identity]))
        except pyrage.DecryptError:
            raise InputError(
                [
                    Problem(
                        "file",
                        "bytes that this folder's key does not open",
                        "a file of this folder",
                        name,
                    )
                ]
            ) from None
