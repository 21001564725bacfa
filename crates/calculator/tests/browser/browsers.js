// @ts-check
/** One session for all tests of a browser. */
import { Builder, logging } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

const { CHROME, CHROMEDRIVER, FIREFOX, GECKODRIVER } = process.env;
const CHROMIUM_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--lang=en-US"];

/** The browsers that `cargo xtask test embed` found. */
export const BROWSERS = [...(CHROMEDRIVER ? ["chromium"] : []), ...(GECKODRIVER ? ["firefox"] : [])];

/** @param {string} name */
export async function open(name) {
    const builder = new Builder();
    if (name === "firefox") {
        const options = new firefox.Options().addArguments("-headless");
        if (FIREFOX) options.setBinary(FIREFOX);
        return builder.forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(new firefox.ServiceBuilder(GECKODRIVER)).build();
    }
    const options = new chrome.Options().addArguments(...CHROMIUM_FLAGS);
    if (CHROME) options.setChromeBinaryPath(CHROME);
    const complaints = new logging.Preferences();
    complaints.setLevel(logging.Type.BROWSER, logging.Level.ALL);
    options.setLoggingPrefs(complaints);
    return builder.forBrowser("chrome").setChromeOptions(options).setChromeService(new chrome.ServiceBuilder(CHROMEDRIVER)).build();
}
