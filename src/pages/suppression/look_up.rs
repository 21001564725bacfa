//! One number: what holds for it, how that came, and changing it.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, SuppressionState};
use yew::prelude::*;

use super::{change::Change, list::EntryTable, scope_word};
use crate::{
    client::{calls, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName, TextField},
    markup::html,
};

/// A number and what holds for it.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    phone: AttrValue,
    state: Rc<SuppressionState>,
}

/// Props of [`LookUp`].
#[derive(Properties, PartialEq)]
pub(super) struct LookUpProps {
    /// There is another entry.
    pub(super) on_change: Callback<()>,
}

/// The question, and below it the answer.
#[component]
pub(super) fn LookUp(props: &LookUpProps) -> Html {
    let gateway = use_gateway();
    let phone = use_state_eq(String::new);
    let found = use_state_eq(|| None::<Found>);
    let is_missed = use_state_eq(|| false);
    let doing = use_doing();
    let on_phone = use_callback((phone.setter(), doing.clone()), |typed, (phone, doing)| {
        phone.set(typed);
        doing.forget();
    });
    let ask = {
        let (gateway, doing, found) = (gateway.clone(), doing.clone(), found.setter());
        Callback::from(move |phone: String| {
            let (answer, found) = (gateway.ask(calls::suppression::look_up(&phone)), found.clone());
            doing.start(
                "look a number up",
                Box::pin(async move {
                    found.set(None);
                    found.set(Some(Found { phone: phone.into(), state: Rc::new(answer.await?) }));
                    Ok(())
                }),
            );
        })
    };
    let onsubmit = {
        let (phone, is_missed, ask) = (phone.clone(), is_missed.setter(), ask.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            if !phone.trim().is_empty() {
                ask.emit(phone.trim().to_owned());
            }
        })
    };
    let on_changed = {
        let (found, on_change) = (found.clone(), props.on_change.clone());
        Callback::from(move |()| {
            on_change.emit(());
            if let Some(found) = &*found {
                ask.emit(found.phone.to_string());
            }
        })
    };
    let error = (*is_missed && phone.trim().is_empty()).then(|| AttrValue::from(t!("form.fill_in")));
    html! {
        <section class="card stack" aria-labelledby="look-up">
            <h2 id="look-up">{ t!("suppression.look_up_title") }</h2>
            <form class="stack" novalidate=true {onsubmit}>
                <TextField
                    id="suppression-phone"
                    kind="tel"
                    label={t!("suppression.phone")}
                    help={Some(AttrValue::from(t!("suppression.phone_help")))}
                    placeholder={Some(AttrValue::Static("+65 9123 4567"))}
                    value={(*phone).clone()}
                    on_input={on_phone}
                    {error}
                />
                if let Some(error) = doing.refusal() {
                    <ErrorNotice {error} />
                }
                <div class="row">
                    <button class="button button-primary" type="submit" aria-disabled={doing.is_under_way().to_string()} data-test="look-up">
                        <Icon name={IconName::Search} />
                        <span>{ t!("suppression.look_up") }</span>
                    </button>
                </div>
            </form>
            <div role="status" data-test="holds">
                if let Some(found) = &*found {
                    { holds(found) }
                }
            </div>
            if let Some(found) = &*found {
                if gateway.permits(Permission::SuppressionWrite) {
                    <Change
                        key={found.phone.to_string()}
                        phone={found.phone.clone()}
                        held={found.state.scopes.clone()}
                        on_change={on_changed}
                    />
                }
                if !found.state.entries.is_empty() {
                    <EntryTable entries={Rc::new(found.state.entries.clone())} />
                }
            }
        </section>
    }
}

fn holds(found: &Found) -> Html {
    if found.state.scopes.is_empty() {
        return html! {
            <p class="notice notice-success">
                <Icon name={IconName::Check} />
                <span>{ t!("suppression.free", phone = found.phone) }</span>
            </p>
        };
    }
    let scopes: Vec<String> = found.state.scopes.iter().map(|scope| scope_word(*scope)).collect();
    html! {
        <p class="notice notice-warning">
            <Icon name={IconName::Block} />
            <span>{ t!("suppression.held", phone = found.phone, scopes = scopes.join(&t!("template.comma"))) }</span>
        </p>
    }
}
