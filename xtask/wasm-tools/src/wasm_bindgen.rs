//! The `wasm-bindgen` command, built from the library of the locked version so that it can never disagree with it.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
