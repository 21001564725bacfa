//! The services that can be connected.

use crate::i18n::t;
use yew::prelude::*;

use super::{connect::ConnectButton, next_steps::NextSteps};
use crate::{
    client::{Loadable, use_gateway},
    components::{ErrorNotice, Gate, Icon, IconName, PageHead, Waiting},
    i18n,
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn IntegrationsPage() -> Html {
    html! {
        <>
            <PageHead title={t!("nav.integrations")} sentence={Some(AttrValue::from(t!("integrations.sentence")))} />
            <Gate><Services /></Gate>
        </>
    }
}

#[component]
fn Services() -> Html {
    let gateway = use_gateway();
    let is_fresh = use_state_eq(|| false);
    let on_connected = use_callback(is_fresh.setter(), |(), set| set.set(true));
    let on_retry = use_callback(gateway.clone(), |(), gateway| gateway.read_again());
    match &gateway.service {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice error={error.clone()} on_retry={Some(on_retry)} /> },
        Loadable::Ready(service) => html! {
            <>
                <SmsCard is_connected={service.is_connected()} n_users={service.sms_users.len()} {on_connected} />
                if service.is_connected() {
                    <NextSteps takes_focus={*is_fresh} />
                }
            </>
        },
    }
}

/// Props of [`SmsCard`].
#[derive(Properties, PartialEq)]
struct SmsCardProps {
    /// Whether there is an SMS_USER.
    is_connected: bool,
    /// How many there are.
    n_users: usize,
    /// SMS was connected just now.
    on_connected: Callback<()>,
}

/// SMS: what it is, whether it is connected, and the one thing to do about it.
#[component]
fn SmsCard(props: &SmsCardProps) -> Html {
    html! {
        <section class="card service" aria-labelledby="service-sms" data-test="sms-card">
            <span class="service-icon"><Icon name={IconName::Messages} /></span>
            <div class="service-words">
                <div class="row">
                    <h2 id="service-sms">{ t!("integrations.sms") }</h2>
                    if props.is_connected {
                        <span class="badge badge-delivered" data-test="connected">
                            <Icon name={IconName::Check} />
                            { t!("integrations.connected") }
                        </span>
                    } else {
                        <span class="badge badge-draft">{ t!("integrations.not_connected") }</span>
                    }
                </div>
                <p class="muted">
                    if props.is_connected {
                        { i18n::plural("integrations.n_users", props.n_users as u64) }
                    } else {
                        { t!("integrations.sms_is") }
                    }
                </p>
            </div>
            if props.is_connected {
                <a class="button" href={Route::IntegrationsSms.href()} data-test="manage">{ t!("integrations.manage") }</a>
            } else {
                <ConnectButton on_connected={props.on_connected.clone()} />
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use yew::Callback;

    use super::{SmsCard, SmsCardProps};
    use crate::components::rendered::rendered;

    async fn card(is_connected: bool) -> String {
        let n_users = usize::from(is_connected);
        rendered::<SmsCard>(SmsCardProps { is_connected, n_users, on_connected: Callback::noop() }).await
    }

    /// R-041.
    #[tokio::test]
    async fn the_card_offers_connect_or_manage_and_never_both() {
        let html = card(false).await;
        assert!(html.contains("button-primary") && html.contains("Connect") && !html.contains("Manage"), "{html}");
        let html = card(true).await;
        assert!(html.contains("Manage") && !html.contains(r#"data-test="connect""#), "{html}");
    }
}
