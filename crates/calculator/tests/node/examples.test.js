// @ts-check
/** The examples of docs/embedding.md that need no page, on the package as npm packs it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

const root = resolve(import.meta.dirname, "../../../..");
const examples = join(root, "crates/calculator/examples");
/** @type {string} */
let project;

before(() => {
    project = mkdtempSync(join(tmpdir(), "piecewise-package-"));
    const silent = /** @type {const} */ ({ cwd: project, stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" });
    const tarball = execFileSync("npm", ["pack", "--silent", /** @type {string} */ (process.env.PACKAGE)], silent).trim();
    mkdirSync(join(project, "node_modules/@types"), { recursive: true });
    execFileSync("tar", ["-xzf", tarball], silent);
    execFileSync("mv", ["package", "node_modules/sms-piece-calculator"], silent);
    for (const name of ["@types/react", "csstype"]) symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
    for (const name of ["npm.mjs", "batch.ts", "react.tsx"]) copyFileSync(join(examples, name), join(project, name));
});
after(() => rmSync(project, { recursive: true, force: true }));

test("npm.mjs runs", () => {
    const said = execFileSync(process.execPath, ["npm.mjs"], { cwd: project, encoding: "utf8" });
    assert.match(said, /^Wei 您好，您的验证码是 482913。 1\n/);
    assert.match(said, /3 pieces become 2/);
    assert.match(said, /error The link touches/);
});

test("the declarations fit: batch.ts, react.tsx, and what must not compile", () => {
    const settings = { compilerOptions: { strict: true, noEmit: true, target: "es2022", module: "nodenext", jsx: "react-jsx", lib: ["es2023", "dom"], types: [] } };
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    const check = (/** @type {string[]} */ files) => {
        writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ ...settings, files }));
        execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc")], { cwd: project, encoding: "utf8" });
    };
    check(["batch.ts", "react.tsx"]);
    const wrong = `import { count, suggest } from "sms-piece-calculator";
        // @ts-expect-error an encoding is one of two
        const encoding: "ASCII" = count("a").encoding;
        // @ts-expect-error absent is undefined
        const text: string = suggest("a")[0].replacement.text;
        document.querySelector("sms-piece-calculator")!.addEventListener("piecechange", ({ detail }) => detail.pieces.toFixed());
        // @ts-expect-error no such setting
        document.createElement("sms-piece-calculator").pieces = 1;
        export { encoding, text };`;
    writeFileSync(join(project, "wrong.ts"), `import "sms-piece-calculator/element";\n${wrong}`);
    check(["wrong.ts"]);
});

test("batch.ts runs", () => {
    const compiler = join(root, "node_modules/esbuild/bin/esbuild");
    execFileSync(compiler, ["batch.ts", "--outfile=batch.js", "--format=esm", "--log-level=error"], { cwd: project });
    const said = execFileSync(process.execPath, ["batch.js"], { cwd: project, encoding: "utf8" });
    assert.equal(said, "Your code is 482913. 1\n您的验证码是 482913。 1\n🎉 Sale! 1\n");
});

test("every example of docs/embedding.md is its file, and every file is there", () => {
    const text = readFileSync(join(root, "docs/embedding.md"), "utf8");
    const shown = [...text.matchAll(/<!-- (\S+) -->\n```\w+\n([^]*?)```/g)];
    for (const [, name, code] of shown) assert.equal(code, readFileSync(join(examples, name), "utf8"), name);
    assert.deepEqual(shown.map(([, name]) => name).sort(), readdirSync(examples).sort());
});
