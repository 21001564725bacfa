//! Connecting a service and its credentials.

use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn IntegrationsPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("nav.integrations")} />
    }
}

/// The page.
#[component]
pub fn SmsIntegrationPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("title.integrations_sms")} />
    }
}
