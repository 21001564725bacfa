//! The template editor.

use rust_i18n::t;
use yew::prelude::*;

use crate::components::PageHead;

/// Props of [`TemplateEditorPage`].
#[derive(Properties, PartialEq)]
pub struct TemplateEditorPageProps {
    /// The draft to open; `None` begins a new one.
    pub draft_id: Option<AttrValue>,
}

/// Writing a template.
#[component]
pub fn TemplateEditorPage(props: &TemplateEditorPageProps) -> Html {
    let title = if props.draft_id.is_some() { t!("title.template_draft") } else { t!("title.template_new") };
    html! {
        <PageHead {title} />
    }
}
