// Write NAME.br next to each file named on the command line, and print the bytes of each as JSON.
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const bytes = {};
await Promise.all(process.argv.slice(2).map(async (name) => {
  const content = await readFile(name);
  const packed = await compress(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  await writeFile(`${name}.br`, packed);
  bytes[name] = packed.length;
}));
console.log(JSON.stringify(bytes));
