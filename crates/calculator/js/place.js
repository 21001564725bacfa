// @ts-check
/**
 * The one place in a module's memory for a text and its answer. Texts are written straight into it and answers read
 * from it, without the objects of an ordinary crossing.
 *
 * @typedef {import("./open.js").Exports} Exports
 */
const FIRST_ROOM_UNITS = 2048;
const ABSENT = [0xffff, 0xffff];

export class Place {
    #module;
    #text = new Uint16Array(0);
    words = new Uint32Array(0);

    /** @param {Exports} module */
    constructor(module) {
        this.#module = module;
    }

    /**
     * Has `text` counted and cut, and says at which of `words` the answer begins.
     *
     * @param {string} text
     */
    count(text) {
        return this.#at(this.#module.segment_room(this.#write(text)));
    }

    /**
     * Has what forces `text` into UCS-2 listed, and says at which of `words` the answer begins.
     *
     * @param {string} text
     */
    suggest(text) {
        return this.#at(this.#module.suggest_room(this.#write(text)));
    }

    /**
     * The answer of the module's function `name` to `text`.
     *
     * @param {string} name
     * @param {string} text
     */
    ask(name, text) {
        const bytes = this.#module[name](this.#write(text));
        const address = this.#module.json_address() >>> 0;
        return JSON.parse(new TextDecoder().decode(new Uint8Array(this.#module.memory.buffer, address, bytes)));
    }

    /**
     * The same for several strings, of which some may be absent.
     *
     * @param {string} name
     * @param {(string | undefined)[]} strings
     */
    askAll(name, strings) {
        const all = strings.map((text) => String.fromCharCode(...(text === undefined ? ABSENT : [text.length & 0xffff, text.length >>> 16])) + (text ?? ""));
        return this.ask(name, all.join(""));
    }

    /** @param {number} address */
    #at(address) {
        // Memory that has grown leaves its old views without length.
        if (this.words.length === 0) this.words = new Uint32Array(this.#module.memory.buffer);
        return address >>> 2;
    }

    /** @param {string} text */
    #write(text) {
        const { length } = text;
        // A view without length is grown as well.
        if (length > this.#text.length) this.#grow(length);
        const units = this.#text;
        for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
        return length;
    }

    /** @param {number} length */
    #grow(length) {
        // Doubled, so that texts that get longer letter by letter do not move the room at each.
        const room = Math.max(length, 2 * this.#text.length, FIRST_ROOM_UNITS);
        const address = this.#module.text_room(room) >>> 0;
        this.#text = new Uint16Array(this.#module.memory.buffer, address, room);
    }
}
