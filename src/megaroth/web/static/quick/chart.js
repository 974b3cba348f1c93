// The chart of the room filling over the year, under the line of the limit.
import { drawn, element } from "./elements.js";

const WIDTH = 560;
const HEIGHT = 220;
const AROUND = { left: 64, right: 12, top: 16, bottom: 28 };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const whole = (amount) => `$${Math.round(amount).toLocaleString("en-US")}`;

/** The chart as a figure: `points` of {date, additions} and the limit, in dollars. */
export function roomChart(points, limit) {
  const year = Number(points[0].date.slice(0, 4));
  const begin = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - begin;
  const most = Math.max(limit, points.at(-1).additions) * 1.05;
  const x = (time) => AROUND.left + ((time - begin) / length) * (WIDTH - AROUND.left - AROUND.right);
  const y = (amount) => HEIGHT - AROUND.bottom - (amount / most) * (HEIGHT - AROUND.top - AROUND.bottom);
  const at = points.map(({ date, additions }) => [x(Date.parse(date)), y(additions)]);
  const line = at.map(([left, top], place) => (place ? `H${left.toFixed(1)}V${top.toFixed(1)}` : `M${left.toFixed(1)},${top.toFixed(1)}`)).join("");
  const months = MONTHS.map((name, place) => drawn("text", { x: x(Date.UTC(year, place, 15)).toFixed(1), y: HEIGHT - 8, "text-anchor": "middle" }, name));
  const last = points.at(-1);
  const said = `Annual additions of ${year}: ${whole(points[0].additions)} after the first check to come, ${whole(last.additions)} after the last; the limit is ${whole(limit)}.`;
  const picture = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": said, class: "room-chart" },
    drawn("line", { x1: AROUND.left, x2: WIDTH - AROUND.right, y1: y(0), y2: y(0), class: "axis" }),
    drawn("line", { x1: AROUND.left, x2: WIDTH - AROUND.right, y1: y(limit), y2: y(limit), class: "limit" }),
    drawn("path", { d: `${line}V${y(0)}H${at[0][0].toFixed(1)}Z`, class: "area" }),
    drawn("path", { d: line, class: "line" }),
    drawn("text", { x: AROUND.left - 8, y: y(limit) + 4, "text-anchor": "end" }, whole(limit)),
    drawn("text", { x: AROUND.left - 8, y: y(0) + 4, "text-anchor": "end" }, "$0"),
    drawn("text", { x: WIDTH - AROUND.right, y: y(limit) - 5, "text-anchor": "end" }, "limit"),
    ...months);
  return element("figure", { class: "room" }, picture, element("figcaption", {}, "What you and your employer put in, check by check, under the limit for all of it."));
}
