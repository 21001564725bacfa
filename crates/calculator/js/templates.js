// @ts-check
/**
 * Values in templates, and what templates cost.
 *
 * @typedef {import("./types.js").Rendered} Rendered
 * @typedef {import("./types.js").Readings} Readings
 * @typedef {import("./types.js").Variable} Variable
 */
import { checkString } from "./error.js";
import { Place } from "./place.js";

const MAX_CHARS = 0xffff;

export class Templates {
    #place;

    /** @param {import("./open.js").Exports} module */
    constructor(module) {
        this.#place = new Place(module);
    }

    /**
     * @param {string} content
     * @param {Readonly<Record<string, string>>} values
     * @returns {Rendered}
     */
    render(content, values) {
        checkString(content, "the content");
        return this.#place.askAll("render_room", [content, ...pairs(values)]);
    }

    /**
     * @param {string} content
     * @param {Readonly<Record<string, string | Variable>>} variables
     * @returns {Readings}
     */
    readings(content, variables) {
        checkString(content, "the content");
        const known = Object.entries(variables).flatMap(([name, variable]) => {
            const { example, maxLength, unicode } = asVariable(variable);
            if (maxLength === undefined && unicode === undefined) return [name, example, undefined];
            return [name, example, String.fromCharCode(Math.min(maxLength ?? 32, MAX_CHARS), +(unicode ?? true))];
        });
        return this.#place.askAll("readings_room", [content, ...known]);
    }
}

/**
 * A variable may be given by its example alone.
 *
 * @param {string | Variable} variable
 * @returns {Variable}
 */
export function asVariable(variable) {
    return typeof variable === "string" ? { example: variable } : (variable ?? {});
}

/** @param {Readonly<Record<string, string>>} values */
export function pairs(values) {
    const entries = Object.entries(values);
    for (const [name, value] of entries) checkString(value, `the value of ${name}`);
    return entries.flat();
}
