//! The page: what a sender ID is, the form, what was handed in, and how it looks on the phone.

use std::rc::Rc;

use crate::i18n::{plural, t};
use piecewise_api::{Permission, Sender};
use yew::prelude::*;

use super::{form::SenderForm, list::Registrations, preview::Preview};
use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{ErrorNotice, Gate, Icon, IconName, PageHead, Waiting},
    markup::html,
    pages::integrations::{SmsParts, sms_crumbs},
    routes::Route,
};

/// The page.
#[component]
pub fn SendersPage() -> Html {
    html! {
        <>
            <PageHead
                title={t!("senders.title")}
                sentence={Some(AttrValue::from(t!("senders.sentence")))}
                crumbs={sms_crumbs(None)}
            />
            <SmsParts here={Route::Senders} />
            <Gate><Senders /></Gate>
        </>
    }
}

#[component]
fn Senders() -> Html {
    let gateway = use_gateway();
    // A sender ID that was just handed in, and for how many countries; each time the list is read again.
    let submitted = use_state_eq(|| (0_u32, 0_usize));
    let typed = use_state_eq(String::new);
    let on_type = use_callback(typed.setter(), |text, set| set.set(text));
    let senders = use_resource((), *submitted, |gateway, (), signal| gateway.ask(calls::senders::list(signal)));
    let on_submitted = {
        let (submitted, typed) = (submitted.clone(), typed.setter());
        Callback::from(move |n_countries| {
            typed.set(String::new());
            submitted.set((submitted.0 + 1, n_countries));
        })
    };
    let list: Rc<Vec<Sender>> = senders.value.ready().cloned().unwrap_or_default();
    html! {
        <>
        <div class="desk">
            <div class="desk-main">
                <section class="card stack-tight" data-test="sender-explained">
                    <h2>{ t!("senders.what") }</h2>
                    <p>{ t!("senders.what_shows") }</p>
                    <p>{ t!("senders.optional") }</p>
                    <p>{ t!("senders.vary") }</p>
                </section>
                if submitted.1 > 0 {
                    <div class="notice notice-success" role="status" data-test="submitted">
                        <Icon name={IconName::Check} />
                        <div class="notice-body">
                            <p class="notice-title">{ plural("senders.submitted", submitted.1 as u64) }</p>
                            <p>{ t!("senders.staff_will_contact") }</p>
                        </div>
                    </div>
                }
                if gateway.permits(Permission::SenderIdsWrite) {
                    <SenderForm key={submitted.0} {on_type} {on_submitted} />
                }
            </div>
            <div class="desk-side">
                <Preview senders={list} typed={(*typed).clone()} />
            </div>
        </div>
                {
                    match senders.value {
                        Loadable::Waiting => html! { <Waiting /> },
                        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(senders.retry)} /> },
                        Loadable::Ready(senders) => html! { <Registrations {senders} /> },
                    }
                }
        </>
    }
}
