//! Who a message comes from in a country: the registered name there, and a random number elsewhere.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Sender;
use piecewise_sms::sender::{SenderState, sender_for};
use yew::prelude::*;

use crate::{
    components::{Bubble, CountryPicker, Handset},
    format,
    markup::html,
    prices::use_prices,
};

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The registrations.
    pub(super) senders: Rc<Vec<Sender>>,
    /// The sender ID in the form, which is shown as it would be once it is registered.
    pub(super) typed: AttrValue,
}

/// The name that a message to `country` comes from now.
pub(super) fn shown_in(senders: &[Sender], country: &str) -> Option<String> {
    let registered = senders
        .iter()
        .filter(|sender| sender.state == SenderState::Registered)
        .map(|sender| (sender.sender_id.as_str(), sender.country.as_str()));
    sender_for(None, Some(country), registered).map(str::to_owned)
}

/// A phone, and a choice of where it is.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let chosen = use_state_eq(|| None::<AttrValue>);
    let on_choose = use_callback(chosen.setter(), |code, set| set.set(Some(code)));
    let first = props.senders.iter().find(|sender| sender.state == SenderState::Registered);
    let country =
        (*chosen).clone().unwrap_or_else(|| first.map_or_else(|| "SG".into(), |sender| sender.country.clone().into()));
    let shown = shown_in(&props.senders, &country);
    let prices = use_prices();
    let is_typed = !props.typed.is_empty();
    let sender = if is_typed { Some(props.typed.clone()) } else { shown.clone().map(AttrValue::from) };
    html! {
        <section class="card stack desk-reading" aria-labelledby="sender-preview" data-test="sender-preview">
            <h2 id="sender-preview">{ t!("senders.preview") }</h2>
            <div class="field">
                <label class="field-label" for="preview-country">{ t!("senders.preview_in") }</label>
                <CountryPicker id="preview-country" country={country.clone()} {prices} {on_choose} test="preview-country" />
            </div>
            <p class="field-help" role="status" data-test="sender-says">
                if is_typed {
                    { t!("senders.preview_typed", name = props.typed) }
                } else if let Some(name) = &shown {
                    { t!("senders.preview_registered", name = name, country = format::country(&country)) }
                } else {
                    { t!("senders.preview_random", country = format::country(&country)) }
                }
            </p>
            <Handset {sender} label={t!("senders.preview")}>
                <Bubble text={t!("senders.sample_text")} />
            </Handset>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::Sender;
    use piecewise_sms::sender::SenderState;

    use super::shown_in;

    fn sender(country: &str, state: SenderState) -> Sender {
        Sender {
            id: 1,
            sender_id: "ACME".into(),
            country: country.into(),
            state,
            rejection: None,
            warnings: vec![],
            materials: vec![],
            history: vec![],
        }
    }

    ///
    #[test]
    fn a_name_is_shown_only_where_it_is_registered() {
        let senders = [sender("SG", SenderState::Registered), sender("US", SenderState::InReview)];
        assert_eq!(shown_in(&senders, "SG").as_deref(), Some("ACME"));
        assert_eq!(shown_in(&senders, "US"), None);
        assert_eq!(shown_in(&senders, "GB"), None);
    }
}
