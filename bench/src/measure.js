// @ts-check
/** Timing: warm-up first, then rounds in which everyone takes a turn, and the median of each. */

const WARM_UP_MS = 150;
const ROUND_MS = 60;

/**
 * Calls per second of each contestant over `texts`.
 *
 * @param {{ name: string, run: (text: string) => number }[]} contestants
 * @param {string[]} texts
 * @param {number} rounds
 * @returns {Map<string, number>}
 */
export function callsPerSecond(contestants, texts, rounds) {
    const entries = contestants.map((contestant) => ({ contestant, passes: warmUp(contestant.run, texts), speeds: [] }));
    for (let round = 0; round < rounds; round++) {
        for (const { contestant, passes, speeds } of entries) {
            const ms = time(() => repeat(contestant.run, texts, passes));
            speeds.push((1000 * passes * texts.length) / ms);
        }
    }
    return new Map(entries.map(({ contestant, speeds }) => [contestant.name, median(speeds)]));
}

/**
 * Milliseconds of one call of `work`, the median of `rounds`.
 *
 * @param {() => unknown} work
 * @param {number} rounds
 */
export function milliseconds(work, rounds) {
    work();
    return median(Array.from({ length: rounds }, () => time(work)));
}

/** @param {number[]} numbers */
export function median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Passes over the texts that fill a round. */
function warmUp(run, texts) {
    let passes = 0;
    let ms = 0;
    const start = performance.now();
    for (; ms < WARM_UP_MS; ms = performance.now() - start) {
        repeat(run, texts, 1);
        passes++;
    }
    return Math.max(1, Math.round((passes * ROUND_MS) / ms));
}

let sink = 0;

/** The sum is kept, so that no engine can leave the work out. */
function repeat(run, texts, passes) {
    let pieces = 0;
    for (let pass = 0; pass < passes; pass++) {
        for (let at = 0; at < texts.length; at++) pieces += run(texts[at]);
    }
    sink = (sink + pieces) | 0;
}

function time(work) {
    const start = performance.now();
    work();
    return performance.now() - start;
}
