// Asks the index below a folder as the browser does, outside of one: `node ask.js FOLDER` reads JSON from its input.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm"), zlib = require("zlib");
const folder = process.argv[2];

const start = () => {
  const context = vm.createContext({});
  const fetched = [];
  const run = async (name) => {
    const content = fs.readFileSync(path.join(folder, name));
    fetched.push([name, content]);
    vm.runInContext(content.toString(), context, { filename: name });
  };
  return { context, fetched, run };
};

const main = async () => {
  const asked = JSON.parse(fs.readFileSync(0, "utf8"));
  let { context, fetched, run } = start();
  await run("find.js");
  const answers = [];
  for (const [question, options] of asked.questions || []) {
    if (asked.afresh) {
      ({ context, fetched, run } = start());
      await run("find.js");
    }
    context.policykitSearch.loadWith(run);
    const began = process.cpuUsage();
    const answer = await context.policykitSearch.search(question, options || {});
    const { user, system } = process.cpuUsage(began);
    const milliseconds = (user + system) / 1000;
    const sizes = fetched.map(([name, content]) => [name, zlib.gzipSync(content).length]);
    answers.push({ ...answer, fetched: sizes, milliseconds });
  }
  if (asked.words) {
    await run("tables.js");
    const { splitWords, stemWord, listWelshKeys } = context.policykitSearch.words;
    for (const text of asked.words) {
      const words = splitWords(text);
      answers.push([words, words.map(stemWord), words.map(listWelshKeys)]);
    }
  }
  process.stdout.write(JSON.stringify(answers));
};
main();
