//! The message log.

use yew::prelude::*;

use crate::components::PageHead;

/// The page.
#[component]
pub fn MessagesPage() -> Html {
    html! {
        <PageHead title={rust_i18n::t!("nav.messages")} />
    }
}

/// Props of [`MessageDetailPage`].
#[derive(Properties, PartialEq)]
pub struct MessageDetailPageProps {
    /// The id in the address.
    pub id: AttrValue,
}

/// The page of one.
#[component]
pub fn MessageDetailPage(props: &MessageDetailPageProps) -> Html {
    let _ = &props.id;
    html! {
        <PageHead title={rust_i18n::t!("title.message")} />
    }
}
