//! Integrations → SMS: the credentials and how to use them.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::Service;
use yew::prelude::*;

use super::{api_sample::ApiSample, credentials::Credentials};
use crate::{
    client::{Loadable, use_gateway},
    components::{Crumb, ErrorNotice, Gate, PageHead, Waiting},
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn SmsIntegrationPage() -> Html {
    html! {
        <>
            <PageHead
                title={t!("title.integrations_sms")}
                sentence={Some(AttrValue::from(t!("integrations.sms_sentence")))}
                crumbs={vec![Crumb::new(t!("nav.integrations"), Route::Integrations)]}
            />
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
    html! {
        <>
            for user in &props.service.sms_users {
                <Credentials key={user.sms_user.clone()} user={user.clone()} base_url={props.service.base_url.clone()} />
            }
            <ApiSample base_url={props.service.base_url.clone()} />
            <section class="card stack-tight">
                <h2>{ t!("integrations.safe_title") }</h2>
                <ul class="bullets">
                    <li>{ t!("integrations.safe_environment") }</li>
                    <li>{ t!("integrations.safe_repository") }</li>
                    <li>{ t!("integrations.safe_people") }</li>
                </ul>
            </section>
        </>
    }
}
