//! `cargo xtask test`: every check, one named step after the other, stopping at the first that fails.

use std::{
    ffi::OsString,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use crate::{
    contract, gateway, package,
    process::{cargo, find, in_words, run as run_command, say},
    site, sizes,
    tools::{self, wasm_target::TARGET},
};

/// A check with the name that runs it alone.
struct Step {
    name: &'static str,
    about: &'static str,
    check: fn() -> anyhow::Result<Outcome>,
}

/// How a step that did not fail ended.
enum Outcome {
    Passed,
    Skipped(&'static str),
}

use Outcome::{Passed, Skipped};

/// In order of what fails fastest.
const STEPS: &[Step] = &[
    Step { name: "fetch", about: "the lock file is complete and its crates are here", check: fetch },
    Step { name: "format", about: "every file is as rustfmt writes it", check: format },
    Step { name: "lint", about: "clippy finds nothing, on this machine's target", check: lint },
    Step { name: "lint-wasm", about: "clippy finds nothing, on wasm", check: lint_wasm },
    Step { name: "native", about: "unit and integration tests on this machine", check: native },
    Step { name: "postgres", about: "the gateway's tests again, on a PostgreSQL of their own", check: postgres },
    Step { name: "contract", about: "the console's API keeps to its OpenAPI document", check: contract },
    Step { name: "docs", about: "examples in the documentation run, and its links lead somewhere", check: docs },
    Step { name: "wasm", about: "the wasm tests, in a headless browser", check: wasm },
    Step { name: "console", about: "the console builds for release", check: console },
    Step { name: "sizes", about: "the console keeps to its size budget", check: check_sizes },
    Step { name: "package", about: "the npm package builds, keeps to its size, and answers in Node", check: package },
    Step {
        name: "embed",
        about: "the piece calculator on other people's pages, in Chromium and Firefox",
        check: embed,
    },
    Step {
        name: "e2e",
        about: "a person's way through the product, in a real browser against a real gateway",
        check: e2e,
    },
    Step { name: "deny", about: "licences and advisories of every dependency", check: deny },
];

/// Runs the steps that `args` name, or all of them.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<()> {
    let names = args.into_iter().map(OsString::into_string).collect::<Result<Vec<_>, _>>();
    let names = names.map_err(|name| anyhow::anyhow!("there is no step {}", name.display()))?;
    if names.iter().any(|name| name == "--list") {
        for step in STEPS {
            println!("{:<10} {}", step.name, step.about);
        }
        return Ok(());
    }
    let steps = chosen(&names)?;
    let started = Instant::now();
    let mut done: Vec<(&Step, Outcome, Duration)> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n── {} ({} of {}): {}", step.name, index + 1, steps.len(), step.about);
        let step_started = Instant::now();
        match (step.check)() {
            Ok(outcome) => done.push((step, outcome, step_started.elapsed())),
            Err(error) => {
                eprintln!("\nerror: {error:#}");
                summary(&done, started.elapsed());
                println!("  {:<10} failed    {:>12}", step.name, in_words(step_started.elapsed()));
                println!("{} passed, 1 failed, {} not run", n_passed(&done), steps.len() - index - 1);
                bail!("the step `{0}` failed; `cargo xtask test {0}` runs it alone", step.name);
            }
        }
    }
    summary(&done, started.elapsed());
    println!("{} passed, 0 failed", n_passed(&done));
    Ok(())
}

fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    if names.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    let find = |name: &String| {
        let step = STEPS.iter().find(|step| step.name == name);
        step.with_context(|| format!("there is no step `{name}`; `cargo xtask test --list` names them"))
    };
    names.iter().map(find).collect()
}

fn summary(done: &[(&Step, Outcome, Duration)], in_all: Duration) {
    println!("\n── summary ({})", in_words(in_all));
    for (step, outcome, took) in done {
        match outcome {
            Passed => println!("  {:<10} passed    {:>12}", step.name, in_words(*took)),
            Skipped(why) => println!("  {:<10} skipped   {why}", step.name),
        }
    }
}

fn n_passed(done: &[(&Step, Outcome, Duration)]) -> usize {
    done.iter().filter(|(_, outcome, _)| matches!(outcome, Passed)).count()
}

fn passed(command: &mut Command) -> anyhow::Result<Outcome> {
    run_command(command)?;
    Ok(Passed)
}

fn fetch() -> anyhow::Result<Outcome> {
    passed(cargo().args(["fetch", "--locked", "--quiet"]))
}

