//! The form: a sender ID and the countries to register it for, and nothing else.

use crate::i18n::{self, t};
use piecewise_api::NewSenders;
use piecewise_sms::sender;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::country_card::CountryCard;
use crate::{
    client::{calls, use_doing, use_gateway},
    components::{CountryChecklist, ErrorNotice, Icon, IconName, TextField},
    markup::html,
};

/// Characters of a sender ID that the gateway takes.
const N_CHARS: usize = 30;

/// Cards that are shown at once.
const N_CARDS: usize = 4;

/// Props of [`SenderForm`].
#[derive(Properties, PartialEq)]
pub(super) struct SenderFormProps {
    /// The sender ID was typed on.
    pub(super) on_type: Callback<String>,
    /// It was handed in, for so many countries.
    pub(super) on_submitted: Callback<usize>,
}

/// What is wrong with what was filled in: for the sender ID, and for the countries.
fn faults(sender_id: &str, countries: &[String]) -> (Option<&'static str>, Option<&'static str>) {
    let n_chars = sender_id.trim().chars().count();
    let sender = match n_chars {
        0 => Some("senders.id_missing"),
        1..=N_CHARS => None,
        _ => Some("senders.id_too_long"),
    };
    (sender, countries.is_empty().then_some("senders.country_missing"))
}

/// Asks for both and hands them in.
#[component]
pub(super) fn SenderForm(props: &SenderFormProps) -> Html {
    let gateway = use_gateway();
    let sender_id = use_state_eq(String::new);
    let countries = use_state_eq(Vec::<String>::new);
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let on_input = use_callback((sender_id.setter(), props.on_type.clone()), |text: String, (set, on_type)| {
        on_type.emit(text.trim().to_owned());
        set.set(text);
    });
    let on_change = use_callback(countries.setter(), |chosen, set| set.set(chosen));
    let (id_fault, country_fault) = faults(&sender_id, &countries);
    let onsubmit = {
        let (sender_id, countries, doing) = (sender_id.clone(), countries.clone(), doing.clone());
        let (is_missed, on_submitted) = (is_missed.setter(), props.on_submitted.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let first_fault = match (id_fault, country_fault) {
                (Some(_), _) => Some("sender-id"),
                (None, Some(_)) => Some("sender-countries"),
                (None, None) => None,
            };
            is_missed.set(first_fault.is_some());
            if let Some(control) = first_fault {
                focus(control);
                return;
            }
            let new = NewSenders { sender_id: sender_id.trim().to_owned(), countries: (*countries).clone() };
            let (gateway, on_submitted) = (gateway.clone(), on_submitted.clone());
            let call = calls::senders::submit(&new);
            let work = async move {
                let senders = gateway.ask(call).await?;
                on_submitted.emit(senders.len());
                Ok(())
            };
            doing.start("hand a sender ID in", Box::pin(work));
        })
    };
    let says = |fault: Option<&str>| fault.filter(|_| *is_missed).map(|key| AttrValue::from(t!(key)));
    let warning = Some(sender_id.trim()).filter(|id| !id.is_empty()).and_then(sender::warning);
    html! {
        <form class="card stack" novalidate=true {onsubmit} data-test="sender-form">
            <h2>{ t!("senders.register") }</h2>
            <TextField
                id="sender-id"
                label={t!("senders.id")}
                value={(*sender_id).clone()}
                {on_input}
                help={Some(AttrValue::from(t!("senders.id_help")))}
                error={says(id_fault)}
            />
            if let Some(warning) = warning {
                <p class="notice notice-warning" role="status" data-test="sender-warning">
                    <Icon name={IconName::Warning} />
                    <span>{ i18n::text(&format!("senders.warning.{}", warning.as_str())) }</span>
                </p>
            }
            <CountryChecklist
                id="sender-countries"
                label={t!("senders.countries")}
                help={t!("senders.countries_help")}
                chosen={(*countries).clone()}
                {on_change}
            />
            if let Some(error) = says(country_fault) {
                <p class="field-error" role="alert" data-test="countries-error">
                    <Icon name={IconName::Error} />
                    <span>{ error }</span>
                </p>
            }
            if !countries.is_empty() {
                <div class="country-cards">
                    for code in countries.iter().take(N_CARDS) {
                        <CountryCard key={code.clone()} code={code.clone()} />
                    }
                </div>
            }
            if countries.len() > N_CARDS {
                <p class="field-help">{ i18n::plural("senders.more_cards", (countries.len() - N_CARDS) as u64) }</p>
            }
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={doing.is_under_way().to_string()}
                    data-test="submit-sender"
                >
                    if doing.is_under_way() {
                        { t!("senders.submitting") }
                    } else {
                        { t!("senders.submit") }
                    }
                </button>
            </div>
        </form>
    }
}

fn focus(control: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let element = page.and_then(|page| page.get_element_by_id(control));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // The fault is announced where the focus cannot go.
        let _ = element.focus();
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::sender::SenderWarning;

    use super::faults;
    use crate::i18n;

    /// exactly these two are required.
    #[test]
    fn both_are_required_and_nothing_else() {
        assert_eq!(faults(" ", &[]), (Some("senders.id_missing"), Some("senders.country_missing")));
        assert_eq!(faults("ACME", &["SG".into()]), (None, None));
        assert_eq!(faults(&"A".repeat(31), &["SG".into()]).0, Some("senders.id_too_long"));
    }

    /// what is unusual is said, and taken all the same.
    #[test]
    fn every_warning_has_words() {
        for warning in SenderWarning::ALL {
            let key = format!("senders.warning.{}", warning.as_str());
            assert_ne!(i18n::text(&key), key);
        }
        assert_eq!(faults("ACME Store Singapore", &["SG".into()]), (None, None));
    }
}
