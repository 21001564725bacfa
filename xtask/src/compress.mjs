// Usage: compress.mjs sizes|write FOLDER
// `sizes` prints bytes, brotli bytes and path of each compressible file; `write` puts .br and .gz beside them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = /\.(bin|css|html|js|json|mjs|svg|txt|wasm|webmanifest)$/;
const [verb, folder] = process.argv.slice(-2);

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const paths = readdirSync(folder, { recursive: true }).filter((path) => COMPRESSIBLE.test(path));
for (const path of paths.sort()) {
  const full = join(folder, path);
  const bytes = readFileSync(full);
  const compressed = brotli(bytes);
  if (verb === "write") {
    writeFileSync(`${full}.br`, compressed);
    writeFileSync(`${full}.gz`, gzipSync(bytes, { level: 9 }));
  } else {
    console.log(`${bytes.length}\t${compressed.length}\t${path}`);
  }
}
