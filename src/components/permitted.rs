//! Stands before what not every role may see: says so, and who can help.

use crate::i18n::t;
use piecewise_api::Permission;
use yew::prelude::*;

use super::Gate;
use crate::{client::use_gateway, i18n, markup::html};

/// Props of [`Permitted`].
#[derive(Properties, PartialEq)]
pub struct PermittedProps {
    /// What the role has to permit.
    pub permission: Permission,
    /// What is shown then.
    pub children: Html,
}

/// Shows its children to whom they are permitted, and everybody else what is missing; nobody without a session gets
/// past the [`Gate`] before it.
#[component]
pub fn Permitted(props: &PermittedProps) -> Html {
    let gateway = use_gateway();
    let Some(session) = gateway.session() else {
        return html! { <Gate><></></Gate> };
    };
    if gateway.permits(props.permission) {
        return props.children.clone();
    }
    let role = i18n::text(&format!("role.{}", session.role.as_str()));
    let permission = i18n::text(&format!("permission.{}", props.permission.as_str()));
    html! {
        <section class="card empty" data-test="not-permitted">
            <h2>{ t!("permitted.title") }</h2>
            <p>{ t!("permitted.what", role = role, permission = permission) }</p>
        </section>
    }
}
