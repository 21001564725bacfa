// @ts-check
/** The texts that are measured, the same on every machine and in every run. */

/** Mulberry32: small, and good enough to choose names with. */
export function random(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const TEXTS_PER_CLASS = 64;

const GSM_WORDS = "your parcel has arrived please show the code at the counter before noon or call us thank you".split(" ");
const ACCENTED_WORDS = ["à", "été", "señor", "größe", "købt", "così", "£5", "¿qué", "Ångström"];
const HANZI = [..."您的包裹已到达请凭取件码于今日十八点前领取如有疑问致电客服谢谢惠顾祝生活愉快，。"];
const EMOJI = ["😀", "🎉", "👍🏽", "❤️", "👨‍👩‍👧", "🚚", "✅", "🇸🇬"];

/** What is measured, by name: 64 texts each, all of the length that the name says. */
export const CLASSES = [
    { name: "40-character ASCII", texts: each(1, (next) => fill(next, 40, () => pick(next, GSM_WORDS))) },
    {
        name: "160 GSM-7 with extensions",
        texts: each(2, (next) =>
            fill(next, 160, (word) => (word % 4 === 3 ? pick(next, ["[ok]", "5€", "~2", "a^b"]) : pick(next, GSM_WORDS))),
        ),
    },
    {
        name: "500 GSM-7",
        texts: each(3, (next) =>
            fill(next, 500, (word) => pick(next, word % 8 === 7 ? ACCENTED_WORDS : GSM_WORDS)),
        ),
    },
    { name: "70 CJK", texts: each(4, (next) => Array.from({ length: 70 }, () => pick(next, HANZI)).join("")) },
    {
        name: "emoji mix",
        texts: each(5, (next) =>
            Array.from({ length: 20 }, (_, word) => pick(next, word % 3 === 2 ? EMOJI : GSM_WORDS)).join(" "),
        ),
    },
];

export const N_PERSONALISED = 1_000_000;

const NAMES = (
    "Wei Ling,Nur Aisyah,Siti,Arjun,Priya,Daniel,Emma,Olivia,Noah,Liam,Sofia,Mateo,Lucas,Hugo,Chloe,Jonas,Mia,Ethan," +
    "Grace,Kenji,Yuki,Ahmad,Fatima,Omar,Leila,Ivan,Olga,Marta,Pedro,Paula,José,André,Søren,Günther,Zoë,王小明"
).split(",");

/** The message of recipient `i`: about 116 characters, most of them GSM-7, a few Unicode because of a name. */
export function personalised(count = N_PERSONALISED) {
    const next = random(6);
    return Array.from({ length: count }, () => {
        const order = Math.floor(next() * 9e7 + 1e7);
        const amount = (next() * 400 + 5).toFixed(2);
        const price = next() < 0.2 ? `€${amount}` : `$${amount}`;
        const link = `https://s.example/${Math.floor(next() * 2e9).toString(36).padStart(6, "0")}`;
        return flat(
            `Hi ${pick(next, NAMES)}, order ${order} (${price}) is on its way to you. Track it at ${link} Reply STOP to opt out.`,
        );
    });
}

function each(seed, make) {
    const next = random(seed);
    return Array.from({ length: TEXTS_PER_CLASS }, () => flat(make(next)));
}

/** Words with spaces between them, cut at `length` UTF-16 units. */
function fill(next, length, word) {
    let text = "";
    for (let n = 0; text.length < length; n++) text += (n ? " " : "") + word(n);
    return text.slice(0, length);
}

function pick(next, list) {
    return list[Math.floor(next() * list.length)];
}

/** A copy in one piece of memory, as a text that was typed or read has: joined strings are flattened on first use. */
function flat(text) {
    return JSON.parse(JSON.stringify(text));
}
