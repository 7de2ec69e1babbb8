/** Checks a file beside the page, so that the page stays usable. */
import { answer } from "./answer.js";

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage({ answer: await answer(data, (done) => self.postMessage({ done })) });
  } catch (error) {
    self.postMessage({ error: error.message });
  }
});
self.postMessage({ ready: true });
