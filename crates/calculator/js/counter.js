// @ts-check
/**
 * The piece counter without the cost of an ordinary crossing: texts are written straight into the module's memory,
 * and answers are read from it. Positions are UTF-16 code units, as in `text.slice(start, end)`.
 *
 * @typedef {"GSM-7" | "UCS-2"} Encoding
 * @typedef {{ encoding: Encoding, units: number, pieces: number, simplePieces: number, remaining: number }} TextCount
 * @typedef {{ start: number, end: number, units: number }} Segment
 * @typedef {TextCount & { segments: Segment[] }} Segmentation
 * @typedef {import("../dist/piecewise_calculator.js").InitOutput} Module
 */

/** @type {readonly Encoding[]} */
const ENCODINGS = ["GSM-7", "UCS-2"];
/** A UTF-16 code unit takes at most three bytes in UTF-8. */
const BYTES_PER_UNIT = 3;
/** Up to this length, a loop over ASCII characters is faster than TextEncoder; docs/benchmarks.md has the figures. */
const SHORT = 48;
const FIRST_ROOM = 4096;

/** Counts and cuts texts one by one. */
export class Counter {
    #module;
    #encoder = new TextEncoder();
    #roomBytes = 0;
    #room = new Uint8Array(0);
    #words = new Uint32Array(0);

    /** @param {Module} module what `init` or `initSync` of the generated module gave */
    constructor(module) {
        this.#module = module;
        this.#makeRoom(FIRST_ROOM);
    }

    /**
     * What `text` costs. A lone surrogate counts as U+FFFD, which is what would be sent.
     *
     * @param {string} text
     * @returns {TextCount}
     */
    count(text) {
        const at = this.#module.count_text(this.#write(text)) >>> 2;
        const words = this.#answer();
        return {
            encoding: ENCODINGS[words[at]],
            units: words[at + 1],
            pieces: words[at + 2],
            simplePieces: words[at + 3],
            remaining: words[at + 4],
        };
    }

    /**
     * What `text` costs and where it is cut.
     *
     * @param {string} text
     * @returns {Segmentation}
     */
    segment(text) {
        let at = this.#module.segment_text(this.#write(text)) >>> 2;
        const words = this.#answer();
        const pieces = words[at + 2];
        const answer = {
            encoding: ENCODINGS[words[at]],
            units: words[at + 1],
            pieces,
            simplePieces: words[at + 3],
            remaining: words[at + 4],
            segments: /** @type {Segment[]} */ ([]),
        };
        at += 5;
        for (let start = 0, piece = 0; piece < pieces; piece++, at += 2) {
            const end = words[at];
            answer.segments.push({ start, end, units: words[at + 1] });
            start = end;
        }
        return answer;
    }

    /** @param {string} text */
    #write(text) {
        const length = text.length;
        if (length * BYTES_PER_UNIT > this.#roomBytes || this.#room.length === 0) {
            this.#makeRoom(length * BYTES_PER_UNIT);
        }
        const room = this.#room;
        if (length <= SHORT) {
            let at = 0;
            for (; at < length; at++) {
                const unit = text.charCodeAt(at);
                if (unit > 0x7f) break;
                room[at] = unit;
            }
            if (at === length) return length;
        }
        return this.#encoder.encodeInto(text, room).written;
    }

    #answer() {
        // Memory that has grown leaves its old views without length.
        if (this.#words.length === 0) this.#words = new Uint32Array(this.#module.memory.buffer);
        return this.#words;
    }

    /** @param {number} bytes */
    #makeRoom(bytes) {
        this.#roomBytes = Math.max(bytes, 2 * this.#roomBytes, FIRST_ROOM);
        const address = this.#module.text_room(this.#roomBytes) >>> 0;
        this.#room = new Uint8Array(this.#module.memory.buffer, address, this.#roomBytes);
    }
}

/** Words of a count in a {@link MessageBuffer}: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, left. */
export const COUNT_WORDS = 5;

/** Many messages in the module's memory, counted in one call. */
export class MessageBuffer {
    #module;
    #buffer;
    #encoder = new TextEncoder();
    #bytes;
    #capacity;
    #utf8 = new Uint8Array(0);
    #ends = new Uint32Array(0);
    #end = 0;

    /** Messages in the buffer. */
    length = 0;

    /**
     * @param {typeof import("../dist/piecewise_calculator.js")} bindings the generated module
     * @param {Module} module what its `init` or `initSync` gave
     * @param {number} bytes room for all messages in UTF-8; `push` wants three bytes free per UTF-16 code unit
     * @param {number} messages room for their number
     */
    constructor(bindings, module, bytes, messages) {
        this.#module = module;
        this.#buffer = new bindings.MessageBuffer(bytes, messages);
        this.#bytes = bytes;
        this.#capacity = messages;
    }

    /**
     * Adds a message; false if there is no room for it.
     *
     * @param {string} text
     */
    push(text) {
        if (this.length === this.#capacity || this.#end + BYTES_PER_UNIT * text.length > this.#bytes) return false;
        if (this.#utf8.length === 0) this.#look();
        this.#end += this.#encoder.encodeInto(text, this.#utf8.subarray(this.#end)).written;
        this.#ends[this.length++] = this.#end;
        return true;
    }

    /** Forgets the messages and keeps the room. */
    clear() {
        this.length = 0;
        this.#end = 0;
    }

    /**
     * Counts every message: {@link COUNT_WORDS} words each, in a view that holds until the next call into the module.
     *
     * @returns {Uint32Array}
     */
    count() {
        this.#buffer.count(this.length);
        const address = this.#buffer.countsAddress();
        return new Uint32Array(this.#module.memory.buffer, address, COUNT_WORDS * this.length);
    }

    /** Gives the room back. */
    free() {
        this.#buffer.free();
    }

    #look() {
        const { buffer } = this.#module.memory;
        this.#utf8 = new Uint8Array(buffer, this.#buffer.utf8Address(), this.#bytes);
        this.#ends = new Uint32Array(buffer, this.#buffer.endsAddress(), this.#capacity);
    }
}
