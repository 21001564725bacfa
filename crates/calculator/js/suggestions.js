// @ts-check
/**
 * Making the suggested replacements.
 *
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Replacement["class"]} ReplacementClass
 */

/** @type {readonly ReplacementClass[]} From the mildest to the strongest. */
const CLASSES = ["invisible", "typographic", "meaning-changing"];

/**
 * `text` with the replacements of `suggestions` made that are at most `strongest`.
 *
 * @param {string} text
 * @param {readonly Suggestion[]} suggestions what was suggested for this very text
 * @param {ReplacementClass} [strongest]
 */
export function replaced(text, suggestions, strongest = "meaning-changing") {
    const edits = suggestions.flatMap(({ replacement, places }) =>
        replacement && CLASSES.indexOf(replacement.class) <= CLASSES.indexOf(strongest)
            ? places.map(({ start, end }) => ({ start, end, insert: replacement.text }))
            : [],
    );
    return edited(text, edits);
}

/**
 * `text` with `edits` made.
 *
 * @param {string} text
 * @param {{ start: number, end: number, insert: string }[]} edits that do not overlap
 */
export function edited(text, edits) {
    let result = "";
    let at = 0;
    for (const { start, end, insert } of edits.sort((a, b) => a.start - b.start)) {
        result += text.slice(at, start) + insert;
        at = end;
    }
    return result + text.slice(at);
}
