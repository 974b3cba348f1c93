"""How a result shows itself in a notebook without knowing who draws it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar


class ShownInNotebooks:
    """A result that names its renderer as an entry point does, ``package.module:function``.

    Results belong to rooms below the ones that make HTML, so they hold the renderer's name and load
    it when a notebook asks.

    >>> class Answer(ShownInNotebooks, renderer="html:escape"):
    ...     pass
    >>> Answer.renderer
    'html:escape'
    """

    renderer: ClassVar[str]

    def __init_subclass__(cls, *, renderer: str, **more: Any) -> None:
        """Keep the renderer's name with the class."""
        super().__init_subclass__(**more)
        cls.renderer = renderer

    def _repr_html_(self) -> str:
        """The result as HTML."""
        module, function = self.renderer.split(":")
        html: str = getattr(import_module(module), function)(self)
        return html
