// @ts-check
/** Runs the page in a headless Chromium, without a driver: a server gives the page and takes its answer. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
];
const PATIENCE_MS = 10 * 60 * 1000;

/**
 * @param {string} chromium the browser's path
 * @param {{ script: string, wasm: string }} files
 */
export async function runInChromium(chromium, files) {
    const profile = mkdtempSync(join(tmpdir(), "piecewise-bench-"));
    const { server, answer } = serve(files);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = /** @type {import("node:net").AddressInfo} */ (server.address());
    const url = `http://127.0.0.1:${address.port}/`;
    const browser = spawn(chromium, [...FLAGS, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
    const gone = once(browser, "exit").then(() => Promise.reject(new Error("the browser ended before its answer")));
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error("the browser gave no answer in 10 minutes")), PATIENCE_MS);
    });
    try {
        return await Promise.race([answer, gone, late]);
    } finally {
        clearTimeout(timer);
        gone.catch(() => {});
        browser.kill();
        if (browser.exitCode === null && browser.signalCode === null) await once(browser, "exit");
        server.closeAllConnections();
        server.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
}

function serve({ script, wasm }) {
    const page = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>';
    const files = new Map([
        ["/", ["text/html", page]],
        ["/page.js", ["text/javascript", readFileSync(script)]],
        ["/calculator.wasm", ["application/wasm", readFileSync(wasm)]],
    ]);
    let settle;
    const answer = new Promise((resolve, reject) => (settle = { resolve, reject }));
    const server = createServer(async (request, response) => {
        if (request.method === "POST") {
            const chunks = [];
            for await (const chunk of request) chunks.push(chunk);
            const body = JSON.parse(Buffer.concat(chunks).toString());
            response.end();
            if (request.url === "/answer") settle.resolve(body);
            else settle.reject(new Error(`in the page: ${body}`));
            return;
        }
        const file = files.get(request.url);
        if (!file) return void response.writeHead(404).end();
        // These two headers give the page's clock its full resolution.
        response.setHeader("cross-origin-opener-policy", "same-origin");
        response.setHeader("cross-origin-embedder-policy", "require-corp");
        response.setHeader("content-type", file[0]).end(file[1]);
    });
    return { server, answer };
}
