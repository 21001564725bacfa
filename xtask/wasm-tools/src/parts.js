// Loads the parts of the console. `cargo xtask` writes it beside the module that it cut into parts.
const files = new Map();

// What the module exports, which it does not yet while it starts.
const main = async () => {
  if (!window.wasmBindings) {
    await new Promise((resolve) => addEventListener("TrunkApplicationStarted", resolve, { once: true }));
  }
  return window.wasmBindings.initSync();
};

const get = (name, options) => fetch(new URL(`../../parts/${name}-HASH.wasm`, import.meta.url), options);

const load = (name) => {
  let file = files.get(name);
  if (!file) {
    const answer = get(name);
    // Said below, when it is waited for.
    answer.catch(() => {});
    file = main().then((exports) =>
      WebAssembly.instantiateStreaming(answer, { __wasm_split: exports, outside: exports }),
    );
    files.set(name, file);
    // What failed is tried again the next time.
    file.catch(() => files.delete(name));
  }
  return file;
};

const loader = (part) => async (callback, data) => {
  let isHere = false;
  try {
    await Promise.all(parts[part].map(load));
    isHere = true;
  } catch (error) {
    console.error(error);
  }
  (await main()).__indirect_function_table.get(callback)(data, isHere);
};

// Once the first page stands and nothing else is to do, the rest is fetched for later. Where there is a service worker,
// it does that.
const prefetch = async () => {
  for (const name of new Set(Object.values(parts).flat())) {
    await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
    if (!files.has(name)) {
      await get(name, { priority: "low" }).then((answer) => answer.arrayBuffer());
    }
  }
};

const parts = PARTS;

// The page says which it will need, so that they come beside the module and not after it.
for (const part of (document.documentElement.dataset.parts ?? "").split(" ")) {
  parts[part]?.forEach(load);
}

main().then(() => {
  // A connection that is paid by the byte loads what is opened, and nothing else.
  if (!navigator.serviceWorker && !navigator.connection?.saveData) {
    setTimeout(() => prefetch().catch(() => {}), 2000);
  }
});

