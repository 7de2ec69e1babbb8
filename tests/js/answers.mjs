/** For tests in Python: reads `[index, texts]` as JSON, writes per text the keys that answer, in order. */
import { readFileSync } from "node:fs";
import { byRelevance, paperAnswer } from "../../docs/assets/search/index.js";

const [data, texts] = JSON.parse(readFileSync(0, "utf8"));
const answers = texts.map((text) => [...paperAnswer(text, data).hits]
  .sort(([, a], [, b]) => byRelevance(a, b)).map(([key]) => key));
process.stdout.write(JSON.stringify(answers));
