//! One hook, or a new one: its address and events, a test event, its deliveries, and its end.

use std::rc::Rc;

use crate::i18n::{plural, t};
use piecewise_api::{Hook, HookEvent, Hooks, NewHook, Permission};
use yew::prelude::*;

use super::{deliveries::Deliveries, form::HookForm, list::health};
use crate::{
    client::{Loadable, calls, calls::hooks::event_name, use_doing, use_gateway, use_resource},
    components::{Confirm, ErrorNotice, Gate, Icon, IconName, PageHead, SelectField, TimeAgo, Waiting, use_clock},
    markup::html,
    pages::integrations::sms_crumbs,
    router::use_navigator,
    routes::Route,
};

/// How often the hook is read again while the page is open.
const FRESH_MS: i64 = 10_000;

/// Props of [`HookPage`].
#[derive(Properties, PartialEq)]
pub struct HookPageProps {
    /// The hook's id; none for a new one.
    pub id: Option<i64>,
}

/// The page.
#[component]
pub fn HookPage(props: &HookPageProps) -> Html {
    let title = if props.id.is_some() { t!("hooks.one") } else { t!("hooks.new") };
    html! {
        <>
            <PageHead {title} crumbs={sms_crumbs(Some((Route::Hooks, "hooks.title")))} />
            <Gate>
                if let Some(id) = props.id {
                    <Known key={id} {id} />
                } else {
                    <New />
                }
            </Gate>
        </>
    }
}

#[component]
fn New() -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let doing = use_doing();
    let on_save = {
        let (gateway, doing) = (gateway.clone(), doing.clone());
        Callback::from(move |new: NewHook| {
            let (gateway, navigator) = (gateway.clone(), navigator.clone());
            let call = calls::hooks::create(&new);
            let work = async move {
                let hook = gateway.ask(call).await?;
                if let Some(navigator) = navigator {
                    navigator.replace(&Route::Hook { id: hook.id });
                }
                Ok(())
            };
            doing.start("save a hook", Box::pin(work));
        })
    };
    if !gateway.permits(Permission::HooksWrite) {
        return html! { <p class="card">{ t!("hooks.may_not") }</p> };
    }
    html! { <HookForm url="" events={HookEvent::ALL.to_vec()} {on_save} {doing} /> }
}

/// Props of [`Known`].
#[derive(Properties, PartialEq)]
struct KnownProps {
    id: i64,
}

#[component]
fn Known(props: &KnownProps) -> Html {
    let now_ms = use_clock(10_000);
    let n_changes = use_state_eq(|| 0_u32);
    let on_change = {
        let n_changes = n_changes.clone();
        Callback::from(move |()| n_changes.set(*n_changes + 1))
    };
    let hooks = use_resource((), (now_ms / FRESH_MS, *n_changes), |gateway, (), signal| {
        gateway.ask(calls::hooks::list(signal))
    });
    match hooks.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(hooks.retry)} /> },
        Loadable::Ready(hooks) => match hooks.hooks.iter().find(|hook| hook.id == props.id) {
            Some(hook) => html! {
                <Details hook={hook.clone()} hooks={Rc::clone(&hooks)} n_changes={*n_changes} {now_ms} {on_change} />
            },
            None => html! {
                <section class="card empty" data-test="no-hook">
                    <h2>{ t!("hooks.gone") }</h2>
                    <a class="button" href={Route::Hooks.href()}>{ t!("hooks.to_list") }</a>
                </section>
            },
        },
    }
}

/// Props of [`Details`].
#[derive(Properties, PartialEq)]
struct DetailsProps {
    hook: Hook,
    hooks: Rc<Hooks>,
    n_changes: u32,
    now_ms: i64,
    on_change: Callback<()>,
}

#[component]
fn Details(props: &DetailsProps) -> Html {
    let gateway = use_gateway();
    let is_saved = use_state_eq(|| false);
    let doing = use_doing();
    let hook = &props.hook;
    let may_write = gateway.permits(Permission::HooksWrite);
    let on_save = {
        let (doing, is_saved, on_change, id) = (doing.clone(), is_saved.setter(), props.on_change.clone(), hook.id);
        Callback::from(move |new: NewHook| {
            let (gateway, is_saved, on_change) = (gateway.clone(), is_saved.clone(), on_change.clone());
            is_saved.set(false);
            let call = calls::hooks::change(id, &new);
            let work = async move {
                gateway.ask(call).await?;
                is_saved.set(true);
                on_change.emit(());
                Ok(())
            };
            doing.start("change a hook", Box::pin(work));
        })
    };
    html! {
        <>
            <section class="card stack" aria-label={t!("hooks.one")} data-test="hook">
                <dl class="facts">
                    <dt>{ t!("hooks.address") }</dt>
                    <dd><code>{ &hook.url }</code></dd>
                    <dt>{ t!("hooks.works") }</dt>
                    <dd>{ health(hook, props.now_ms) }</dd>
                    <dt>{ t!("hooks.saved_by") }</dt>
                    <dd>
                        <bdi>{ &hook.created_by }</bdi>{ " " }<TimeAgo at_ms={hook.updated_at_ms} now_ms={props.now_ms} />
                    </dd>
                </dl>
                if may_write {
                    <Actions hook={hook.clone()} on_change={props.on_change.clone()} />
                }
            </section>
            if may_write {
                <HookForm url={hook.url.clone()} events={hook.events.clone()} {on_save} {doing} />
                if *is_saved {
                    <p class="notice notice-success" role="status" data-test="hook-saved">
                        <Icon name={IconName::Check} />
                        <span>{ t!("hooks.saved") }</span>
                    </p>
                }
            }
            <Deliveries hooks={Rc::clone(&props.hooks)} hook={Some(hook.id)} n_changes={props.n_changes} />
        </>
    }
}

