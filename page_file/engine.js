// megaroth's Python in the browser: runs in a worker, answers questions that arrive as messages.
//
// The worker gets the runtime as bytes and makes no request of its own. Messages to it:
//   {id, start: {wasm, stdlib, wheels, source}}   once, bytes as ArrayBuffers
//   {id, question}                                JSON for megaroth.browser.answers.answer
// and from it: {id, answer} with JSON, {id, ready: true}, {id, failed: text}, or {progress: text}.

const WHERE = "/lib/megaroth";

/** Answer the questions that arrive at a worker; `load` starts Python. */
export function serve(scope, load) {
  let answer;
  scope.onmessage = async ({ data }) => {
    try {
      if (data.start) {
        answer = await start(data.start, load, (progress) => scope.postMessage({ progress }));
        scope.postMessage({ id: data.id, ready: true });
      } else {
        scope.postMessage({ id: data.id, answer: answer(data.question) });
      }
    } catch (error) {
      scope.postMessage({ id: data.id, failed: String(error && error.message ? error.message : error) });
    }
  };
}

async function start({ wasm, stdlib, wheels, source }, load, progress) {
  progress("Starting Python");
  const python = await load({ wasm, stdlib });
  progress("Loading megaroth");
  for (const wheel of wheels) python.unpackArchive(wheel, "zip", { extractDir: WHERE });
  python.unpackArchive(source, "zip", { extractDir: WHERE });
  python.runPython(`import importlib, sys; sys.path.insert(0, "${WHERE}"); importlib.invalidate_caches()`);
  const answers = python.pyimport("megaroth.browser.answers");
  answers.prepare();
  return answers.answer;
}
