//! A test message of an approved template.

use yew::prelude::*;

use crate::components::PageHead;

/// Props of [`TestSendPage`].
#[derive(Properties, PartialEq)]
pub struct TestSendPageProps {
    /// The id in the address.
    pub id: i64,
}

/// The page of one.
#[component]
pub fn TestSendPage(props: &TestSendPageProps) -> Html {
    let _ = &props.id;
    html! {
        <PageHead title={rust_i18n::t!("title.template_test")} />
    }
}
