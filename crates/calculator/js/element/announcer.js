// @ts-check
/** Says changes to those who do not see them: politely, and at most once a second. */
const PAUSE_MS = 1000;

export class Announcer {
    #status;
    #said = "";
    #next = "";
    #lastTime = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer;

    /** @param {HTMLElement} status a live region */
    constructor(status) {
        this.#status = status;
    }

    /**
     * Says `words` if `matter` has changed since the last time; of changes in quick succession only the last.
     *
     * @param {string} words
     * @param {string} matter
     */
    say(words, matter) {
        this.#next = words;
        if (matter === this.#said) {
            clearTimeout(this.#timer);
            this.#timer = undefined;
            return;
        }
        if (this.#timer !== undefined) clearTimeout(this.#timer);
        const wait = this.#lastTime + PAUSE_MS - performance.now();
        const speak = () => {
            this.#timer = undefined;
            this.#said = matter;
            this.#lastTime = performance.now();
            this.#status.textContent = this.#next;
        };
        if (wait > 0) this.#timer = setTimeout(speak, wait);
        else speak();
    }

    stop() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
    }
}
