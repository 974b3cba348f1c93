"""The chart of paychecks: the room filling over the year under the limit's line."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.planyear.elections.result import Paychecks
from megaroth.present.charts import COLORS, DOLLARS, Spec, picture
from megaroth.present.paychecks import paydays_of


def filling(answer: Paychecks) -> Spec:
    """The annual additions of each job after every check, and the limit."""
    lines, limits = _rows(answer)
    x = {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%b"}}
    y = {"field": "dollars", "type": "quantitative", "axis": DOLLARS, "title": None}
    color = {"field": "job", "type": "nominal", "title": None, "scale": {"range": COLORS}}
    filled = {
        "data": {"values": lines},
        "mark": {"type": "line", "interpolate": "step-after"},
        "encoding": {
            "x": x,
            "y": y,
            "color": color,
            "tooltip": [
                {"field": "job"},
                {"field": "day", "type": "temporal", "format": "%b %d"},
                {"field": "dollars", "type": "quantitative", "format": "$,.2f"},
            ],
        },
    }
    limit = {
        "data": {"values": limits},
        "mark": {"type": "line", "strokeDash": [4, 4]},
        "encoding": {"x": x, "y": y, "color": color},
    }
    return picture(
        f"Annual additions of {answer.year}, check by check",
        "dashed: the annual additions limit, outside which catch-up stands",
        {"layer": [filled, limit]},
    )


def _rows(answer: Paychecks) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    lines, limits = [], []
    for totals in answer.totals:
        checks = paydays_of(answer, totals)
        if not checks:
            continue
        job = f"{totals.person}, {totals.employer}"
        for check in checks:
            used = totals.limit - check.room_left
            lines.append({"job": job, "day": check.date.isoformat(), "dollars": used / 100})
        for day in (checks[0].date, date(answer.year, 12, 31)):
            limits.append({"job": job, "day": day.isoformat(), "dollars": totals.limit / 100})
    return lines, limits
