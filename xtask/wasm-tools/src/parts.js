// Loads the parts of the console. `cargo xtask` writes it beside the module that it cut into parts.
const files = new Map();

// What the module exports, which it does not yet while it starts.
const main = async () => {
  if (!window.wasmBindings) {
    await new Promise((resolve) => addEventListener("TrunkApplicationStarted", resolve, { once: true }));
  }
  return window.wasmBindings.initSync();
};

const load = (name) => {
  let file = files.get(name);
  if (!file) {
    const answer = fetch(new URL(`../../parts/${name}-HASH.wasm`, import.meta.url));
    file = main().then((exports) =>
      WebAssembly.instantiateStreaming(answer, { __wasm_split: exports, outside: exports }),
    );
    files.set(name, file);
    // What failed is tried again the next time.
    file.catch(() => files.delete(name));
  }
  return file;
};

const loader = (names) => async (callback, data) => {
  let isHere = false;
  try {
    await Promise.all(names.map(load));
    isHere = true;
  } catch (error) {
    console.error(error);
  }
  (await main()).__indirect_function_table.get(callback)(data, isHere);
};

