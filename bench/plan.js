// @ts-check
/**
 * Plans the same lists natively and in JavaScript, one after the other, and prints both side by side.
 *
 * node plan.js NATIVE PRICES WORK-FOLDER
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

import { TEMPLATE, list } from "./src/lists.js";

const [native, prices, folder] = process.argv.slice(2);
const SIZES = [100_000, 1_000_000];
const say = (words) => console.error(`▸ ${words}`);

mkdirSync(folder, { recursive: true });
say("Writing the lists");
for (const rows of SIZES) writeFileSync(join(folder, `${rows}.csv`), list(rows));
writeFileSync(join(folder, "template.txt"), TEMPLATE);
await build({
    entryPoints: [join(import.meta.dirname, "src", "plan-node.js")],
    outfile: join(folder, "plan-node.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
});

say("Planning natively");
const run = (program, args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 }).trimEnd();
const natives = new Map(run(native, ["--bench", folder]).split("\n").map((line) => JSON.parse(line)).map((row) => [row.name, row]));

say("Planning in JavaScript (about 1 minute)");
console.log(`${cpus()[0].model.trim()}, ${cpus().length} cores · Node ${process.versions.node}`);
for (const rows of SIZES) {
    const file = join(folder, `${rows}.csv`);
    const ours = natives.get(String(rows));
    const theirs = JSON.parse(run(process.execPath, [join(folder, "plan-node.mjs"), file, prices]));
    const megabytes = (statSync(file).size / 1e6).toFixed(0);
    console.log(`\n${rows.toLocaleString("en-US")} rows, ${megabytes} MB, 40 countries, three variables`);
    print([
        ["", "seconds", "of processor", "MB", "accepted", "rejected", "duplicate", "pieces"],
        line("piecewise, native", ours),
        line("papaparse, libphonenumber-js, sms-length", theirs),
    ]);
    const share = ((100 * ours.read_ms) / ours.ms).toFixed(0);
    console.log(`  ${(theirs.ms / ours.ms).toFixed(1)} times as fast; ${share} % of our time until the list, the rest for the plan`);
}

function line(who, { ms, cpu_ms, peak_kb, accepted, rejected, duplicate, pieces }) {
    const whole = (number) => number.toLocaleString("en-US");
    return [who, (ms / 1000).toFixed(3), (cpu_ms / 1000).toFixed(3), whole(Math.round(peak_kb / 1024)), whole(accepted), whole(rejected), whole(duplicate), whole(pieces)];
}

/** The first column to the left, numbers to the right. */
function print(rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    for (const [who, ...cells] of rows) {
        const right = cells.map((cell, at) => cell.padStart(widths[at + 1] + 2)).join("");
        console.log(`  ${who.padEnd(widths[0])}${right}`.trimEnd());
    }
}
