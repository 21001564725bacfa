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
/** Words of a count in a {@link MessageBuffer}: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, left. */
export const COUNT_WORDS = 5;
/** A UTF-16 code unit takes at most three bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;
const FIRST_ROOM_UNITS = 2048;

/**
 * A module's one place for a text and its answer; all counters of the module share it, so that none keeps a view of a
 * place that another has moved.
 *
 * @type {WeakMap<Module, Room>}
 */
const ROOMS = new WeakMap();

class Room {
    #module;
    #text = new Uint16Array(0);
    words = new Uint32Array(0);

    /** @param {Module} module */
    static of(module) {
        let room = ROOMS.get(module);
        if (!room) ROOMS.set(module, (room = new Room(module)));
        return room;
    }

    /** @param {Module} module */
    constructor(module) {
        this.#module = module;
    }

    /**
     * Puts `text` into the module's memory, has it counted, and says at which of `words` the answer begins.
     *
     * @param {string} text
     */
    ask(text) {
        const { length } = text;
        // Memory that has grown leaves its old views without length.
        if (length > this.#text.length) this.#grow(length);
        const units = this.#text;
        for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
        const address = this.#module.segment_room(length);
        if (this.words.length === 0) this.words = new Uint32Array(this.#module.memory.buffer);
        return address >>> 2;
    }

    /** @param {number} length */
    #grow(length) {
        // Doubled, so that texts that get longer letter by letter do not move the room at each.
        const room = Math.max(length, 2 * this.#text.length, FIRST_ROOM_UNITS);
        const address = this.#module.text_room(room) >>> 0;
        this.#text = new Uint16Array(this.#module.memory.buffer, address, room);
    }
}

/** Counts and cuts texts one by one. */
export class Counter {
    #room;

    /** @param {Module} module what `init` or `initSync` of the generated module gave */
    constructor(module) {
        this.#room = Room.of(module);
    }

    /**
     * What `text` costs. A lone surrogate counts as U+FFFD, which is what would be sent.
     *
     * @param {string} text
     * @returns {TextCount}
     */
    count(text) {
        const at = this.#room.ask(text);
        const { words } = this.#room;
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
        let at = this.#room.ask(text);
        const { words } = this.#room;
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
        if (this.length === this.#capacity || this.#end + MAX_BYTES_PER_UNIT * text.length > this.#bytes) return false;
        if (this.#utf8.length === 0) this.#look();
        const utf8 = this.#utf8;
        let end = this.#end;
        // Browsers take longer to enter TextEncoder than to run through a message; it is left what is rare.
        for (let at = 0; at < text.length; at++) {
            const unit = text.charCodeAt(at);
            if (unit < 0x80) {
                utf8[end++] = unit;
            } else if (unit < 0x800) {
                utf8[end++] = 0xc0 | (unit >> 6);
                utf8[end++] = 0x80 | (unit & 0x3f);
            } else if (unit < 0xd800 || unit > 0xdfff) {
                utf8[end++] = 0xe0 | (unit >> 12);
                utf8[end++] = 0x80 | ((unit >> 6) & 0x3f);
                utf8[end++] = 0x80 | (unit & 0x3f);
            } else {
                end += this.#encoder.encodeInto(text.slice(at), utf8.subarray(end)).written;
                break;
            }
        }
        this.#end = end;
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
