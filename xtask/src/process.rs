//! Running other programs: with a fitting environment, and with an error that names what failed.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};

use crate::project;

/// Says what is being done, for steps a person waits for.
pub(crate) fn say(words: &str) {
    println!("▸ {words}");
}

/// A duration as a person reads it: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn in_words(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 9.95 {
        format!("{seconds:.1} s")
    } else if seconds < 119.5 {
        format!("{seconds:.0} s")
    } else {
        let whole = duration.as_secs();
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// A command in the project's top folder, with the project's tools first on its `PATH`.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("PATH", path_with_tools());
    // `cargo run` describes xtask in these. Build scripts that watch them would run again for nothing.
    for (name, _) in std::env::vars_os() {
        let described = name.to_str().is_some_and(|name| {
            ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix))
                || ["CARGO_BIN_NAME", "CARGO_CRATE_NAME"].contains(&name)
        });
        if described {
            command.env_remove(name);
        }
    }
    command
}

/// The Cargo that runs xtask.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The `PATH` with the project's own tools in front, so that Trunk and wasm-pack find the right versions.
fn path_with_tools() -> std::ffi::OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all: Vec<PathBuf> = tool_folders().into_iter().chain(std::env::split_paths(&inherited)).collect();
    std::env::join_paths(all).unwrap_or(inherited)
}

/// The folders with the project's own tools.
pub(crate) fn tool_folders() -> [PathBuf; 2] {
    [project::tools_dir().join("bin"), project::root().join("node_modules").join(".bin")]
}

/// The program's place on the machine's own `PATH`, without the project's tools.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    which::which(program).ok()
}

/// Runs `command` to its end, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = command_line(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` to its end and gives what it wrote on standard output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let line = command_line(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What `program --version` answers, or `None` where there is no such program or it fails.
pub(crate) fn version_of(program: &Path) -> Option<String> {
    let output = command(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn command_line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        for (millis, words) in
            [(400, "0.4 s"), (9_940, "9.9 s"), (12_400, "12 s"), (119_600, "1 min 59 s"), (185_000, "3 min 05 s")]
        {
            assert_eq!(in_words(Duration::from_millis(millis)), words);
        }
    }

    #[test]
    fn a_failing_command_is_named() {
        let error = run(cargo().args(["no-such-command", "--flag"]).stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().starts_with("`cargo no-such-command --flag` failed"), "{error}");
    }
}
