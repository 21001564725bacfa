//! `html!` with the syntax of Yew's, compiled to a tenth of the code.
//!
//! Yew's macro writes out, at every element, how its attributes, listeners and children are put together, and has the
//! compiler repeat two kilobytes for every component. This one writes calls into `markup`, a module of the console,
//! where that stands once. It knows what the console uses of the syntax and refuses the rest: elements, components,
//! fragments, blocks, texts, `if`, `if let`, `else` and `for`.

mod emit;
mod tree;

use proc_macro::TokenStream;

/// Builds an `Html`. See <https://yew.rs/docs/concepts/html> for the syntax.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match syn::parse::<tree::Children>(input) {
        Ok(children) => emit::root(&children).into(),
        Err(error) => error.into_compile_error().into(),
    }
}
