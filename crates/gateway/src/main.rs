//! The gateway's program: reads the configuration, starts the log, runs.

use std::process::ExitCode;

use clap::Parser as _;
use piecewise_gateway::{
    Error, Result, Rotation, add_account, backup,
    config::{Command, CommandLine, Config},
    print_rotation, print_sign_in_link, restore, run, start_logging,
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
        Some(Command::Backup { file }) => {
            let n_messages = backup(&config, file).await?;
            say(&format!("{} holds {n_messages} messages; keep the secret key apart from it", file.display()));
            Ok(())
        }
        Some(Command::Restore { file }) => {
            let n_unconfirmed = restore(&config, file).await?;
            say(&format!("restored; {n_unconfirmed} messages are unconfirmed, because they may have been sent since"));
            Ok(())
        }
        Some(Command::RotateSecretKey { reseal_only, forget_old }) => {
            print_rotation(&config, Rotation { is_reseal_only: *reseal_only, forgets_old: *forget_old }).await
        }
        None => {
            start_logging(&config)?;
            run(config).await
        }
    }
}

#[expect(clippy::print_stdout, reason = "a command says what it has done")]
fn say(words: &str) {
    println!("{words}");
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
