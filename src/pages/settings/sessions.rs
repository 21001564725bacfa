//! One's own sessions: where one is signed in, and ending the others.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::SessionInfo;
use yew::prelude::*;

use crate::{
    client::{Doing, Gateway, Loadable, calls, use_doing, use_gateway, use_resource},
    components::{ErrorNotice, TimeAgo, Waiting, use_clock},
    markup::html,
};

/// The list.
#[component]
pub(super) fn Sessions() -> Html {
    let gateway = use_gateway();
    let n_changes = use_state_eq(|| 0_u32);
    let sessions = use_resource((), *n_changes, |gateway, (), signal| gateway.ask(calls::people::sessions(signal)));
    let doing = use_doing();
    let now_ms = use_clock(30_000);
    let on_end = {
        let (gateway, doing, n_changes) = (gateway.clone(), doing.clone(), n_changes.clone());
        Callback::from(move |ids: Vec<i64>| {
            let n_changes = n_changes.clone();
            end(&gateway, &doing, ids, Callback::from(move |()| n_changes.set(n_changes.wrapping_add(1))));
        })
    };
    let sign_out = use_callback((gateway, doing.clone()), |_: MouseEvent, (gateway, doing)| {
        let gateway = gateway.clone();
        doing.start("sign out", Box::pin(async move { gateway.sign_out().await }));
    });
    html! {
        <section class="card stack" aria-labelledby="sessions" data-test="sessions">
            <div class="row row-between">
                <h2 id="sessions">{ t!("settings.sessions") }</h2>
                <button class="button" type="button" onclick={sign_out} data-test="sign-out">{ t!("sign_in.out") }</button>
            </div>
            {
                match sessions.value {
                    Loadable::Waiting => html! { <Waiting /> },
                    Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(sessions.retry)} /> },
                    Loadable::Ready(sessions) => list(&sessions, &on_end, now_ms),
                }
            }
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </section>
    }
}

fn list(sessions: &Rc<Vec<SessionInfo>>, on_end: &Callback<Vec<i64>>, now_ms: i64) -> Html {
    let others: Vec<i64> = sessions.iter().filter(|session| !session.is_this_one).map(|session| session.id).collect();
    let n_others = others.len();
    let end_others = on_end.reform(move |_: MouseEvent| others.clone());
    html! {
        <>
            <ul class="rows">
                for session in sessions.iter() {
                    { row(session, on_end, now_ms) }
                }
            </ul>
            if n_others > 1 {
                <div class="row">
                    <button class="button" type="button" onclick={end_others} data-test="end-others">{ t!("settings.end_others") }</button>
                </div>
            }
        </>
    }
}

fn row(session: &SessionInfo, on_end: &Callback<Vec<i64>>, now_ms: i64) -> Html {
    let id = session.id;
    let onclick = on_end.reform(move |_: MouseEvent| vec![id]);
    html! {
        <li key={id} class="rows-row" data-test="session">
            <div class="grow">
                <p>
                    <strong>{ &session.user_agent }</strong>
                    if session.is_this_one {
                        { " " }<span class="badge">{ t!("settings.this_session") }</span>
                    }
                </p>
                <p class="muted small">
                    { place(&session.ip_class) }{ " · " }{ t!("settings.last_used") }{ " " }
                    <TimeAgo at_ms={session.last_seen_at_ms} {now_ms} />
                </p>
            </div>
            if !session.is_this_one {
                <button
                    class="button button-small"
                    type="button"
                    aria-label={t!("settings.end_session", session = session.user_agent)}
                    {onclick}
                    data-test="end-session"
                >
                    { t!("settings.end") }
                </button>
            }
        </li>
    }
}

/// Where from, in words; a network stays as it is.
pub(in crate::pages) fn place(ip_class: &str) -> String {
    match ip_class {
        "this machine" => t!("settings.this_machine"),
        "private network" => t!("settings.private_network"),
        network => network.to_owned(),
    }
}

fn end(gateway: &Gateway, doing: &Doing, ids: Vec<i64>, on_done: Callback<()>) {
    let gateway = gateway.clone();
    doing.start(
        "end sessions",
        Box::pin(async move {
            for id in ids {
                gateway.ask(calls::people::end_session(id)).await?;
            }
            on_done.emit(());
            Ok(())
        }),
    );
}
