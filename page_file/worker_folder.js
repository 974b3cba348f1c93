// The worker of the folder: a module that loads Python from its own folder.
import { loadPyodide } from "./pyodide.mjs";
import { serve } from "./engine.js";

serve(self, () => loadPyodide({ indexURL: new URL("./", import.meta.url).href, lockFileContents: LOCK, packageBaseUrl: "./" }));
