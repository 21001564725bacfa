//! The list of templates: drafts on this device and templates on the gateway.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn TemplateListPage() -> Html {
    html! {
        <PageHead title={t!("nav.templates")} />
    }
}
