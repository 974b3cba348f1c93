// megaroth's Python in the browser: runs in a worker, answers questions that arrive as messages.
//
// The worker gets the runtime as bytes and makes no request of its own. Messages to it:
//   {id, start: {wasm, stdlib, wheels, source}}   once, bytes as ArrayBuffers
//   {id, question}                                JSON for megaroth.browser.answers.answer
// and from it: {id, answer} with JSON, {id, ready: true}, {id, failed: text}, or {progress: text}.

const WHERE = "/lib/megaroth";

/** Answer the questions that arrive at a worker; `load` starts Python. */
export function serve(scope, load) {
  let answers;
  let waiting = [];
  // The other commands are loaded one at a time when the first answer is out, so that it does not
  // wait for them, and neither does a question that comes meanwhile.
  const loadNext = () => {
    const name = waiting.shift();
    if (!name) return;
    answers.prepare([name]);
    setTimeout(loadNext, 5);
  };
  scope.onmessage = async ({ data }) => {
    try {
      if (data.start) {
        answers = await start(data.start, load, (progress) => scope.postMessage({ progress }));
        waiting = [...answers.COMMANDS.toJs()];
        scope.postMessage({ id: data.id, ready: true });
        setTimeout(loadNext, 1000);
      } else {
        scope.postMessage({ id: data.id, answer: answers.answer(data.question) });
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
  return python.pyimport("megaroth.browser.answers");
}
