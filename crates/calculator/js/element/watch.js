// @ts-check
/**
 * Watching a text area or an input of the page, by its id, without touching it. The page's own tree is listened to, so
 * that the control may come later, or be another one tomorrow.
 */
const EVENTS = ["input", "change", "focusin"];

export class Watch {
    #host;
    #onText;
    /** @type {string | null} */
    #id = null;
    /** @type {Node | undefined} */
    #tree;

    /**
     * @param {HTMLElement} host
     * @param {(text: string) => void} onText
     */
    constructor(host, onText) {
        this.#host = host;
        this.#onText = onText;
    }

    /** Whether there is something to watch. */
    get isOn() {
        return !!this.#host.getAttribute("for");
    }

    /** @param {string | null} id */
    start(id) {
        this.stop();
        if (!id) return;
        this.#id = id;
        this.#tree = this.#host.getRootNode();
        for (const name of EVENTS) this.#tree.addEventListener(name, this.#onEvent, true);
        this.#tree.addEventListener("reset", this.#onReset);
        document.addEventListener("DOMContentLoaded", this.#onReset);
        this.read();
    }

    stop() {
        for (const name of EVENTS) this.#tree?.removeEventListener(name, this.#onEvent, true);
        this.#tree?.removeEventListener("reset", this.#onReset);
        document.removeEventListener("DOMContentLoaded", this.#onReset);
        this.#tree = undefined;
        this.#id = null;
    }

    /** Reads the control now. */
    read() {
        const tree = /** @type {Document | ShadowRoot | undefined} */ (this.#tree);
        const control = this.#id && tree?.getElementById?.(this.#id);
        if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement) this.#onText(control.value);
    }

    /** @param {Event} event */
    #onEvent = ({ target }) => {
        if (target instanceof Element && target.id === this.#id) this.read();
    };

    /** A form is reset after its event. */
    #onReset = () => queueMicrotask(() => this.read());
}
