//! The parts of Integrations → SMS, and the way to each.

use yew::prelude::*;

use crate::{
    components::{Crumb, Sections},
    i18n::t,
    markup::html,
    routes::Route,
};

/// Props of [`SmsParts`].
#[derive(Properties, PartialEq)]
pub(crate) struct SmsPartsProps {
    /// The part that is open.
    pub(crate) here: Route,
}

/// Leads from part to part.
#[component]
pub(crate) fn SmsParts(props: &SmsPartsProps) -> Html {
    let part = |route: Route, key: &str| (route, AttrValue::from(t!(key)));
    let parts = vec![
        part(Route::IntegrationsSms, "integrations.credentials"),
        part(Route::SendSettings, "send_settings.title"),
        part(Route::Senders, "senders.title"),
        part(Route::Hooks, "hooks.title"),
        part(Route::ApiSamples, "samples.title"),
    ];
    html! {
        <Sections here={props.here.clone()} {parts} />
    }
}

/// The way to a part: Integrations, SMS, and where there is more depth, the part itself.
pub(crate) fn sms_crumbs(part: Option<(Route, &str)>) -> Vec<Crumb> {
    let mut crumbs = vec![
        Crumb::new(t!("nav.integrations"), Route::Integrations),
        Crumb::new(t!("title.integrations_sms"), Route::IntegrationsSms),
    ];
    crumbs.extend(part.map(|(route, key)| Crumb::new(t!(key), route)));
    crumbs
}
