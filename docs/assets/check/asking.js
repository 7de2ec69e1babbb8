/** Asks the worker, or, in browsers that start none, the page itself. Either loads the check when asked. */

/** What a check was stopped with. */
export class Cancelled extends Error {}

/** @type {Worker|null|undefined} null: there are none here */
let worker;

/** @param {import("./answer.js").Question} question @param {(done: number) => void} progress
 * @param {AbortSignal} signal @returns {Promise<import("./answer.js").Answer>} */
export async function ask(question, progress, signal) {
  worker ??= worker === null ? null : await started();
  signal.throwIfAborted();
  if (worker) return asked(worker, question, progress, signal);
  const { answer } = await import("./answer.js");
  return answer(question, progress);
}

/** A worker that has said that it runs; null if it cannot. @returns {Promise<Worker|null>} */
function started() {
  return new Promise((done) => {
    try {
      const fresh = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      fresh.addEventListener("message", () => done(fresh), { once: true });
      fresh.addEventListener("error", () => done(null), { once: true });
    } catch {
      done(null);
    }
  });
}

function asked(running, question, progress, signal) {
  return new Promise((done, failed) => {
    const over = new AbortController();
    const end = (then, value) => {
      over.abort();
      then(value);
    };
    running.addEventListener("message", ({ data }) => {
      if ("done" in data) progress(data.done);
      else if (data.answer) end(done, data.answer);
      else if (data.error) end(failed, new Error(data.error));
    }, { signal: over.signal });
    running.addEventListener("error", () => {
      worker = undefined;
      end(failed, new Error("The check broke off. Try again."));
    }, { signal: over.signal });
    signal.addEventListener("abort", () => {
      running.terminate();
      worker = undefined;
      end(failed, new Cancelled());
    }, { signal: over.signal });
    running.postMessage(question);
  });
}
