//! One more SMS_USER: for another application, or to change keys without a gap.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::{Doing, Gateway, IdempotencyKey, calls, use_doing, use_gateway},
    components::{Dialog, ErrorNotice, Icon, IconName, TextField},
    markup::html,
};

/// The button, and the question what the new one is called.
#[component]
pub(super) fn AddUser() -> Html {
    let gateway = use_gateway();
    // One key serves the whole question, so repeats of the answer make one SMS_USER.
    let attempt = use_state_eq(|| None::<IdempotencyKey>);
    let label = use_state_eq(String::new);
    let doing = use_doing();
    let ask = {
        let (attempt, label, doing) = (attempt.setter(), label.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            doing.forget();
            label.set(String::new());
            attempt.set(Some(IdempotencyKey::random()));
        })
    };
    let close = use_callback(attempt.setter(), |(), set| set.set(None));
    let on_input = use_callback(label.setter(), |text, set| set.set(text));
    let onsubmit = {
        let (attempt, label, doing, close) = (attempt.clone(), label.clone(), doing.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(key) = &*attempt {
                create(&gateway, &doing, &label, key, close.clone());
            }
        })
    };
    html! {
        <>
            <button class="button" type="button" onclick={ask} data-test="add-user">
                <Icon name={IconName::Plus} />
                <span>{ t!("integrations.add_user") }</span>
            </button>
            <Dialog is_open={attempt.is_some()} title={t!("integrations.add_user")} on_close={close.clone()}>
                <form class="stack" novalidate=true {onsubmit}>
                    <p>{ t!("integrations.add_user_what") }</p>
                    <TextField
                        id="new-user-label"
                        label={t!("integrations.label")}
                        value={(*label).clone()}
                        {on_input}
                        help={Some(AttrValue::from(t!("integrations.label_help")))}
                    />
                    if let Some(error) = doing.refusal() {
                        <ErrorNotice {error} />
                    }
                    <div class="dialog-actions">
                        <button class="button" type="button" onclick={close.reform(|_: MouseEvent| ())}>
                            { t!("integrations.cancel") }
                        </button>
                        <button
                            class="button button-primary"
                            type="submit"
                            aria-disabled={doing.is_under_way().to_string()}
                            data-test="add-user-confirm"
                        >
                            { t!("integrations.add_user") }
                        </button>
                    </div>
                </form>
            </Dialog>
        </>
    }
}

/// Makes it and reads the service again.
pub(super) fn create(gateway: &Gateway, doing: &Doing, label: &str, key: &IdempotencyKey, on_done: Callback<()>) {
    let gateway = gateway.clone();
    let call = calls::credentials::create(label, key);
    let work = async move {
        gateway.ask(call).await?;
        gateway.read_service();
        on_done.emit(());
        Ok(())
    };
    doing.start("add an SMS_USER", Box::pin(work));
}
