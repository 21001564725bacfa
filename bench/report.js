// @ts-check
/**
 * Measures in Node, in Chromium and natively, one after the other, and prints all of it side by side.
 *
 * node report.js PACKAGE CORPUS NATIVE CHROMIUM WORK-FOLDER
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

import { runInChromium } from "./chromium.js";

const [calculator, corpus, native, chromium, folder] = process.argv.slice(2);
const wasm = join(calculator, "calculator.wasm");
const say = (words) => console.error(`▸ ${words}`);

mkdirSync(folder, { recursive: true });
await bundle("node", "node");
await bundle("browser", "browser");

say("Measuring in Node (about 1 minute)");
execFileSync(process.execPath, [join(folder, "node.mjs"), wasm, corpus, folder], { stdio: "inherit" });
const node = JSON.parse(readFileSync(join(folder, "node.json"), "utf8"));

say("Measuring natively");
const lines = execFileSync(native, ["--bench", folder], { encoding: "utf8" }).trimEnd().split("\n");
const natives = new Map(lines.map((line) => JSON.parse(line)).map((row) => [row.name, row]));

say("Measuring in Chromium (about 1 minute)");
const browser = await runInChromium(chromium, { script: join(folder, "browser.mjs"), wasm });

console.log(`\n${cpus()[0].model.trim()}, ${cpus().length} cores · ${node.runtime} · ${browser.runtime}`);
for (const { name } of node.classes) printClass(name);
printMillion();
printCorrectness();

function bundle(entry, platform) {
    return build({
        entryPoints: [join(import.meta.dirname, "src", `${entry}.js`)],
        outfile: join(folder, `${entry}.mjs`),
        bundle: true,
        format: "esm",
        platform,
        alias: { "sms-piece-calculator": join(calculator, "index.js") },
        logLevel: "warning",
    });
}

function printClass(name) {
    const { texts, pieces, segment, count } = natives.get(name);
    const perText = pieces / texts;
    const calls = (runtime) => runtime.classes.find((row) => row.name === name).calls;
    const speeds = (perSecond) => [whole(perSecond), whole(perSecond * perText)];
    const rows = [
        ["piecewise: segment, native", ...speeds(segment), "", ""],
        ["piecewise: count, native", ...speeds(count), "", ""],
        ...Object.keys(calls(node)).map((who) => [who, ...speeds(calls(node)[who]), ...speeds(calls(browser)[who])]),
    ];
    const head = ["", "native or Node", "", "Chromium", ""];
    print(`${name} (${perText === 1 ? "1 piece" : `${perText} pieces`} each)`, [head, ["", "texts/s", "pieces/s", "texts/s", "pieces/s"], ...rows]);
}

function printMillion() {
    const { messages, averageUnits } = node.texts;
    const { many_ms, segment, pieces } = natives.get("million");
    const row = (who, nodeMs, browserMs) => [
        who,
        seconds(nodeMs),
        whole((1000 * pieces) / nodeMs),
        ...(browserMs === undefined ? ["", ""] : [seconds(browserMs), whole((1000 * pieces) / browserMs)]),
    ];
    const rows = [
        row("piecewise: buffer, native", many_ms),
        row("piecewise: segment, native", (1000 * messages) / segment),
        ...Object.keys(node.million).map((way) => row(way, node.million[way], browser.million[way])),
    ];
    const head = ["", "native or Node", "", "Chromium", ""];
    const title = `${whole(messages)} personalised messages of ${averageUnits.toFixed(0)} characters; peers from a sample`;
    print(title, [head, ["", "seconds", "pieces/s", "seconds", "pieces/s"], ...rows]);
}

function printCorrectness() {
    const rows = node.correctness.map(({ name, cuts, wrong }) => [
        name,
        `${wrong.cases}`,
        `${wrong.encoding}`,
        `${wrong.pieces}`,
        cuts ? `${wrong.segments}` : "–",
    ]);
    const title = `Wrong answers in the ${node.correctness[0].cases} cases of the corpus`;
    print(title, [["", "cases", "encoding", "pieces", "cuts"], ...rows]);
}

/** The first column to the left, numbers to the right. */
function print(title, rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    console.log(`\n${title}`);
    for (const [who, ...cells] of rows) {
        const right = cells.map((cell, at) => cell.padStart(widths[at + 1] + 2)).join("");
        console.log(`  ${who.padEnd(widths[0])}${right}`.trimEnd());
    }
}

function whole(number) {
    return Math.round(number).toLocaleString("en-US");
}

function seconds(ms) {
    return (ms / 1000).toFixed(ms < 10_000 ? 3 : 1);
}
