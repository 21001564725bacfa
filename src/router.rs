//! The address in the fragment: which page it names, and how to go to another.
//!
//! The routes are declared with yew-router's `Routable`. What it brings to find one and to keep a history is 14 KB of
//! the first load under brotli; a fragment needs little of that.

use std::collections::HashMap;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;
pub use yew_router::Routable;

/// The way to other addresses.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    address: AttrValue,
    set: UseStateSetter<AttrValue>,
}

impl Navigator {
    /// Goes to a page, with a step back to this one.
    pub fn push(&self, route: &impl Routable) {
        self.go(&route.to_path(), true);
    }

    /// Puts a page in the place of this one.
    pub fn replace(&self, route: &impl Routable) {
        self.go(&route.to_path(), false);
    }

    /// The same, with a query such as `status=failed`.
    pub fn replace_with_query(&self, route: &impl Routable, query: &str) {
        self.go(&format!("{}?{query}", route.to_path()), false);
    }

    /// Goes back to the page before.
    pub fn back(&self) {
        if let Some(history) = history() {
            // Without a page before this one stays.
            let _ = history.back();
        }
    }

    fn go(&self, address: &str, is_step: bool) {
        let Some(history) = history() else { return };
        let fragment = format!("#{address}");
        let change =
            if is_step { web_sys::History::push_state_with_url } else { web_sys::History::replace_state_with_url };
        // Where a browser refuses to rewrite the address, the page is shown all the same.
        let _ = change(&history, &JsValue::NULL, "", Some(&fragment));
        self.set.set(address.to_owned().into());
    }
}

/// Props of [`HashRouter`].
#[derive(Properties, PartialEq)]
pub struct HashRouterProps {
    /// What is drawn by the address.
    pub children: Html,
}

/// Reads the address, and draws again when it changes.
#[component]
pub fn HashRouter(props: &HashRouterProps) -> Html {
    let address = use_state_eq(read);
    use_effect_with((), {
        let set = address.setter();
        move |()| {
            let listener =
                web_sys::window().map(|window| EventListener::new(&window, "popstate", move |_| set.set(read())));
            move || drop(listener)
        }
    });
    let navigator = Navigator { address: (*address).clone(), set: address.setter() };
    html! {
        <ContextProvider<Navigator> context={navigator}>{ props.children.clone() }</ContextProvider<Navigator>>
    }
}

/// The way to other addresses; none outside a router.
#[hook]
pub fn use_navigator() -> Option<Navigator> {
    use_context::<Navigator>()
}

/// The page at the address; none outside a router.
#[hook]
pub fn use_route<R: Routable + 'static>() -> Option<R> {
    use_context::<Navigator>().and_then(|navigator| recognize(&navigator.address))
}

/// The query of the address with its `?`; empty where there is none.
#[hook]
pub fn use_query_text() -> String {
    let navigator = use_context::<Navigator>();
    let query = navigator.as_ref().and_then(|navigator| navigator.address.split_once('?'));
    query.map(|(_, query)| format!("?{query}")).unwrap_or_default()
}

/// The page at an address such as `/messages/7?from=log`. Of several that fit, the one with the fewest parts left open.
pub(crate) fn recognize<R: Routable>(address: &str) -> Option<R> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let patterns = R::routes();
    let fitting = patterns.iter().filter_map(|pattern| Some((*pattern, values(pattern, path)?)));
    let best = fitting.min_by_key(|(_, values)| values.len());
    best.and_then(|(pattern, values)| R::from_path(pattern, &values)).or_else(R::not_found_route)
}

/// What stands at the open parts of `pattern`, where `path` fits it.
fn values<'a>(pattern: &'a str, path: &'a str) -> Option<HashMap<&'a str, &'a str>> {
    let (mut wanted, mut given) = (parts(pattern), parts(path));
    let mut values = HashMap::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(values),
            (Some(wanted), Some(given)) => match wanted.strip_prefix(':') {
                Some(name) => {
                    values.insert(name, given);
                }
                None if wanted == given => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// The address in the fragment.
fn read() -> AttrValue {
    if cfg!(not(target_arch = "wasm32")) {
        return "/".into();
    }
    let fragment = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    fragment.trim_start_matches('#').to_owned().into()
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}

#[cfg(test)]
mod tests {
    use super::{Routable, recognize};
    use crate::routes::Route;

    #[test]
    fn an_address_names_its_page() {
        for (address, route) in [
            ("/", Route::Overview),
            ("", Route::Overview),
            ("/content/sms/new", Route::TemplateNew),
            ("/content/sms/7/", Route::Template { id: 7 }),
            ("/content/sms/7/test", Route::TemplateTest { id: 7 }),
            ("/content/sms/drafts/a%20b", Route::TemplateDraft { id: "a b".into() }),
            ("/messages?status=failed", Route::Messages),
            ("/content/sms/seven", Route::NotFound),
            ("/nowhere", Route::NotFound),
        ] {
            assert_eq!(recognize::<Route>(address), Some(route), "{address}");
        }
    }

    #[test]
    fn every_page_is_found_by_its_own_address() {
        for route in
            [Route::Calculator, Route::TemplateDraft { id: "a/b?c#d 你".into() }, Route::Message { id: "m".into() }]
        {
            assert_eq!(recognize::<Route>(&route.to_path()), Some(route.clone()));
        }
    }
}
