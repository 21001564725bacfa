//! What is known of sender IDs in a country, and who says so.

use crate::i18n::{self, t};
use piecewise_api::Known;
use yew::prelude::*;

use crate::{
    client::{Loadable, calls, use_resource},
    components::{ErrorNotice, Icon, IconName, Waiting},
    format,
    markup::html,
};

/// Props of [`CountryCard`].
#[derive(Properties, PartialEq)]
pub(super) struct CountryCardProps {
    /// The country.
    pub(super) code: AttrValue,
}

/// The card of one country.
#[component]
pub(super) fn CountryCard(props: &CountryCardProps) -> Html {
    let card = use_resource(props.code.clone(), (), |gateway, code, signal| {
        gateway.ask(calls::senders::country(code, signal))
    });
    let card = match card.value {
        Loadable::Waiting => return html! { <Waiting /> },
        Loadable::Failed(error) => return html! { <ErrorNotice {error} on_retry={Some(card.retry)} /> },
        Loadable::Ready(card) => card,
    };
    html! {
        <section class="country-card" aria-label={format::country(&card.country)} data-test="country-card">
            <h3>{ format::country(&card.country) }</h3>
            <dl class="facts">
                <dt>{ t!("senders.offered") }</dt>
                <dd>{ known("senders.offered_is", card.offered) }</dd>
                <dt>{ t!("senders.fee") }</dt>
                <dd>{ known("senders.fee_is", card.fee) }</dd>
            </dl>
            if card.offered == Known::No {
                <p class="notice notice-warning" role="status" data-test="not-offered">
                    <Icon name={IconName::Warning} />
                    <span>{ t!("senders.not_offered", country = format::country(&card.country)) }</span>
                </p>
            }
            <p class="field-help">
                { t!("senders.source", source = card.source, day = format::day(&card.source_date)) }
            </p>
        </section>
    }
}

fn known(key: &str, known: Known) -> String {
    let word = match known {
        Known::Yes => "yes",
        Known::No => "no",
        Known::Unknown => "unknown",
    };
    i18n::text(&format!("{key}.{word}"))
}
