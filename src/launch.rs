//! From an empty page to a running application: the sign-in token is taken out of the address before anything else
//! sees it, addresses the router cannot read are repaired, and a panic leaves a way out.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::{
    app::{App, AppProps},
    client::spawn_logged,
    i18n::{self, Volume},
    invitation,
    parts::{self, Part},
    router,
    routes::Route,
};

/// Starts the console in the element `#app`.
pub fn start() {
    let Some(window) = web_sys::window() else { return };
    install_panic_view();
    let token = take_token(&window);
    take_invitation(&window);
    repair_fragment(&window);
    keep_fragment_readable(&window);
    let Some(host) = window.document().and_then(|document| document.get_element_by_id("app")) else { return };
    let show = move || {
        host.replace_children_with_node_0();
        yew::Renderer::<App>::with_root_and_props(host, AppProps { token: token.map(Into::into) }).render();
    };
    let lang = i18n::preferred();
    let part = first_part(&window);
    if i18n::is_loaded(lang, Volume::Console) && part.is_none() {
        show();
    } else {
        spawn_logged("read what the first page needs", async move {
            // Without its texts the console begins in English, and without its part the page says so.
            let _ = futures_util::join!(i18n::load(lang, Volume::Console), async {
                match part {
                    Some(part) => parts::load(part).await,
                    None => Ok(()),
                }
            });
            show();
        });
    }
}

/// The part of the page at the address.
fn first_part(window: &Window) -> Option<Part> {
    let fragment = window.location().hash().ok()?;
    router::recognize::<Route>(fragment.strip_prefix('#')?)?.part()
}

/// Reads the one-time token of the sign-in link and removes it from the address and the history entry.
fn take_token(window: &Window) -> Option<String> {
    let fragment = window.location().hash().ok()?;
    let token = token_of(&fragment)?.to_owned();
    replace_fragment(window, "#/");
    Some(token)
}

/// Reads the token of an invitation, and goes on to where it is accepted.
fn take_invitation(window: &Window) {
    let fragment = window.location().hash().unwrap_or_default();
    if let Some(token) = invitation_of(&fragment) {
        invitation::keep(token.to_owned());
        replace_fragment(window, &Route::SignIn.href());
    }
}

/// The token in a fragment such as `#token=…`.
fn token_of(fragment: &str) -> Option<&str> {
    value_of(fragment, piecewise_api::TOKEN_FRAGMENT)
}

/// The token in a fragment such as `#invitation=…`.
fn invitation_of(fragment: &str) -> Option<&str> {
    value_of(fragment, piecewise_api::INVITATION_FRAGMENT)
}

fn value_of<'a>(fragment: &'a str, name: &str) -> Option<&'a str> {
    let value = fragment.strip_prefix('#')?.strip_prefix(name)?.strip_prefix('=')?;
    (!value.is_empty()).then_some(value)
}

fn repair_fragment(window: &Window) {
    if !window.location().hash().is_ok_and(|fragment| fragment.starts_with("#/")) {
        replace_fragment(window, "#/");
    }
}

fn replace_fragment(window: &Window, fragment: &str) {
    if let Ok(history) = window.history() {
        // The address stays readable for the router even where a browser refuses to rewrite it.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// A fragment typed by hand must not reach the router, which panics on one that is not a path. Registered before the
/// router's own listener, and for as long as the page lives.
fn keep_fragment_readable(window: &Window) {
    let target = window.clone();
    EventListener::new(window, "popstate", move |_| {
        if target.location().hash().is_ok_and(|fragment| token_of(&fragment).or(invitation_of(&fragment)).is_some()) {
            let _ = target.location().reload();
        } else {
            repair_fragment(&target);
        }
    })
    .forget();
}

/// After a panic the module is dead and the page only looks alive, so it is covered by one that says so.
fn install_panic_view() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        if let Some(view) = document.get_element_by_id("panic-view") {
            let _ = view.remove_attribute("hidden");
            if let Some(app) = document.get_element_by_id("app") {
                let _ = app.set_attribute("hidden", "");
            }
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::{invitation_of, token_of};

    #[test]
    fn a_token_is_read_from_the_fragment_only_in_its_own_shape() {
        assert_eq!(token_of("#token=abc"), Some("abc"));
        for other in ["", "#", "#/", "#token=", "#/token=abc", "token=abc", "#tokens=abc"] {
            assert_eq!(token_of(other), None, "{other}");
        }
        assert_eq!(invitation_of("#invitation=abc"), Some("abc"));
        assert_eq!(invitation_of("#token=abc"), None);
    }
}
