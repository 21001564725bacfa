//! `cargo xtask run`: from a clone to the console in a browser.

use std::{
    ffi::OsString,
    fs::DirBuilder,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use lexopt::prelude::*;

use crate::{
    gateway, project, services,
    site::{self, watch},
};

/// The gateway's own default.
const DEFAULT_PORT: u16 = 8466;

/// Builds what has changed and serves it until Ctrl-C.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<()> {
    let options = Options::parse(args)?;
    // Before the building, so that nobody waits minutes to hear it.
    check_port(options.port)?;
    let site = match options.build {
        Build::Release => site::build()?,
        Build::Watch => site::build_dev()?,
    };
    let gateway = gateway::build()?;
    let mut programs = vec![("the gateway", gateway::serve(&gateway, options.port, &options.data, &site))];
    if let Build::Watch = options.build {
        // Trunk can only be told to look past a folder that is there.
        make_private(&options.data)?;
        programs.push(("trunk", watch(&site)?));
    }
    println!("Press Ctrl-C to stop.");
    services::run(programs)
}

/// Makes the data folder as the gateway would: for nobody but its owner.
fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("cannot create {}", folder.display()))
}

enum Build {
    Release,
    Watch,
}

struct Options {
    port: u16,
    data: PathBuf,
    build: Build,
}

impl Options {
    fn parse(args: Vec<OsString>) -> anyhow::Result<Self> {
        let mut options = Self { port: DEFAULT_PORT, data: project::root().join(".data"), build: Build::Release };
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("port") => options.port = parser.value()?.parse()?,
                Long("data") => {
                    let here = std::env::current_dir().context("the current folder is gone")?;
                    options.data = here.join(parser.value()?);
                }
                Long("dev") => options.build = Build::Watch,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

fn check_port(port: u16) -> anyhow::Result<()> {
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        bail!(
            "port {port} cannot be used ({error}). Something else listens there, perhaps an earlier `cargo xtask run`. \
             Stop it, or choose another port: cargo xtask run --port {}",
            port.saturating_add(1)
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_what_to_do() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let words = check_port(port).unwrap_err().to_string();
        assert!(words.contains(&format!("port {port}")) && words.contains("--port"), "{words}");
    }

    #[test]
    fn options_are_read_and_unknown_ones_refused() {
        let options = Options::parse(["--port", "4999", "--dev"].map(OsString::from).to_vec()).unwrap();
        assert!(options.port == 4999 && matches!(options.build, Build::Watch));
        assert!(Options::parse(vec!["--prot".into()]).is_err());
    }
}
