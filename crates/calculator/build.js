// @ts-check
/**
 * Puts the npm package together: scripts, declarations, modules, and the page for an iframe.
 *
 * node build.js MODULES PACKAGE
 * MODULES has the five modules and `bindings.d.ts`, the declarations that wasm-bindgen wrote; PACKAGE is written.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { build, transform } from "esbuild";

const MODULES = ["calculator", "count", "element", "linter", "templates"];
const here = import.meta.dirname;
const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const root = resolve(here, "../..");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

await bundle("index.js", "index.js", "sources.js");
await bundle("count.js", "count.js", "sources.count.js");
await bundle("wasm.js", "wasm.js", "sources.js");
await bundle("index.js", "inline.js", "sources.inline.js");
await bundle("element/index.js", "element.js", "sources.element.js");
await bundle("element/index.js", "element.inline.js", "sources.element.inline.js", "iife");
writeFileSync(join(folder, "embed.html"), await page());
declare();
for (const name of MODULES) copyFileSync(join(modules, `${name}.wasm`), join(folder, `${name}.wasm`));
for (const file of ["package.json", "README.md"]) copyFileSync(join(here, file), join(folder, file));
for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(root, file), join(folder, file));

/**
 * @param {string} entry
 * @param {string} out
 * @param {string} sources which of the `sources` the entry is built with
 * @param {"esm" | "iife"} format
 */
async function bundle(entry, out, sources, format = "esm") {
    const text = await script(join(here, "js", entry), sources, format);
    writeFileSync(join(folder, out), text);
}

/**
 * @param {string} entry
 * @param {string} sources
 * @param {"esm" | "iife"} format
 */
async function script(entry, sources, format) {
    const result = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        format,
        platform: "neutral",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
        // The package says which of its files only register things; these are not those files.
        ignoreAnnotations: true,
        write: false,
        logLevel: "warning",
        plugins: [
            {
                name: "parts",
                setup({ onResolve, onLoad }) {
                    onResolve({ filter: /\/sources\.js$/ }, () => ({ path: join(here, "js", sources) }));
                    onResolve({ filter: /^\w+\.wasm$/ }, ({ path }) => ({ path: join(modules, path) }));
                    onLoad({ filter: /\.wasm$/ }, ({ path }) => ({ contents: readFileSync(path), loader: "binary" }));
                    onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await style(path), loader: "text" }));
                },
            },
        ],
    });
    return result.outputFiles[0].text;
}

/** @param {string} path */
async function style(path) {
    const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, charset: "utf8" });
    return code.trim();
}

/** The page for an iframe, all in one file, with the hashes of what may run in it. */
async function page() {
    const run = (await script(join(here, "embed/embed.js"), "sources.element.inline.js", "iife")).trim();
    if (/<\/script/i.test(run)) throw new Error("the script would end its element");
    const look = await style(join(here, "embed/embed.css"));
    const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const parts = { "script-hash": hash(run), "style-hash": hash(look), script: run, style: look };
    return Object.entries(parts).reduce(
        (text, [name, part]) => text.replace(`{${name}}`, () => part),
        readFileSync(join(here, "embed/embed.html"), "utf8"),
    );
}

/** The declarations: of the answers from the Rust types, of the functions from the scripts' own comments. */
function declare() {
    const bindings = readFileSync(join(modules, "bindings.d.ts"), "utf8");
    const shapes = bindings.match(/(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*)?export interface \w+ \{[^}]*\}/g);
    if (!shapes) throw new Error("wasm-bindgen declared nothing");
    const staged = join(modules, "js");
    rmSync(staged, { recursive: true, force: true });
    cpSync(join(here, "js"), staged, { recursive: true });
    writeFileSync(join(staged, "types.d.ts"), `${shapes.join("\n\n")}\n`);
    const settings = {
        compilerOptions: {
            allowJs: true,
            checkJs: true,
            strict: true,
            declaration: true,
            emitDeclarationOnly: true,
            target: "es2022",
            module: "nodenext",
            lib: ["es2023", "dom", "dom.iterable"],
            types: [],
            outDir: folder,
            rootDir: ".",
        },
        files: ["index.js", "count.js", "wasm.js"],
    };
    writeFileSync(join(staged, "tsconfig.json"), JSON.stringify(settings));
    writeFileSync(join(staged, "package.json"), '{ "type": "module" }');
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [compiler, "--project", staged], { stdio: "inherit" });
    copyFileSync(join(staged, "types.d.ts"), join(folder, "types.d.ts"));
    copyFileSync(join(staged, "element.d.ts"), join(folder, "element.d.ts"));
}
