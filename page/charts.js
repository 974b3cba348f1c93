// What the page draws charts with. The interpreter evaluates expressions without eval, which the content security policy forbids.
export { logger, None, parse, View } from "vega";
export { compile } from "vega-lite";
export { expressionInterpreter } from "vega-interpreter";
