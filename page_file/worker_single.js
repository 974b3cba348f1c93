// The worker of the single file: the loader stands before this text, and its files come as bytes.
import { serve } from "./engine.js";

serve(self, async ({ wasm, stdlib }) => {
  self.megarothFiles = { "pyodide.asm.wasm": wasm, "python_stdlib.zip": stdlib };
  return self.loadPyodide({
    indexURL: "python:/",
    createPyodideModule: self.createPyodideModule,
    lockFileContents: self.megarothLock,
    stdLibURL: "python:/python_stdlib.zip",
    packageBaseUrl: "python:/",
  });
});
