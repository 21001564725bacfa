// @ts-check
/**
 * Reading what is suggested, and making the replacements.
 *
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").TextRange} TextRange
 * @typedef {import("./types.js").Replacement["class"]} ReplacementClass
 */

/** @type {readonly ReplacementClass[]} From the mildest to the strongest. */
const CLASSES = ["invisible", "typographic", "meaning-changing"];

/**
 * What forces `text` into UCS-2.
 *
 * @param {import("./place.js").Place} place
 * @param {string} text
 */
export function suggestions(place, text) {
    let at = place.suggest(text);
    const { words } = place;
    /** @type {Suggestion[]} */
    const kinds = [];
    for (let left = words[at++]; left > 0; left--) {
        const [kind, piecesSaved, units, number] = words.subarray(at, (at += 4));
        const insert = String.fromCharCode(...words.subarray(at, (at += units)));
        /** @type {TextRange[]} */
        const places = [];
        for (const end = at + 2 * number; at < end; at += 2) places.push({ start: words[at], end: words[at + 1] });
        const replacement = kind ? { replacement: { text: insert, class: CLASSES[kind - 1] } } : {};
        kinds.push({ text: text.slice(places[0].start, places[0].end), places, ...replacement, piecesSaved });
    }
    return kinds;
}

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
