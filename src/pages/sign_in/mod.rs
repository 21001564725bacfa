//! Signing in with the printed link.

use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn SignInPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("title.sign_in")} />
    }
}
