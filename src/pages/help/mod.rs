//! Words and rules explained.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn HelpPage() -> Html {
    html! {
        <PageHead title={t!("nav.help")} />
    }
}