fn format() -> anyhow::Result<Outcome> {
    passed(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> anyhow::Result<Outcome> {
    passed(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

/// The packages that run in a browser.
const IN_THE_BROWSER: [&str; 4] = ["piecewise", "piecewise-sms", "piecewise-api", "piecewise-calculator"];

fn lint_wasm() -> anyhow::Result<Outcome> {
    tools::wasm_target::ensure()?;
    let packages = IN_THE_BROWSER.iter().flat_map(|package| ["--package", package]);
    passed(cargo().arg("clippy").args(packages).args(["--all-targets", "--target", TARGET, "--", "--deny", "warnings"]))
}

/// What the native steps leave out: the end-to-end test has its own step, and the tools have no tests.
const NOT_NATIVE: [&str; 5] = ["--workspace", "--exclude", "piecewise-e2e", "--exclude", "wasm-tools"];

/// The server that the gateway's tests use; without it, each has a SQLite file.
const TEST_DATABASE_URL: &str = "TEST_DATABASE_URL";

fn native() -> anyhow::Result<Outcome> {
    passed(cargo().arg("test").args(NOT_NATIVE).arg("--tests").env_remove(TEST_DATABASE_URL))
}

fn postgres() -> anyhow::Result<Outcome> {
    let mut tests = cargo();
    tests.args(["test", "--package", "piecewise-gateway", "--tests"]);
    if std::env::var_os(TEST_DATABASE_URL).is_some() {
        return passed(&mut tests);
    }
    let server = tools::postgres::Server::start()?;
    passed(tests.env(TEST_DATABASE_URL, server.url()))
}

fn contract() -> anyhow::Result<Outcome> {
    match contract::check()? {
        contract::Outcome::Kept => Ok(Passed),
        contract::Outcome::NoPython => Ok(Skipped("there is no Python 3.10 or newer to run Schemathesis with")),
    }
}

fn docs() -> anyhow::Result<Outcome> {
    run_command(cargo().arg("test").args(NOT_NATIVE).arg("--doc"))?;
    passed(cargo().arg("doc").args(NOT_NATIVE).args(["--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "--deny warnings"))
}

fn wasm() -> anyhow::Result<Outcome> {
    tools::wasm_target::ensure()?;
    tools::wasm_bindgen::ensure()?;
    let browser = tools::browser::ensure()?;
    passed(
        cargo()
            .args(["test", "--package", "piecewise", "--package", "piecewise-sms"])
            .args(["--package", "piecewise-calculator", "--tests", "--target", TARGET])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::wasm_bindgen::test_runner())
            .env("CHROMEDRIVER", &browser.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browser.webdriver_json()?),
    )
}

fn console() -> anyhow::Result<Outcome> {
    site::build()?;
    Ok(Passed)
}

fn check_sizes() -> anyhow::Result<Outcome> {
    sizes::check(&site::build()?)?;
    Ok(Passed)
}

fn package() -> anyhow::Result<Outcome> {
    let package = package::build()?;
    package::check_sizes(&package)?;
    package::test(&package)?;
    Ok(Passed)
}

fn embed() -> anyhow::Result<Outcome> {
    package::test_in_browsers(&package::build()?)?;
    Ok(Passed)
}

fn e2e() -> anyhow::Result<Outcome> {
    tools::npm::ensure()?;
    let browser = tools::browser::ensure()?;
    let site = site::build()?;
    let gateway = gateway::build()?;
    let mut tests = cargo();
    tests
        .args(["test", "--no-fail-fast", "--package", "piecewise-e2e"])
        .env("E2E_GATEWAY", gateway)
        .env("E2E_CONSOLE", site)
        .env("CHROMEDRIVER", &browser.driver)
        .env("E2E_WEBDRIVER_JSON", browser.webdriver_json()?);
    match tools::firefox::ensure() {
        Ok(firefox) => {
            tests.env("GECKODRIVER", firefox.driver).env("FIREFOX", firefox.binary);
        }
        Err(error) => say(&format!("Firefox is left out: {error:#}")),
    }
    passed(&mut tests)
}

fn deny() -> anyhow::Result<Outcome> {
    if find("cargo-deny").is_none() {
        return Ok(Skipped("cargo-deny is not installed"));
    }
    passed(cargo().args(["deny", "--all-features", "check", "--hide-inclusion-graph"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name() {
        let names = ["sizes".to_owned(), "format".to_owned()];
        assert_eq!(chosen(&names).unwrap().iter().map(|step| step.name).collect::<Vec<_>>(), ["sizes", "format"]);
        assert_eq!(chosen(&[]).unwrap().len(), STEPS.len());
        assert!(chosen(&["speling".to_owned()]).is_err());
    }
}
