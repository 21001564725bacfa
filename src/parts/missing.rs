//! The page in place of one whose part could not be loaded.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::{assets, spawn_logged},
    components::{Icon, IconName, PageHead},
    markup::html,
    routes::Route,
};

/// Props of [`PartMissing`].
#[derive(Properties, PartialEq)]
pub struct PartMissingProps {
    /// The page that was asked for.
    pub route: Route,
    /// Tries again.
    pub on_retry: Callback<()>,
}

/// Says that a page could not be loaded, and why if that is known: no connection, or another version by now.
#[component]
pub fn PartMissing(props: &PartMissingProps) -> Html {
    let is_replaced = use_state_eq(|| false);
    use_effect_with(props.route.clone(), {
        let is_replaced = is_replaced.setter();
        move |_| {
            spawn_logged("look for another version", async move { is_replaced.set(is_other_version().await) });
        }
    });
    let on_retry = use_callback(props.on_retry.clone(), |_: MouseEvent, on_retry| on_retry.emit(()));
    let on_reload = use_callback((), |_: MouseEvent, ()| {
        if let Some(window) = web_sys::window() {
            // A browser that refuses to reload has a button of its own.
            let _ = window.location().reload();
        }
    });
    html! {
        <>
            <PageHead title={t!(props.route.title_key())} />
            <div class="notice notice-error" role="alert" data-test="part-missing">
                <Icon name={IconName::Error} />
                <div class="notice-body">
                    if *is_replaced {
                        <p class="notice-title">{ t!("part.replaced") }</p>
                        <p>{ t!("part.replaced_do") }</p>
                        <div class="notice-actions">
                            <button class="button" type="button" onclick={on_reload}>{ t!("part.reload") }</button>
                        </div>
                    } else {
                        <p class="notice-title">{ t!("part.missing") }</p>
                        <p>{ t!("part.missing_do") }</p>
                        <div class="notice-actions">
                            <button class="button" type="button" onclick={on_retry}>{ t!("part.retry") }</button>
                        </div>
                    }
                </div>
            </div>
        </>
    }
}

/// Whether the page that the server has now starts another module than this one.
async fn is_other_version() -> bool {
    let module = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("link[rel=modulepreload]").ok().flatten())
        .and_then(|link| link.get_attribute("href"));
    let Some(module) = module else { return false };
    let name = module.trim_start_matches("./");
    assets::read_text("index.html")
        .await
        .is_some_and(|page| page.contains("TrunkApplicationStarted") && !page.contains(name))
}
