// @ts-check
/** The lists that are planned, the same on every machine and in every run. */
import { random } from "./texts.js";

export const TEMPLATE = "Hi %name%, your order %order% over %amount% is on its way. Track it at https://s.example/t now";

/** Mobile numbers of 40 countries; # is any digit. */
const NUMBERS = (
    "6591######,1415555####,1416555####,447400######,491511#######,3361#######,34612######,39320#######,31612######," +
    "32470######,4179#######,43664#######,4670#######,4741######,4520######,35840#######,48512######,420601######," +
    "3620#######,40712######,30690#######,35191#######,35385#######,9198########,86138########,85292######,886910######," +
    "81901#######,82102#######,6681#######,8490#######,6012#######,62812#######,63917#######,61412######,6421#######," +
    "551198#######,57310#######,2782#######,97150#######"
).split(",");

const NAMES = (
    "Wei Ling,Nur Aisyah,Siti,Arjun,Priya,Daniel,Emma,Olivia,Noah,Liam,Sofia,Mateo,Lucas,Hugo,Chloe,Jonas,Mia,Ethan," +
    "Grace,Kenji,Yuki,Ahmad,Fatima,Omar,Leila,Ivan,Olga,Marta,Pedro,Paula,José,André,Søren,Günther,Zoë,Gonçalo,王小明"
).split(",");

/** What happens to numbers on their way: lost digits, other columns' content, spreadsheets. */
const DAMAGES = [
    (number) => number.slice(0, -3),
    (number) => `${number}123456`,
    (number) => `${number[0]}.${number.slice(1, 6)}E+${number.length - 1}`,
    () => "n/a",
    () => "",
    (number) => number.replace(/.$/, "x"),
];

/** `rows` rows: 3 % of the numbers damaged, 2 % there already, the others written in several ways. */
export function list(rows) {
    const next = random(rows);
    const pick = (from) => from[Math.floor(next() * from.length)];
    const lines = ["phone,name,order,amount"];
    const numbers = [];
    for (let row = 0; row < rows; row += 1) {
        const fresh = pick(NUMBERS).replaceAll("#", () => Math.floor(next() * 10));
        const number = next() < 0.02 && numbers.length > 0 ? pick(numbers) : fresh;
        if (numbers.length < 100_000) numbers.push(number);
        const way = next();
        const written =
            way < 0.03 ? pick(DAMAGES)(number)
            : way < 0.65 ? `+${number}`
            : way < 0.85 ? number
            : `+${number.slice(0, 2)} ${number.slice(2, 5)} ${number.slice(5)}`;
        const order = Math.floor(next() * 9e7 + 1e7);
        lines.push(`${written},${pick(NAMES)},A-${order},$${(next() * 400 + 5).toFixed(2)}`);
    }
    lines.push("");
    return lines.join("\n");
}
