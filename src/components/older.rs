//! The foot of a list that is read page by page.

use crate::i18n::t;
use yew::prelude::*;

use super::ErrorNotice;
use crate::{client::ClientError, markup::html};

/// Props of [`Older`].
#[derive(Properties, PartialEq)]
pub struct OlderProps {
    /// How many rows there are so far, in words.
    pub n_read: AttrValue,
    /// Whether there are older ones.
    pub has_more: bool,
    /// Whether they are being read.
    pub is_reading: bool,
    /// Why they could not be read; nothing went wrong by default.
    #[prop_or_default]
    pub refused: Option<ClientError>,
    /// Reads them.
    pub on_older: Callback<()>,
}

/// Says how many rows there are, and reads older ones.
#[component]
pub fn Older(props: &OlderProps) -> Html {
    let onclick = props.on_older.reform(|_: MouseEvent| ());
    html! {
        <>
            <div class="data-more">
                <span class="figure" role="status">{ &props.n_read }</span>
                if props.has_more {
                    <button
                        class="button button-small"
                        type="button"
                        aria-disabled={props.is_reading.then_some("true")}
                        {onclick}
                        data-test="older"
                    >
                        if props.is_reading {
                            { t!("lists.reading") }
                        } else {
                            { t!("lists.older") }
                        }
                    </button>
                }
            </div>
            if let Some(error) = &props.refused {
                <ErrorNotice error={error.clone()} on_retry={Some(props.on_older.clone())} />
            }
        </>
    }
}
