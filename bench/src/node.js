// @ts-check
/**
 * The Node side: writes the texts for the native benchmark, checks everyone against the corpus, and measures.
 *
 * node node.mjs WASM CORPUS TEXTS-FOLDER
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { load } from "sms-piece-calculator";

import { OURS, PEERS } from "./contestants.js";
import { measure } from "./suite.js";
import { CLASSES, personalised } from "./texts.js";

const [wasm, corpus, folder] = process.argv.slice(2);
await load(readFileSync(wasm));
const messages = personalised();

mkdirSync(folder, { recursive: true });
for (const { name, texts } of [...CLASSES, { name: "million", texts: messages }]) writeTexts(name, texts);

const answer = {
    runtime: `Node ${process.versions.node}`,
    correctness: checkAll(readFileSync(corpus, "utf8")),
    texts: describe(messages),
    ...measure(messages),
};
writeFileSync(join(folder, "node.json"), JSON.stringify(answer));

/** UTF-8 texts one behind the other, and where each ends as 32-bit little-endian words. */
function writeTexts(name, texts) {
    const parts = texts.map((text) => Buffer.from(text, "utf8"));
    const ends = new Uint32Array(parts.length);
    let end = 0;
    parts.forEach((part, at) => (ends[at] = end += part.length));
    writeFileSync(join(folder, `${name}.utf8`), Buffer.concat(parts));
    writeFileSync(join(folder, `${name}.ends`), new Uint8Array(ends.buffer));
}

function checkAll(jsonl) {
    const cases = jsonl.trimEnd().split("\n").map((line) => JSON.parse(line));
    return [...OURS, ...PEERS].map(({ name, check }) => {
        const wrong = { encoding: 0, pieces: 0, segments: 0, cases: 0 };
        let cuts = false;
        for (const expected of cases) {
            const answer = check(expected.text);
            const encoding = answer.encoding !== expected.encoding;
            const pieces = answer.pieces !== expected.pieces;
            const segments = !!answer.segments && answer.segments.join("\0") !== expected.segments.join("\0");
            cuts ||= !!answer.segments;
            wrong.encoding += +encoding;
            wrong.pieces += +pieces;
            wrong.segments += +segments;
            wrong.cases += +(encoding || pieces || segments);
        }
        return { name, cases: cases.length, cuts, wrong };
    });
}

function describe(messages) {
    const units = messages.reduce((sum, message) => sum + message.length, 0);
    return { messages: messages.length, averageUnits: units / messages.length };
}
