// @ts-check
/**
 * Counting and cutting texts one by one. Positions are UTF-16 code units, as in `text.slice(start, end)`.
 *
 * @typedef {import("./types.js").TextCount} TextCount
 * @typedef {import("./types.js").Segment} Segment
 * @typedef {import("./types.js").Segmentation} Segmentation
 */
import { checkString } from "./error.js";
import { Place } from "./place.js";

/** @type {readonly TextCount["encoding"][]} */
const ENCODINGS = ["GSM-7", "UCS-2"];
/** Words of a count: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left. */
export const COUNT_WORDS = 5;

export class Counter {
    place;

    /** @param {import("./open.js").Exports} module */
    constructor(module) {
        this.place = new Place(module);
    }

    /**
     * @param {string} text
     * @returns {TextCount}
     */
    count(text) {
        checkString(text, "the text");
        const at = this.place.count(text);
        const { words } = this.place;
        return {
            encoding: ENCODINGS[words[at]],
            units: words[at + 1],
            pieces: words[at + 2],
            simplePieces: words[at + 3],
            remaining: words[at + 4],
        };
    }

    /**
     * @param {string} text
     * @returns {Segmentation}
     */
    segment(text) {
        checkString(text, "the text");
        let at = this.place.count(text);
        const { words } = this.place;
        const pieces = words[at + 2];
        /** @type {Segment[]} */
        const segments = [];
        const answer = {
            encoding: ENCODINGS[words[at]],
            units: words[at + 1],
            pieces,
            simplePieces: words[at + 3],
            remaining: words[at + 4],
            segments,
        };
        at += COUNT_WORDS;
        for (let start = 0, piece = 0; piece < pieces; piece++, at += 2) {
            const end = words[at];
            segments.push({ start, end, units: words[at + 1] });
            start = end;
        }
        return answer;
    }
}
