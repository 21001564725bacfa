// @ts-check
/** Everything that one JavaScript runtime measures; the answer is plain data. */
import { messageBuffer } from "sms-piece-calculator";

import { OURS, PEERS } from "./contestants.js";
import { callsPerSecond, milliseconds } from "./measure.js";
import { CLASSES } from "./texts.js";

const ROUNDS = 9;
const LONG_ROUNDS = 5;
/** A peer that needs longer for the million is measured on as many messages as take this long. */
const PEER_SAMPLE = 20_000;

/**
 * @param {string[]} messages the personalised messages
 */
export function measure(messages) {
    const contestants = [...OURS, ...PEERS];
    const classes = CLASSES.map(({ name, texts }) => ({
        name,
        calls: Object.fromEntries(callsPerSecond(contestants, texts, ROUNDS)),
    }));
    return { classes, million: million(messages, contestants) };
}

/** Milliseconds for all of `messages`, by way. */
function million(messages, contestants) {
    const ways = {};
    const buffer = messageBuffer(3 * longest(messages) + totalUtf8(messages), messages.length);
    ways["piecewise: buffer, already filled"] = (() => {
        fill(buffer, messages);
        return milliseconds(() => buffer.count(), LONG_ROUNDS);
    })();
    ways["piecewise: buffer, filling included"] = milliseconds(() => {
        fill(buffer, messages);
        return buffer.count();
    }, LONG_ROUNDS);
    ways["TextEncoder.encodeInto alone"] = milliseconds(() => encodeOnly(messages), LONG_ROUNDS);
    buffer.free();
    for (const { name, run } of contestants) {
        const isOurs = name.startsWith("piecewise");
        const sample = isOurs ? messages : messages.slice(0, PEER_SAMPLE);
        const ms = milliseconds(() => sumOf(run, sample), isOurs ? LONG_ROUNDS : 3);
        ways[name] = (ms * messages.length) / sample.length;
    }
    return ways;
}

function fill(buffer, messages) {
    buffer.clear();
    for (let at = 0; at < messages.length; at++) buffer.push(messages[at]);
}

function encodeOnly(messages) {
    const encoder = new TextEncoder();
    const into = new Uint8Array(4096);
    let written = 0;
    for (let at = 0; at < messages.length; at++) written += encoder.encodeInto(messages[at], into).written;
    return written;
}

function sumOf(run, messages) {
    let pieces = 0;
    for (let at = 0; at < messages.length; at++) pieces += run(messages[at]);
    return pieces;
}

function longest(messages) {
    return messages.reduce((most, message) => Math.max(most, message.length), 0);
}

function totalUtf8(messages) {
    const encoder = new TextEncoder();
    const into = new Uint8Array(4096);
    return messages.reduce((total, message) => total + encoder.encodeInto(message, into).written, 0);
}
