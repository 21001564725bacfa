// @ts-check
/**
 * Where the modules are: beside this file. Each entry is built with the module it needs; `sources.inline.js` has them
 * inside.
 */
export const coreSource = () => new URL("./calculator.wasm", import.meta.url);
export const templatesSource = () => new URL("./templates.wasm", import.meta.url);
export const linterSource = () => new URL("./linter.wasm", import.meta.url);
