//! Integrations → SMS: the credentials, what was done with them, and who may do it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, Regenerated, Service};
use yew::prelude::*;

use super::{add_user::AddUser, credentials::Credentials, parts::SmsParts, regenerated::RegeneratedPanel};
use crate::{
    client::{Loadable, use_gateway},
    components::{CopyButton, Crumb, ErrorNotice, Gate, PageHead, Waiting},
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn SmsIntegrationPage() -> Html {
    let gateway = use_gateway();
    let is_connected = gateway.service.ready().is_some_and(|service| service.is_connected());
    html! {
        <>
            <PageHead
                title={t!("title.integrations_sms")}
                sentence={Some(AttrValue::from(t!("integrations.sms_sentence")))}
                crumbs={vec![Crumb::new(t!("nav.integrations"), Route::Integrations)]}
            >
                if is_connected && gateway.permits(Permission::CredentialsCreate) {
                    <AddUser />
                }
            </PageHead>
            <SmsParts here={Route::IntegrationsSms} />
            <Gate><Sms /></Gate>
        </>
    }
}

#[component]
fn Sms() -> Html {
    let gateway = use_gateway();
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    match &gateway.service {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(service) if service.is_connected() => html! { <Connected service={Rc::clone(service)} /> },
        Loadable::Ready(_) => html! {
            <section class="card stack" data-test="not-connected">
                <h2>{ t!("error.not_connected.title") }</h2>
                <p>{ t!("integrations.connect_first") }</p>
                <div class="row">
                    <a class="button button-primary" href={Route::Integrations.href()}>{ t!("error.to_integrations") }</a>
                </div>
            </section>
        },
    }
}

/// Props of [`Connected`].
#[derive(Properties, PartialEq)]
struct ConnectedProps {
    /// The service.
    service: Rc<Service>,
}

#[component]
fn Connected(props: &ConnectedProps) -> Html {
    // It stays here, because with a new SMS_USER the card that it was asked from is gone.
    let after = use_state_eq(|| None::<Rc<Regenerated>>);
    let on_regenerated = use_callback(after.setter(), |regenerated, set| set.set(Some(Rc::new(regenerated))));
    let on_done = use_callback(after.setter(), |(), set| set.set(None));
    let base_url = &props.service.base_url;
    html! {
        <>
            <p class="fact-row">
                <span class="muted">{ t!("integrations.base_url") }</span>
                <code data-test="base-url">{ base_url }</code>
                <CopyButton
                    text={base_url.clone()}
                    label={t!("integrations.copy_what", what = t!("integrations.base_url"))}
                />
            </p>
            if let Some(regenerated) = &*after {
                <RegeneratedPanel regenerated={Rc::clone(regenerated)} {on_done} />
            }
            for user in &props.service.sms_users {
                <Credentials
                    key={user.sms_user.clone()}
                    user={user.clone()}
                    reminder_days={props.service.key_reminder_days}
                    on_regenerated={on_regenerated.clone()}
                />
            }
            <section class="card stack-tight">
                <h2>{ t!("integrations.safe_title") }</h2>
                <ul class="bullets">
                    <li>{ t!("integrations.safe_environment") }</li>
                    <li>{ t!("integrations.safe_repository") }</li>
                    <li>
                        { t!("integrations.safe_people") }
                        { " " }
                        <a href={Route::TeamKeys.href()}>{ t!("integrations.who_may") }</a>
                    </li>
                    <li>{ t!("integrations.safe_rotate") }</li>
                </ul>
            </section>
        </>
    }
}
