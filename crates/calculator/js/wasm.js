// @ts-check
/** The addresses of the modules, for those who fetch or cache them on their own. */
export const count = new URL("./count.wasm", import.meta.url);
export const templates = new URL("./templates.wasm", import.meta.url);
export const linter = new URL("./linter.wasm", import.meta.url);
/** The module that `load` of the package's main entry opens. */
export const calculator = new URL("./calculator.wasm", import.meta.url);
export default calculator;
