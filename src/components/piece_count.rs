//! Pieces and encoding of a message in a few words.

use crate::i18n::t;
use piecewise_sms::pieces::Encoding;
use yew::prelude::*;

use crate::{i18n::plural, markup::html};

/// Props of [`PieceCount`].
#[derive(Properties, PartialEq)]
pub struct PieceCountProps {
    /// How it is encoded.
    pub encoding: Encoding,
    /// In how many pieces.
    pub n_pieces: u32,
}

/// `2 pieces · Unicode`.
#[component]
pub fn PieceCount(props: &PieceCountProps) -> Html {
    let encoding = match props.encoding {
        Encoding::Gsm7 => t!("handset.gsm"),
        Encoding::Ucs2 => t!("handset.unicode"),
    };
    html! {
        <span class="figure">{ format!("{} · {encoding}", plural("count.pieces", props.n_pieces.into())) }</span>
    }
}
