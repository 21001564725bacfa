// @ts-check
/**
 * Opening a module, from wherever it is.
 *
 * @typedef {string | URL | Response | BufferSource | WebAssembly.Module} ModuleSource
 *     an address, an answer to `fetch`, the bytes, or what `WebAssembly.compile` made of them
 * @typedef {{ memory: WebAssembly.Memory, [name: string]: any }} Exports
 */
import { CalculatorError } from "./error.js";

// wasm-bindgen's only import; it is for values that never cross here.
const IMPORTS = { "./piecewise_calculator_bg.js": { __wbindgen_init_externref_table() {} } };

/**
 * @param {ModuleSource | PromiseLike<ModuleSource>} source
 * @returns {Promise<Exports>}
 */
export async function open(source) {
    try {
        const found = await source;
        const compiled = found instanceof WebAssembly.Module ? found : await WebAssembly.compile(await bytes(found));
        return /** @type {any} */ ((await WebAssembly.instantiate(compiled, IMPORTS)).exports);
    } catch (cause) {
        throw new CalculatorError("load-failed", `the calculator's module cannot be loaded: ${cause}`, { cause });
    }
}

/**
 * Every way into the module shares one opening of it; one that failed may be tried again.
 *
 * @template T
 * @param {() => ModuleSource | PromiseLike<ModuleSource>} usual where the module is, if nobody says otherwise
 * @param {(module: Exports) => T} make
 * @returns {(source?: ModuleSource | PromiseLike<ModuleSource>) => Promise<T>}
 */
export function once(usual, make) {
    /** @type {Promise<T> | undefined} */
    let opened;
    return (source) => {
        opened ??= open(source ?? usual()).then(make);
        opened.catch(() => (opened = undefined));
        return opened;
    };
}

/** @param {string | URL | Response | BufferSource} source */
async function bytes(source) {
    if (typeof source === "string" || source instanceof URL) {
        const address = String(source);
        // Node has no fetch for files.
        const files = address.startsWith("file:") && /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs/promises");
        if (files) return files.readFile(new URL(address));
        source = await fetch(address);
    }
    if (!(source instanceof Response)) return source;
    if (!source.ok) throw new Error(`${source.status} ${source.statusText} for ${source.url}`);
    // Not `compileStreaming`: many hosts give a wasm file another type, and it refuses that.
    return source.arrayBuffer();
}
