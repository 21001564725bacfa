// @ts-check
/**
 * The same job in JavaScript: read the file, parse the numbers, drop duplicates, fill in the template, count, add up.
 *
 * node plan-node.mjs LIST PRICES
 */
import { readFileSync } from "node:fs";

import parsePhoneNumber from "libphonenumber-js/max";
import Papa from "papaparse";
import * as smsLength from "sms-length";

import { TEMPLATE } from "./lists.js";

const [file, prices] = process.argv.slice(2);
const priceOf = JSON.parse(readFileSync(prices, "utf8"));
const text = readFileSync(file, "utf8");

const cpuStart = process.cpuUsage();
const start = performance.now();
const seen = new Set();
const counts = { rows: 0, accepted: 0, rejected: 0, duplicate: 0 };
const byCountry = new Map();
let pieces = 0;
Papa.parse(text, {
    header: true,
    skipEmptyLines: true,
    step({ data }) {
        counts.rows += 1;
        const written = data.phone.trim();
        const number = parsePhoneNumber(written.startsWith("+") ? written : `+${written}`);
        if (!number?.isValid() || !data.name || !data.order || !data.amount) {
            counts.rejected += 1;
            return;
        }
        if (seen.has(number.number)) {
            counts.duplicate += 1;
            return;
        }
        seen.add(number.number);
        counts.accepted += 1;
        const message = TEMPLATE.replace(/%(\w+)%/g, (whole, name) => data[name] ?? whole);
        const { messages } = smsLength.count(message);
        pieces += messages;
        const country = number.country ?? "";
        byCountry.set(country, (byCountry.get(country) ?? 0) + messages);
    },
});
let micros = 0;
for (const [country, n] of byCountry) micros += (priceOf[country] ?? 0) * n;
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpuStart);
const memory = Math.round(process.resourceUsage().maxRSS);
console.log(JSON.stringify({ ...counts, pieces, total: (micros / 1e6).toFixed(6), ms, cpu_ms: (user + system) / 1000, peak_kb: memory }));
