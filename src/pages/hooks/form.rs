//! An address and what it is to hear of.

use crate::i18n::t;
use piecewise_api::{HookEvent, NewHook};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::words::event_words;
use crate::{
    client::{ClientError, Doing, calls::hooks::event_name},
    components::{ErrorNotice, Icon, IconName, TextField},
    markup::html,
};

/// Props of [`HookForm`].
#[derive(Properties, PartialEq)]
pub(super) struct HookFormProps {
    /// What it holds at first.
    pub(super) url: AttrValue,
    /// The events that are ticked at first.
    pub(super) events: Vec<HookEvent>,
    /// Saves it.
    pub(super) on_save: Callback<NewHook>,
    /// What becomes of that.
    pub(super) doing: Doing,
}

/// The form.
#[component]
pub(super) fn HookForm(props: &HookFormProps) -> Html {
    let url = use_state_eq(|| props.url.to_string());
    let events = use_state_eq(|| props.events.clone());
    let is_missed = use_state_eq(|| false);
    let on_input = {
        let (url, doing) = (url.setter(), props.doing.clone());
        Callback::from(move |text| {
            doing.forget();
            url.set(text);
        })
    };
    let url_fault = (!is_address(&url)).then_some("hooks.address_wrong");
    let events_fault = events.is_empty().then_some("hooks.events_missing");
    let onsubmit = {
        let (url, events, is_missed) = (url.clone(), events.clone(), is_missed.setter());
        let on_save = props.on_save.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let first_fault = url_fault.map(|_| "hook-url").or(events_fault.map(|_| "hook-event-requested"));
            is_missed.set(first_fault.is_some());
            match first_fault {
                Some(control) => focus(control),
                None => on_save.emit(NewHook { url: url.trim().to_owned(), events: (*events).clone() }),
            }
        })
    };
    let says = |fault: Option<&str>| fault.filter(|_| *is_missed).map(|key| AttrValue::from(t!(key)));
    let is_under_way = props.doing.is_under_way();
    html! {
        <form class="card stack" novalidate=true {onsubmit} data-test="hook-form">
            <TextField
                id="hook-url"
                label={t!("hooks.address")}
                kind="url"
                value={(*url).clone()}
                {on_input}
                help={Some(AttrValue::from(t!("hooks.address_help")))}
                placeholder={Some(AttrValue::from("https://app.example.com/hook"))}
                error={says(url_fault)}
            />
            <fieldset class="field">
                <legend class="field-label">{ t!("hooks.events") }</legend>
                for event in HookEvent::ALL {
                    <label key={event_name(event)} class="tick">
                        <input
                            id={format!("hook-event-{}", event_name(event))}
                            type="checkbox"
                            checked={events.contains(&event)}
                            onchange={toggle(&events, event)}
                            data-test={format!("event-{}", event_name(event))}
                        />
                        <span>{ event_words(event) }</span>
                    </label>
                }
                if let Some(error) = says(events_fault) {
                    <p class="field-error" role="alert">
                        <Icon name={IconName::Error} />
                        <span>{ error }</span>
                    </p>
                }
            </fieldset>
            if let Some(error) = props.doing.refusal() {
                <div class="stack-tight">
                    <ErrorNotice error={error.clone()} />
                    { what_was_found(&error) }
                </div>
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="submit"
                    aria-disabled={is_under_way.to_string()}
                    data-test="save-hook"
                >
                    if is_under_way {
                        { t!("hooks.calling") }
                    } else {
                        { t!("hooks.save") }
                    }
                </button>
                <span class="field-help">{ t!("hooks.save_help") }</span>
            </div>
        </form>
    }
}

/// What the gateway met when it called the address, word for word.
fn what_was_found(error: &ClientError) -> Html {
    match error {
        ClientError::Problem(problem) => html! {
            if let Some(detail) = &problem.detail {
                <p class="small" data-test="hook-detail"><code lang="en">{ detail }</code></p>
            }
        },
        ClientError::Offline | ClientError::NotAGateway { .. } | ClientError::Aborted => Html::default(),
    }
}

fn toggle(events: &UseStateHandle<Vec<HookEvent>>, event: HookEvent) -> Callback<Event> {
    let events = events.clone();
    Callback::from(move |_| {
        let is_in = |other: &HookEvent| if *other == event { !events.contains(&event) } else { events.contains(other) };
        events.set(HookEvent::ALL.into_iter().filter(is_in).collect());
    })
}

/// Whether it can be an address; the gateway judges the rest.
fn is_address(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
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
    use super::is_address;

    #[test]
    fn only_what_can_be_called_is_an_address() {
        for address in ["https://a.example/hook", " HTTP://127.0.0.1:9/x ", "https://例.example/"] {
            assert!(is_address(address), "{address}");
        }
        for none in ["", "a.example/hook", "ftp://a.example", "https://", "https://a b", "javascript:alert(1)"] {
            assert!(!is_address(none), "{none}");
        }
    }
}
