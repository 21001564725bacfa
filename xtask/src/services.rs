//! Programs that run until Ctrl-C or until one of them ends; none of them outlives us.

use std::{
    process::{Child, Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

/// How often the programs are looked at.
const POLL: Duration = Duration::from_millis(100);

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// Starts every program, waits for Ctrl-C or for the first to end, and ends the others.
///
/// # Errors
/// If a program cannot be started, or ends without having been asked to.
pub(crate) fn run(programs: Vec<(&'static str, Command)>) -> anyhow::Result<()> {
    let (interrupt, interrupted) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = interrupt.send(());
    })
    .context("cannot listen for Ctrl-C")?;

    let mut running = Services(Vec::new());
    for (name, command) in programs {
        running.0.push((name, start(command).with_context(|| format!("cannot start {name}"))?));
    }
    loop {
        match interrupted.recv_timeout(POLL) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        for (name, child) in &mut running.0 {
            if let Some(status) = child.try_wait()? {
                bail!("{name} ended by itself ({status}); what it wrote above says why");
            }
        }
    }
}

/// The programs that run; dropping them ends them.
struct Services(Vec<(&'static str, Child)>);

impl Drop for Services {
    fn drop(&mut self) {
        for (_, child) in &mut self.0 {
            ask_to_end(child);
        }
        let deadline = Instant::now() + PATIENCE;
        for (_, child) in &mut self.0 {
            while matches!(child.try_wait(), Ok(None)) && Instant::now() < deadline {
                std::thread::sleep(POLL / 5);
            }
            if matches!(child.try_wait(), Ok(None)) {
                let _ = child.kill();
                let _ = child.wait();
            }
        }
    }
}

/// Starts `command` in a group of its own: Ctrl-C then reaches us alone, and ending the group reaches its children too.
fn start(mut command: Command) -> std::io::Result<Child> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    command.stdin(Stdio::null()).spawn()
}

#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    use nix::{sys::signal, unistd::Pid};
    let Ok(group) = i32::try_from(child.id()) else { return };
    if matches!(child.try_wait(), Ok(None)) {
        let _ = signal::killpg(Pid::from_raw(group), signal::Signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    let _ = child.kill();
}
