//! Where a person lands: what to do next.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn OverviewPage() -> Html {
    html! {
        <PageHead title={t!("nav.overview")} />
    }
}
