//! The parts of a page that is several: links in a row, each with its own address.

use yew::prelude::*;

use crate::{i18n::t, markup::html, routes::Route};

/// Props of [`Sections`].
#[derive(Properties, PartialEq)]
pub struct SectionsProps {
    /// The part that is open.
    pub here: Route,
    /// Every part with its words.
    pub parts: Vec<(Route, AttrValue)>,
}

/// Leads from part to part.
#[component]
pub fn Sections(props: &SectionsProps) -> Html {
    html! {
        <nav class="sections" aria-label={t!("sections.label")}>
            <ul>
                for (route, words) in &props.parts {
                    <li key={route.href()}>
                        <a href={route.href()} aria-current={(*route == props.here).then_some("page")}>{ words }</a>
                    </li>
                }
            </ul>
        </nav>
    }
}