/// Props of [`Actions`].
#[derive(Properties, PartialEq)]
struct ActionsProps {
    hook: Hook,
    on_change: Callback<()>,
}

/// A test event, everything failed once more, and the end.
#[component]
fn Actions(props: &ActionsProps) -> Html {
    let gateway = use_gateway();
    let navigator = use_navigator();
    let event = use_state_eq(|| HookEvent::Delivered);
    let says = use_state_eq(|| None::<String>);
    let doing = use_doing();
    let removing = use_doing();
    let is_asked = use_state_eq(|| false);
    let id = props.hook.id;
    let on_choose = use_callback(event.setter(), |name: String, set| {
        if let Some(event) = HookEvent::ALL.into_iter().find(|event| event_name(*event) == name) {
            set.set(event);
        }
    });
    let test = {
        let (gateway, doing, says, event, on_change) =
            (gateway.clone(), doing.clone(), says.setter(), event.clone(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let (gateway, says, on_change) = (gateway.clone(), says.clone(), on_change.clone());
            let call = calls::hooks::test(id, *event);
            let work = async move {
                gateway.ask(call).await?;
                says.set(Some(t!("hooks.test_sent")));
                on_change.emit(());
                Ok(())
            };
            doing.start("send a test event", Box::pin(work));
        })
    };
    let redeliver = {
        let (gateway, doing, says, on_change) =
            (gateway.clone(), doing.clone(), says.setter(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let (gateway, says, on_change) = (gateway.clone(), says.clone(), on_change.clone());
            let work = async move {
                let answer = gateway.ask(calls::hooks::redeliver_failed(id)).await?;
                says.set(Some(plural("hooks.redelivered", answer.n_deliveries.unsigned_abs())));
                on_change.emit(());
                Ok(())
            };
            doing.start("deliver again", Box::pin(work));
        })
    };
    let ask = use_callback(is_asked.setter(), |_: MouseEvent, set| set.set(true));
    let on_close = use_callback(is_asked.setter(), |(), set| set.set(false));
    let on_confirm = {
        let (removing, on_close) = (removing.clone(), on_close.clone());
        Callback::from(move |()| {
            let (gateway, navigator, on_close) = (gateway.clone(), navigator.clone(), on_close.clone());
            let work = async move {
                gateway.ask(calls::hooks::remove(id)).await?;
                on_close.emit(());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Hooks);
                }
                Ok(())
            };
            removing.start("delete a hook", Box::pin(work));
        })
    };
    html! {
        <div class="stack-tight">
            <div class="hook-actions">
                <SelectField
                    id="test-event"
                    label={t!("hooks.test_event")}
                    options={HookEvent::ALL.map(|event| (event_name(event).into(), event.name().into())).to_vec()}
                    value={event_name(*event)}
                    {on_choose}
                />
                <button
                    class="button"
                    type="button"
                    onclick={test}
                    aria-disabled={doing.is_under_way().to_string()}
                    data-test="send-test-event"
                >
                    { t!("hooks.test") }
                </button>
                if props.hook.n_failed > 0 {
                    <button class="button" type="button" onclick={redeliver} data-test="redeliver-all">
                        { plural("hooks.redeliver_all", props.hook.n_failed.unsigned_abs()) }
                    </button>
                }
                <button class="button button-danger" type="button" onclick={ask} data-test="delete-hook">
                    { t!("hooks.delete") }
                </button>
            </div>
            <p class="field-help" role="status" data-test="hook-says">
                if let Some(words) = &*says {
                    { words }
                } else {
                    { t!("hooks.test_help") }
                }
            </p>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <Confirm
                is_open={*is_asked}
                title={t!("hooks.delete_title")}
                action={t!("hooks.delete")}
                doing={removing}
                {on_confirm}
                {on_close}
            >
                <p><code>{ &props.hook.url }</code></p>
                <p>{ t!("hooks.delete_what") }</p>
            </Confirm>
        </div>
    }
}
