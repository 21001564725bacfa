//! The `wasm-bindgen` command, built from the library of the locked version so that it can never disagree with it.
//!
//! Where `PIECEWISE_SPLIT` is set, which `cargo xtask` does for the console it ships, it first cuts the module into
//! parts and then makes the bindings of the one that is loaded at the start.

mod split;

use std::ffi::OsString;

fn main() -> anyhow::Result<()> {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    if let Some(call) = split::Call::of(&args) {
        call.clear()?;
        if std::env::var_os(split::WISH).is_some() {
            args = call.split(args)?;
        }
    }
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args)
}
