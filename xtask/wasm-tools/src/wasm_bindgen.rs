//! The `wasm-bindgen` command, built from the library of the locked version so that it can never disagree with it.
//!
//! Where `PIECEWISE_SPLIT` is set, which `cargo xtask` does for the console it ships, it first cuts the module into
//! parts and then makes the bindings of the one that is loaded at the start.

mod split;

use std::ffi::OsString;

use wasm_bindgen_cli::wasm_bindgen::run_cli_with_args;

fn main() -> anyhow::Result<()> {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    let Some(call) = split::Call::of(&args) else { return run_cli_with_args(args) };
    call.clear()?;
    if std::env::var_os(split::WISH).is_none() {
        return run_cli_with_args(args);
    }
    args = call.split(args)?;
    run_cli_with_args(args)?;
    call.finish_bindings()
}
