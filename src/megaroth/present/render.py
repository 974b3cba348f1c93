"""Draw specifications as pictures, with the library of the extra ``pictures``. They contain every
figure, so nothing is fetched."""

from __future__ import annotations

import importlib.util

from megaroth.present.charts import Spec

_SCALE = 2.0


def can_draw() -> bool:
    """Whether the drawing library is installed."""
    return importlib.util.find_spec("vl_convert") is not None


def svg(spec: Spec) -> str:
    """A picture as SVG."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


def png(spec: Spec) -> bytes:
    """A picture as PNG, two pixels per point."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[])
    return drawn
