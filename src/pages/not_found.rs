//! An address that leads nowhere.

use crate::i18n::t;
use yew::prelude::*;

use crate::{components::PageHead, markup::html, routes::Route};

/// Says that there is no such page and offers the way back.
#[component]
pub fn NotFoundPage() -> Html {
    html! {
        <>
            <PageHead title={t!("title.not_found")} sentence={t!("not_found.sentence")} />
            <p><a href={Route::Overview.href()}>{ t!("not_found.back") }</a></p>
        </>
    }
}
