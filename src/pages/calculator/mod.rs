//! The piece calculator: needs no gateway and no network.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn CalculatorPage() -> Html {
    html! {
        <PageHead title={t!("nav.calculator")} />
    }
}
