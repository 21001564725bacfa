//! The sandbox's handsets.

use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn HandsetPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("nav.sandbox")} />
    }
}
