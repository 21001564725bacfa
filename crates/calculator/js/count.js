// @ts-check
/** Counting and cutting alone: the smallest entry. */

/**
 * @typedef {import("./types.js").TextCount} TextCount
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Segmentation} Segmentation
 * @typedef {import("./open.js").ModuleSource} ModuleSource
 */
export { count, countMany, load, messageBuffer, segment } from "./core.js";
export { CalculatorError } from "./error.js";
