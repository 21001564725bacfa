//! Forgetting a number because its owner asks for it: typed twice, because it cannot be undone; and what is kept how
//! long without being asked.

use crate::i18n::t;
use piecewise_api::NumberForgotten;
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::{Confirm, Icon, IconName, TextField},
    i18n::plural,
    markup::html,
};

/// What is kept and for how long: the keys of both.
const KEPT: [(&str, &str); 6] = [
    ("retention.codes", "retention.codes_time"),
    ("retention.numbers", "retention.numbers_time"),
    ("retention.masked", "retention.for_good"),
    ("retention.suppression", "retention.for_good"),
    ("retention.repeats", "retention.repeats_time"),
    ("retention.ledger", "retention.for_good"),
];

/// The form, and below it what is kept how long.
#[component]
pub(super) fn Forget() -> Html {
    let gateway = use_gateway();
    let phone = use_state_eq(String::new);
    let is_missed = use_state_eq(|| false);
    let is_asked = use_state_eq(|| false);
    let forgotten = use_state_eq(|| None::<NumberForgotten>);
    let doing = use_doing();
    let on_phone = use_callback((phone.setter(), forgotten.setter()), |typed, (phone, forgotten)| {
        phone.set(typed);
        forgotten.set(None);
    });
    let onsubmit = {
        let (phone, is_missed, is_asked) = (phone.clone(), is_missed.setter(), is_asked.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_missed.set(true);
            is_asked.set(!phone.trim().is_empty());
        })
    };
    let on_close = use_callback((is_asked.setter(), doing.clone()), |(), (is_asked, doing)| {
        is_asked.set(false);
        doing.forget();
    });
    let on_confirm = {
        let (phone, doing, is_asked, forgotten) = (phone.clone(), doing.clone(), is_asked.setter(), forgotten.setter());
        let is_missed = is_missed.setter();
        Callback::from(move |()| {
            let answer = gateway.ask(calls::suppression::forget(phone.trim()));
            let (phone, is_asked, forgotten) = (phone.setter(), is_asked.clone(), forgotten.clone());
            let is_missed = is_missed.clone();
            doing.start(
                "forget a number",
                Box::pin(async move {
                    forgotten.set(Some(answer.await?));
                    phone.set(String::new());
                    is_missed.set(false);
                    is_asked.set(false);
                    Ok(())
                }),
            );
        })
    };
    let error = (*is_missed && phone.trim().is_empty()).then(|| AttrValue::from(t!("form.fill_in")));
    html! {
        <>
            <form class="card stack form-narrow" novalidate=true {onsubmit} data-test="forget-form">
                <TextField
                    id="forget-phone"
                    kind="tel"
                    label={t!("suppression.phone")}
                    help={Some(AttrValue::from(t!("suppression.phone_help")))}
                    placeholder={Some(AttrValue::Static("+65 9123 4567"))}
                    value={(*phone).clone()}
                    on_input={on_phone}
                    {error}
                />
                <div class="row">
                    <button class="button button-danger" type="submit" data-test="forget">{ t!("suppression.forget") }</button>
                </div>
                <div role="status" data-test="forgotten">
                    if let Some(forgotten) = &*forgotten {
                        { said(forgotten) }
                    }
                </div>
            </form>
            <section class="stack" aria-labelledby="retention">
                <h2 id="retention">{ t!("retention.title") }</h2>
                <dl class="card glossary retention">
                    for (what, time) in KEPT {
                        <div key={what}>
                            <dt>{ t!(time) }</dt>
                            <dd>{ t!(what) }</dd>
                        </div>
                    }
                </dl>
                <p class="muted small">{ t!("retention.settings") }</p>
            </section>
            <Confirm
                is_open={*is_asked}
                title={t!("suppression.forget_title")}
                action={t!("suppression.forget")}
                {doing}
                {on_confirm}
                {on_close}
                typed={Some(AttrValue::from(phone.trim().to_owned()))}
            >
                <p>{ t!("suppression.forget_what") }</p>
                <p>{ t!("suppression.forget_keeps") }</p>
            </Confirm>
        </>
    }
}

fn said(forgotten: &NumberForgotten) -> Html {
    html! {
        <div class="notice notice-success">
            <Icon name={IconName::Check} />
            <div class="notice-body">
                <p class="notice-title">{ plural("suppression.n_forgotten", forgotten.n_messages) }</p>
                if forgotten.n_under_way > 0 {
                    <p>{ plural("suppression.n_under_way", forgotten.n_under_way) }</p>
                }
                <p>{ t!("suppression.forget_keeps") }</p>
            </div>
        </div>
    }
}
