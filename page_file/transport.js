// One way to ask, whichever worker answers.

/** A transport over a worker: `started` settles when it can answer, `run` asks a command line. */
export function transportTo(worker, start, onProgress) {
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    if (data.progress) return onProgress(data.progress);
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failed" in data) one.reject(new Error(data.failed));
    else one.resolve(data.ready ? undefined : JSON.parse(data.answer));
  };
  worker.onerror = (event) => {
    for (const one of waiting.values()) one.reject(new Error(event.message || "Python did not start."));
    waiting.clear();
  };
  const send = (message, transfer = []) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, ...message }, transfer);
    });
  const started = start(send);
  const ask = async (question) => {
    await started;
    return send({ question: JSON.stringify(question) });
  };
  return {
    started,
    /** The answer of a command line: code, blocks, text, error and files. */
    run: (command, files = {}) => ask({ command, files }),
    /** The answer of a question of the service, by name. */
    ask: (service, body) => ask({ service, body }),
  };
}
