//! S-Wallet and prices.

use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn WalletPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("nav.wallet")} />
    }
}
