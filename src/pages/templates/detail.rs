//! A template on the gateway, to be read.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// Props of [`TemplateDetailPage`].
#[derive(Properties, PartialEq)]
pub struct TemplateDetailPageProps {
    /// The template's id.
    pub id: i64,
}

/// One template as it was submitted.
#[component]
pub fn TemplateDetailPage(props: &TemplateDetailPageProps) -> Html {
    let _ = props.id;
    html! {
        <PageHead title={t!("title.template")} />
    }
}
