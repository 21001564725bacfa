//! The project's own commands: `cargo xtask run | test | dist | bench | setup`.
//!
//! They install what is missing, say what takes long, and leave the rest to Cargo, Trunk and the gateway.

#![expect(clippy::print_stdout, reason = "a command line speaks on standard output")]

mod assets;
mod bench;
mod compress;
mod contract;
mod dist;
mod fingerprint;
mod gateway;
mod package;
mod process;
mod project;
mod run;
mod screenshots;
mod services;
mod site;
mod sizes;
mod steps;
mod tools;

use std::{ffi::OsString, process::ExitCode};

const HELP: &str = "\
The commands of Piecewise

  cargo xtask run [--port PORT] [--data DIR] [--dev]
      Builds the console, starts the gateway with its sandbox on 127.0.0.1 and prints a link that signs you in.
      --port PORT   the port of the gateway (default 8466)
      --data DIR    where the gateway keeps its database and keys (default .data)
      --dev         builds the console without optimising and again after every change

  cargo xtask test [STEP]...
      Runs every check, or only the steps named. `cargo xtask test --list` names them.

  cargo xtask dist
      Writes dist/: the static site with compressed copies, the gateway, and the npm package.

  cargo xtask bench
      Measures the piece counter beside those of npm: natively, in Node and in Chromium.

  cargo xtask assets [DIR]
      Writes the files beside the page that the console reads when it needs them. Trunk calls it by itself.

  cargo xtask bench gateway
      Measures the gateway over HTTP: accepted recipients, latency, event streams, memory.

  cargo xtask bench plan
      Measures the way of a list of up to a million rows to its plan, natively and in JavaScript.

  cargo xtask screenshots [PAGE]...
      Takes pictures of every page, or of the pages named (`/wallet`): wide and narrow, light and dark, in both languages.

  cargo xtask setup
      Installs what the other commands need and says where it is.
";

fn main() -> ExitCode {
    match dispatch(std::env::args_os().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Vec<OsString>) -> anyhow::Result<()> {
    let command = if args.is_empty() { OsString::from("help") } else { args.remove(0) };
    match command.to_str() {
        Some("run") => run::run(args),
        Some("test") => steps::run(args),
        Some("dist") => dist::run(&args),
        Some("bench") if args == ["gateway"] => gateway::bench(),
        Some("bench") if args == ["plan"] => bench::plan::run(),
        Some("bench") => bench::run(&args),
        Some("assets") => assets::run(&args),
        Some("screenshots") => screenshots::run(&args),
        Some("setup") => tools::setup(&args),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        _ => anyhow::bail!("there is no command `{}`; `cargo xtask help` lists them", command.display()),
    }
}
