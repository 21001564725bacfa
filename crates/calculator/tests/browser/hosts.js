// @ts-check
/** Two origins: one has the package, the other a page that puts it in, under a strict policy. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { basename, extname, join } from "node:path";

const TYPES = /** @type {Record<string, string>} */ ({ ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" });
const folder = /** @type {string} */ (process.env.PACKAGE);

/** @typedef {{ origin: string, requests: string[], close: () => void }} Host */

/**
 * @param {(path: string) => { body: string | Buffer, headers?: Record<string, string> } | undefined} find
 * @returns {Promise<Host>}
 */
async function host(find) {
    /** @type {string[]} */
    const requests = [];
    const server = createServer((request, response) => {
        const path = new URL(request.url ?? "/", "http://host").pathname;
        if (path !== "/favicon.ico") requests.push(path);
        const found = find(path);
        if (!found) return void response.writeHead(404).end();
        response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain", ...found.headers }).end(found.body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    return {
        origin: `http://127.0.0.1:${port}`,
        requests,
        close() {
            server.closeAllConnections();
            server.close();
        },
    };
}

/** The package, for pages of any origin. */
export function packageHost() {
    return host((path) => {
        try {
            return { body: readFileSync(join(folder, path)), headers: { "access-control-allow-origin": "*" } };
        } catch {
            return undefined;
        }
    });
}

/**
 * Pages under a policy that lets them run scripts of `calculator` alone.
 *
 * @param {Host} calculator
 * @param {Record<string, string>} pages by path; `{package}` in them becomes the package's address
 * @param {string} [policy]
 * @param {string[]} [folders] where files of other paths are looked for, by their last part
 */
export function foreignHost(calculator, pages, policy, folders = []) {
    const strict = `default-src 'none'; script-src ${calculator.origin} 'wasm-unsafe-eval'; connect-src ${calculator.origin}; frame-src ${calculator.origin}; base-uri 'none'`;
    return host((path) => {
        const file = folders.map((folder) => join(folder, basename(path))).find((file) => existsSync(file));
        if (file && !(path in pages)) return { body: readFileSync(file) };
        const page = pages[path];
        const headers = { "content-security-policy": policy ?? strict };
        return page === undefined ? undefined : { body: page.replaceAll("{package}", calculator.origin), headers };
    });
}
