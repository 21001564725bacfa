// @ts-check
/** The source of the smallest entry. */
export const coreSource = () => new URL("./count.wasm", import.meta.url);
