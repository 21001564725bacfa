//! After a regeneration: test at once, then update every caller.

use std::rc::Rc;

use crate::i18n::t;
use gloo_timers::callback::Timeout;
use piecewise_api::{Permission, Regenerated};
use piecewise_sms::template::ReviewState;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{key_check::KeyCheckLine, regenerate::named};
use crate::{
    client::use_gateway,
    components::{CopyButton, Icon, IconName},
    markup::html,
    routes::Route,
};

/// Props of [`RegeneratedPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct RegeneratedPanelProps {
    /// What was done.
    pub(super) regenerated: Rc<Regenerated>,
    /// The person has seen it.
    pub(super) on_done: Callback<()>,
}

/// How often, and how far apart, it is looked whether the question has closed.
const N_LOOKS: u8 = 50;
const BETWEEN_LOOKS_MS: u32 = 20;

/// Moves the focus to the heading once no question is open any more. While one is, nothing outside of it takes the focus,
/// and with its end it gives the focus back to the button that it was asked from.
fn focus_after_question(heading: NodeRef, n_looks_left: u8) {
    Timeout::new(BETWEEN_LOOKS_MS, move || {
        let Some(element) = heading.cast::<HtmlElement>() else { return };
        let question = element.owner_document().and_then(|page| page.query_selector("dialog[open]").ok().flatten());
        if question.is_some() && n_looks_left > 0 {
            focus_after_question(heading, n_looks_left - 1);
        } else {
            // Without the focus the panel is still there to be read.
            let _ = element.focus();
        }
    })
    .forget();
}

/// What was done, and what comes next.
#[component]
pub(super) fn RegeneratedPanel(props: &RegeneratedPanelProps) -> Html {
    let gateway = use_gateway();
    let heading = use_node_ref();
    use_effect_with(heading.clone(), |heading| focus_after_question(heading.clone(), N_LOOKS));
    let user = &props.regenerated.sms_user;
    let last = gateway
        .service
        .ready()
        .and_then(|service| service.sms_users.iter().find(|known| known.sms_user == user.sms_user))
        .and_then(|known| known.last_check)
        // A check of the pair before says nothing of this one.
        .filter(|check| check.at_ms >= user.key_created_at_ms);
    let template = gateway
        .templates
        .ready()
        .and_then(|templates| templates.iter().find(|template| template.state == ReviewState::Approved));
    let test = template.map_or(Route::Templates, |template| Route::TemplateTest { id: template.id });
    html! {
        <section class="card stack regenerated" data-test="regenerated">
            <h2 class="complete" ref={heading} tabindex="-1">
                <Icon name={IconName::Check} />
                { t!("regenerated.title") }
            </h2>
            <p class="fact-row">
                <span>{ t!("regenerated.user_is") }</span>
                <code>{ &user.sms_user }</code>
                <CopyButton text={user.sms_user.clone()} label={t!("integrations.copy_what", what = "SMS_USER")} />
            </p>
            <ol class="numbered">
                <li>
                    <strong>{ t!("regenerated.test") }</strong>
                    <KeyCheckLine
                        sms_user={user.sms_user.clone()}
                        {last}
                        may_check={gateway.permits(Permission::CredentialsReveal)}
                    />
                    if gateway.permits(Permission::MessagesSendTest) {
                        <p><a href={test.href()} data-test="real-test">{ t!("regenerated.real_test") }</a></p>
                    }
                </li>
                <li>
                    <strong>{ t!("regenerated.update") }</strong>
                    { named(&props.regenerated.consequences) }
                    <p class="muted">{ t!("regenerated.tick") }</p>
                </li>
            </ol>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    onclick={props.on_done.reform(|_: MouseEvent| ())}
                    data-test="regenerated-done"
                >
                    { t!("regenerated.done") }
                </button>
            </div>
        </section>
    }
}
