// @ts-check
/** Counting and cutting, on a module that is loaded first. */
import * as batch from "./batch.js";
import { Counter } from "./counter.js";
import { CalculatorError } from "./error.js";
import { once } from "./open.js";
import { coreSource } from "./sources.js";

/**
 * @typedef {import("./types.js").TextCount} TextCount
 * @typedef {import("./types.js").Segmentation} Segmentation
 * @typedef {import("./open.js").ModuleSource} ModuleSource
 */

/** @type {{ module: import("./open.js").Exports, counter: Counter } | undefined} */
let loaded;

const opened = once(coreSource, (module) => {
    loaded = { module, counter: new Counter(module) };
});

/** What is loaded. */
export function ready() {
    if (!loaded) throw new CalculatorError("not-loaded", "nothing is loaded yet: `await load()` first");
    return loaded;
}

/**
 * Loads the module, once however often it is called. The functions that give no promise work from then on.
 *
 * @param {ModuleSource | PromiseLike<ModuleSource>} [source] where it is, if not beside this file
 * @returns {Promise<void>}
 */
export async function load(source) {
    await opened(source);
}

/**
 * What `text` costs. A lone surrogate counts as U+FFFD, which is what would be sent.
 *
 * @param {string} text
 * @returns {TextCount}
 */
export function count(text) {
    return ready().counter.count(text);
}

/**
 * What `text` costs and where it is cut.
 *
 * @param {string} text
 * @returns {Segmentation}
 */
export function segment(text) {
    return ready().counter.segment(text);
}

/**
 * Counts many messages in UTF-8, one behind the other: message `i` ends before byte `offsets[i]` and starts where the
 * one before it ends. Gives five words for each: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left.
 *
 * @param {Uint8Array} utf8
 * @param {ArrayLike<number>} offsets
 * @returns {Uint32Array}
 */
export function countMany(utf8, offsets) {
    return batch.countMany(ready().module, utf8, offsets);
}

/**
 * A buffer in the module's memory for messages that are counted together, without a copy in between.
 *
 * @param {number} bytes room for all messages in UTF-8; `push` wants three bytes free per UTF-16 code unit
 * @param {number} messages room for their number
 */
export function messageBuffer(bytes, messages) {
    return new batch.MessageBuffer(ready().module, bytes, messages);
}
