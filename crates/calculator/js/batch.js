// @ts-check
/** Many messages in the module's memory, counted in one call. */
import { COUNT_WORDS } from "./counter.js";
import { CalculatorError } from "./error.js";

/** A UTF-16 code unit takes at most three bytes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * Counts many messages in UTF-8, one behind the other: message `i` ends before byte `offsets[i]` and starts where the
 * one before it ends. Gives five words for each: encoding (0 GSM-7, 1 UCS-2), units, pieces, simple pieces, units left.
 *
 * @param {import("./open.js").Exports} module
 * @param {Uint8Array} utf8
 * @param {ArrayLike<number>} offsets
 */
export function countMany(module, utf8, offsets) {
    if (!(utf8 instanceof Uint8Array)) throw new TypeError("the messages must be a Uint8Array of UTF-8");
    if (typeof offsets?.length !== "number") throw new TypeError("the offsets must be an array of numbers");
    const batch = new Batch(module, utf8.length, offsets.length);
    try {
        batch.utf8.set(utf8);
        batch.ends.set(offsets);
        return batch.count(offsets.length).slice();
    } finally {
        batch.free();
    }
}

/** Room for messages: views of the module's memory, which hold until it grows. */
class Batch {
    #module;
    #number;
    #bytes;
    #capacity;
    utf8 = new Uint8Array(0);
    ends = new Uint32Array(0);

    /**
     * @param {import("./open.js").Exports} module
     * @param {number} bytes
     * @param {number} messages
     */
    constructor(module, bytes, messages) {
        this.#module = module;
        this.#number = module.batch(bytes, messages);
        this.#bytes = bytes;
        this.#capacity = messages;
        this.look();
    }

    look() {
        const { buffer } = this.#module.memory;
        this.utf8 = new Uint8Array(buffer, this.#module.batch_utf8(this.#number) >>> 0, this.#bytes);
        this.ends = new Uint32Array(buffer, this.#module.batch_ends(this.#number) >>> 0, this.#capacity);
    }

    /** @param {number} messages */
    count(messages) {
        const counted = this.#module.batch_count(this.#number, messages);
        if (counted < messages) throw this.#error(counted);
        const address = this.#module.batch_counts(this.#number) >>> 0;
        return new Uint32Array(this.#module.memory.buffer, address, COUNT_WORDS * messages);
    }

    /** @param {number} messageIndex */
    #error(messageIndex) {
        this.look();
        const [start, end] = [messageIndex ? this.ends[messageIndex - 1] : 0, this.ends[messageIndex]];
        const what =
            end < start ? "ends before it starts" : end > this.#bytes ? "ends behind the end of the buffer" : "is not UTF-8";
        return new CalculatorError("message", `message ${messageIndex} ${what}`, { messageIndex });
    }

    free() {
        this.#module.batch_free(this.#number);
    }
}

/** Messages that are added one by one and counted together, without a copy in between. */
export class MessageBuffer {
    #batch;
    #encoder = new TextEncoder();
    #bytes;
    #capacity;
    #end = 0;

    /** Messages in the buffer. */
    length = 0;

    /**
     * @param {import("./open.js").Exports} module
     * @param {number} bytes room for all messages in UTF-8; `push` wants three bytes free per UTF-16 code unit
     * @param {number} messages room for their number
     */
    constructor(module, bytes, messages) {
        this.#batch = new Batch(module, bytes, messages);
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
        if (this.#batch.utf8.length === 0) this.#batch.look();
        const { utf8 } = this.#batch;
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
        this.#batch.ends[this.length++] = end;
        return true;
    }

    /** Forgets the messages and keeps the room. */
    clear() {
        this.length = 0;
        this.#end = 0;
    }

    /**
     * Counts every message: five words each, as `countMany` gives them, in a view that holds until the next call.
     *
     * @returns {Uint32Array}
     */
    count() {
        return this.#batch.count(this.length);
    }

    /** Gives the room back. */
    free() {
        this.#batch.free();
    }
}
