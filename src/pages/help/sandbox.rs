//! The numbers with which the sandbox shows each outcome, as the gateway lists them.

use piecewise_api::{Mode, Permission, SandboxNumber};
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    client::{Gateway, Loadable, calls, use_gateway, use_resource},
    components::{ErrorNotice, StatusBadge, Waiting},
    i18n::t,
    markup::html,
    routes::Route,
};

/// Lists them.
#[component]
pub(super) fn SandboxNumbers() -> Html {
    let gateway = use_gateway();
    let is_sandbox = gateway.session().is_some_and(|session| session.mode == Mode::Sandbox);
    let asks = is_sandbox && gateway.permits(Permission::SandboxRead);
    let numbers = use_resource(asks, (), |gateway: &Gateway, asks: &bool, signal| {
        if *asks { gateway.ask(calls::sandbox::numbers(signal)) } else { Box::pin(async { Ok(Vec::new()) }) }
    });
    html! {
        <section class="card stack">
            <p>{ t!("help.sandbox.what") }</p>
            {
                match numbers.value {
                    _ if !asks => html! { <p class="muted">{ t!("help.sandbox.needs") }</p> },
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(numbers.retry)} /> },
                    Loadable::Ready(numbers) => html! {
                        <>
                            { table(&numbers) }
                            <p><a href={Route::Sandbox.href()}>{ t!("help.sandbox.open") }</a></p>
                        </>
                    },
                }
            }
        </section>
    }
}

fn table(numbers: &[SandboxNumber]) -> Html {
    html! {
        <div class="data-frame">
            <table class="data help-numbers">
                <thead>
                    <tr>
                        <th scope="col">{ t!("help.sandbox.ending") }</th>
                        <th scope="col">{ t!("messages.status") }</th>
                        <th scope="col">{ t!("help.sandbox.becomes") }</th>
                        <th scope="col" class="number">{ t!("help.sandbox.code") }</th>
                    </tr>
                </thead>
                <tbody>
                    <tr key="any">
                        <th scope="row">{ t!("help.sandbox.any") }</th>
                        <td><StatusBadge status={Status::Delivered} /></td>
                        <td>{ t!("messages.meaning.delivered") }</td>
                        <td class="number" />
                    </tr>
                    for number in numbers {
                        <tr key={number.ending.clone()}>
                            <th scope="row"><code>{ format!("…{}", number.ending) }</code></th>
                            <td><StatusBadge status={number.status} /></td>
                            <td lang="en">{ &number.about }</td>
                            <td class="number">
                                if let Some(code) = number.code {
                                    { i64::from(code) }
                                }
                            </td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
