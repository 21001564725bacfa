// @ts-check
/** Everything: counting, cutting and suggestions at once; templates and the linter with their first use. */
import { ready } from "./core.js";
import { checkString } from "./error.js";
import { once } from "./open.js";
import { Place } from "./place.js";
import { linterSource, templatesSource } from "./sources.js";
import { suggestions } from "./suggestions.js";
import { pairs, Templates } from "./templates.js";

/**
 * @typedef {import("./types.js").TextCount} TextCount
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Segmentation} Segmentation
 * @typedef {import("./types.js").TextRange} TextRange
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Replacement} Replacement
 * @typedef {import("./types.js").Rendered} Rendered
 * @typedef {import("./types.js").Readings} Readings
 * @typedef {import("./types.js").Variable} Variable
 * @typedef {import("./types.js").Draft} Draft
 * @typedef {import("./types.js").LintOptions} LintOptions
 * @typedef {import("./types.js").Finding} Finding
 * @typedef {import("./types.js").Fix} Fix
 * @typedef {import("./open.js").ModuleSource} ModuleSource
 */
export { count, countMany, load, messageBuffer, segment } from "./core.js";
export { CalculatorError } from "./error.js";
export { edited, replaced } from "./suggestions.js";

const templates = once(templatesSource, (module) => new Templates(module));
const linter = once(linterSource, (module) => new Place(module));

/**
 * What forces `text` into UCS-2, by kind, in order of first appearance; empty for a text of GSM-7. `replaced` makes
 * the replacements.
 *
 * @param {string} text
 * @returns {Suggestion[]}
 */
export function suggest(text) {
    checkString(text, "the text");
    return suggestions(ready().counter.place, text);
}

/**
 * Puts `values` into the `%name%` of `content`. A value is put in as it is: `%name%` in a value stays `%name%`.
 *
 * @param {string} content
 * @param {Readonly<Record<string, string>>} values
 * @returns {Promise<Rendered>}
 */
export async function render(content, values) {
    return (await templates()).render(content, values);
}

/**
 * Three readings of a template: as written, with examples, and at worst.
 *
 * @param {string} content
 * @param {Readonly<Record<string, string | Variable>>} variables
 * @returns {Promise<Readings>}
 */
export async function readings(content, variables) {
    return (await templates()).readings(content, variables);
}

/**
 * What a reviewer, a carrier or a reader would object to in `draft`, in words.
 *
 * @param {Draft} draft
 * @param {LintOptions} [options]
 * @returns {Promise<Finding[]>}
 */
export async function lint(draft, { purpose, lang } = {}) {
    const { content, contentType, name, countries, examples = {} } = draft;
    checkString(content, "draft.content");
    const head = [purpose, lang, content, contentType, name, countries?.join(",") || undefined];
    return (await linter()).askAll("lint_room", [...head, ...pairs(examples)]);
}
