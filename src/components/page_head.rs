//! The head of a page: title, one sentence, actions at the right, breadcrumbs where there is depth.

use yew::prelude::*;

use crate::{markup::html, routes::Route};

/// A step on the way to the page.
#[derive(Clone, PartialEq)]
pub struct Crumb {
    /// Its words.
    pub label: AttrValue,
    /// Where it leads.
    pub route: Route,
}

impl Crumb {
    /// A crumb with its words and its target.
    pub fn new(label: impl Into<AttrValue>, route: Route) -> Self {
        Self { label: label.into(), route }
    }
}

/// Props of [`PageHead`].
#[derive(Properties, PartialEq)]
pub struct PageHeadProps {
    /// The `<h1>`; it takes the focus when the route changes.
    pub title: AttrValue,
    /// One sentence; none by default.
    #[prop_or_default]
    pub sentence: Option<AttrValue>,
    /// The way here; none by default.
    #[prop_or_default]
    pub crumbs: Vec<Crumb>,
    /// Actions at the right; none by default.
    #[prop_or_default]
    pub children: Html,
}

/// Draws the head of a page.
#[component]
pub fn PageHead(props: &PageHeadProps) -> Html {
    html! {
        <header class="page-head">
            if !props.crumbs.is_empty() {
                <nav class="crumbs" aria-label={crate::i18n::t!("shell.breadcrumbs")}>
                    <ol>
                        for crumb in &props.crumbs {
                            <li key={crumb.label.to_string()}>
                                <a href={crumb.route.href()}>{ &crumb.label }</a>
                            </li>
                        }
                        <li key="here" aria-current="page">{ &props.title }</li>
                    </ol>
                </nav>
            }
            <div class="page-head-row">
                <div class="page-head-words">
                    <h1 tabindex="-1">{ &props.title }</h1>
                    if let Some(sentence) = &props.sentence {
                        <p class="muted">{ sentence }</p>
                    }
                </div>
                <div class="page-head-actions">{ props.children.clone() }</div>
            </div>
        </header>
    }
}
