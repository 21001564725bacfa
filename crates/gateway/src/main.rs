//! The gateway's program: reads the configuration, starts the log, runs.

use std::process::ExitCode;

use clap::Parser as _;
use piecewise_gateway::{
    Error, Result, add_account,
    config::{Command, CommandLine, Config},
    print_sign_in_link, run, start_logging,
};

#[tokio::main]
async fn main() -> ExitCode {
    match start(&CommandLine::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn start(command_line: &CommandLine) -> Result<()> {
    let config = Config::load(&command_line.flags)?;
    match &command_line.command {
        Some(Command::SignInLink { account }) => print_sign_in_link(&config, *account).await,
        Some(Command::AddAccount { name }) => {
            say(&add_account(&config, name).await?);
            Ok(())
        }
        None => {
            start_logging(&config)?;
            run(config).await
        }
    }
}

#[expect(clippy::print_stdout, reason = "the link is what the command says to whoever ran it")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "the log may not have started")]
fn complain(error: &Error) {
    eprintln!("piecewise-gateway: {error}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        eprintln!("  because: {cause}");
        source = cause.source();
    }
}
