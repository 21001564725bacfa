//! Keyboard shortcuts: single keys one after the other, which no browser and no input method uses. They rest while a
//! person types, and can be switched off for good (WCAG 2.1.4).

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::{
    components::Dialog,
    format,
    i18n::{t, use_lang},
    markup::html,
    router::use_navigator,
    routes::Route,
    storage,
};

/// Whether they are on, on this device.
const KEY: &str = "piecewise.shortcuts";

/// How long the second key of two may take.
const SECOND_KEY_MS: i64 = 1_500;

/// The first key of two.
const GO: &str = "g";

/// Where the second key leads, with the words for the place.
const PLACES: [(&str, Route, &str); 8] = [
    ("o", Route::Overview, "nav.overview"),
    ("t", Route::Templates, "nav.templates"),
    ("m", Route::Messages, "nav.messages"),
    ("i", Route::Integrations, "nav.integrations"),
    ("w", Route::Wallet, "nav.wallet"),
    ("c", Route::Calculator, "nav.calculator"),
    ("s", Route::Sandbox, "nav.sandbox"),
    ("h", Route::Help, "nav.help"),
];

/// What keys ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    ShowList,
    Search,
    Go(Route),
    /// The first of two keys.
    Begin,
}

/// What `key` asks for, after the first of two or by itself.
fn wish(key: &str, is_second: bool) -> Option<Wish> {
    if is_second {
        return PLACES.iter().find(|(known, _, _)| *known == key).map(|(_, route, _)| Wish::Go(route.clone()));
    }
    match key {
        "?" => Some(Wish::ShowList),
        "/" => Some(Wish::Search),
        "n" => Some(Wish::Go(Route::TemplateNew)),
        GO => Some(Wish::Begin),
        _ => None,
    }
}

fn are_on() -> bool {
    storage::read(KEY).as_deref() != Some("off")
}

/// Listens to the keyboard, and shows the list of shortcuts when it is asked for.
#[component]
pub(super) fn Shortcuts() -> Html {
    use_lang();
    let is_open = use_state_eq(|| false);
    let navigator = use_navigator();
    use_effect_with(navigator, {
        let set = is_open.setter();
        move |navigator| {
            let navigator = navigator.clone();
            let listener = web_sys::window().map(|window| {
                let first_at_ms = Cell::new(i64::MIN);
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&window, "keydown", options, move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| is_free(event)) else { return };
                    let is_second = format::now_ms().saturating_sub(first_at_ms.replace(i64::MIN)) < SECOND_KEY_MS;
                    let Some(wish) = wish(&event.key(), is_second) else { return };
                    match wish {
                        Wish::Begin => first_at_ms.set(format::now_ms()),
                        Wish::ShowList => set.set(true),
                        Wish::Search if !focus_search() => return,
                        Wish::Search => {}
                        Wish::Go(route) => {
                            if let Some(navigator) = &navigator {
                                navigator.push(&route);
                            }
                        }
                    }
                    event.prevent_default();
                })
            });
            move || drop(listener)
        }
    });
    let on_close = use_callback(is_open.setter(), |(), set| set.set(false));
    let onclick = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog is_open={*is_open} title={t!("keys.title")} {on_close} test={Some(AttrValue::from("shortcuts"))}>
            <ShortcutList />
            <div class="dialog-actions">
                <button class="button" type="button" {onclick}>{ t!("keys.done") }</button>
            </div>
        </Dialog>
    }
}

/// Whether a key is nobody else's: not typed into a control, not part of a word that an input method composes, not one
/// of the browser's, and nothing is open above the page.
fn is_free(event: &KeyboardEvent) -> bool {
    let is_typed = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.closest("input, textarea, select, [contenteditable]").ok().flatten().is_some());
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key();
    !is_typed && !has_modifier && !event.is_composing() && !event.default_prevented() && are_on() && !is_covered()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn is_covered() -> bool {
    document().and_then(|document| document.query_selector("dialog[open]").ok().flatten()).is_some()
}

/// Moves the focus to the page's own search; whether there is one.
fn focus_search() -> bool {
    let found = document()
        .and_then(|document| document.query_selector("main input[type=search]").ok().flatten())
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|field| field.focus().is_ok())
}

/// Every shortcut, and the switch for all of them.
#[component]
pub fn ShortcutList() -> Html {
    let is_on = use_state_eq(are_on);
    let onchange = use_callback(is_on.setter(), |event: Event, set| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        storage::write(KEY, if is_on { "on" } else { "off" });
        set.set(is_on);
    });
    html! {
        <div class="stack">
            <p class="muted">{ t!("keys.note") }</p>
            <dl class="keys">
                { keys(&["?"], t!("keys.this")) }
                { keys(&["/"], t!("keys.search")) }
                { keys(&["n"], t!("keys.new_template")) }
                for (key, _, place) in PLACES {
                    { keys(&[GO, key], t!("keys.go", place = t!(place))) }
                }
                { keys(&["Esc"], t!("keys.close")) }
            </dl>
            <label class="row">
                <input type="checkbox" checked={*is_on} {onchange} data-test="use-shortcuts" />
                <span>{ t!("keys.on") }</span>
            </label>
        </div>
    }
}

fn keys(keys: &[&'static str], what: String) -> Html {
    html! {
        <div class="keys-row" key={keys.join(" ")}>
            <dt>
                for (at, key) in keys.iter().enumerate() {
                    <span key={at}>
                        if at > 0 {
                            <span class="muted small">{ " " }{ t!("keys.then") }{ " " }</span>
                        }
                        <kbd>{ *key }</kbd>
                    </span>
                }
            </dt>
            <dd>{ what }</dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{PLACES, Route, ShortcutList, Wish, wish};
    use crate::components::rendered::rendered;

    #[test]
    fn a_place_needs_two_keys() {
        assert_eq!(wish("g", false), Some(Wish::Begin));
        assert_eq!(wish("m", true), Some(Wish::Go(Route::Messages)));
        assert_eq!(wish("m", false), None);
        assert_eq!(wish("x", true), None);
        assert_eq!(wish("?", false), Some(Wish::ShowList));
    }

    #[test]
    fn no_place_has_the_key_of_another() {
        for (at, (key, _, _)) in PLACES.iter().enumerate() {
            assert!(PLACES.iter().skip(at + 1).all(|(other, _, _)| other != key), "{key}");
        }
    }

    #[tokio::test]
    async fn every_shortcut_is_listed_with_the_way_to_switch_them_off() {
        let html = rendered::<ShortcutList>(()).await;
        assert_eq!(html.matches("<dt").count(), PLACES.len() + 4, "{html}");
        assert!(html.contains(r#"type="checkbox""#), "{html}");
    }
}
