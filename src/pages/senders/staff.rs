//! The sandbox's staff: asks for documents, registers, rejects.

use crate::i18n::t;
use piecewise_api::Sender;
use piecewise_sms::sender::{SenderEvent, SenderState};
use yew::prelude::*;

use crate::{
    client::{Answer, calls, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    markup::html,
};

/// Props of [`Staff`].
#[derive(Properties, PartialEq)]
pub(super) struct StaffProps {
    /// The registration.
    pub(super) id: i64,
    /// Where it stands.
    pub(super) state: SenderState,
    /// Something was done.
    pub(super) on_change: Callback<()>,
}

/// What can be done with a registration now.
#[component]
pub(super) fn Staff(props: &StaffProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let materials = use_state_eq(String::new);
    let reason = use_state_eq(String::new);
    let on_materials = use_callback(materials.setter(), |text, set| set.set(text));
    let on_reason = use_callback(reason.setter(), |text, set| set.set(text));
    let run = {
        let (doing, on_change) = (doing.clone(), props.on_change.clone());
        let (materials, reason) = (materials.setter(), reason.setter());
        move |work: Answer<Sender>| {
            let (on_change, materials, reason) = (on_change.clone(), materials.clone(), reason.clone());
            let work = async move {
                work.await?;
                materials.set(String::new());
                reason.set(String::new());
                on_change.emit(());
                Ok(())
            };
            doing.start("review a sender ID", Box::pin(work));
        }
    };
    let id = props.id;
    let request = {
        let (gateway, run, materials) = (gateway.clone(), run.clone(), materials.clone());
        Callback::from(move |_: MouseEvent| {
            let names: Vec<String> =
                materials.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            if !names.is_empty() {
                run(gateway.ask(calls::senders::request_materials(id, names)));
            }
        })
    };
    let register = {
        let (gateway, run) = (gateway.clone(), run.clone());
        Callback::from(move |_: MouseEvent| run(gateway.ask(calls::senders::register(id))))
    };
    let reject = {
        let (gateway, reason) = (gateway.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            if !reason.trim().is_empty() {
                run(gateway.ask(calls::senders::reject(id, reason.trim().to_owned())));
            }
        })
    };
    let may_register = props.state.after(SenderEvent::Register).is_some();
    html! {
        <section class="card stack" aria-labelledby="sender-staff" data-test="sender-staff">
            <div class="stack-tight">
                <h2 id="sender-staff">{ t!("senders.staff") }</h2>
                <p class="muted">{ t!("senders.staff_what") }</p>
            </div>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    onclick={register}
                    disabled={!may_register}
                    data-test="staff-register"
                >
                    { t!("senders.staff_register") }
                </button>
                if !may_register {
                    <span class="field-help">{ t!("senders.staff_cannot_register") }</span>
                }
            </div>
            <div class="stack-tight">
                <TextField
                    id="staff-materials"
                    label={t!("senders.staff_materials")}
                    help={Some(AttrValue::from(t!("senders.staff_materials_help")))}
                    value={(*materials).clone()}
                    on_input={on_materials}
                    n_lines={3}
                />
                <div class="row">
                    <button
                        class="button"
                        type="button"
                        onclick={request}
                        aria-disabled={materials.trim().is_empty().to_string()}
                        data-test="staff-request"
                    >
                        { t!("senders.staff_request") }
                    </button>
                </div>
            </div>
            <div class="stack-tight">
                <TextField
                    id="staff-reason"
                    label={t!("senders.staff_reason")}
                    value={(*reason).clone()}
                    on_input={on_reason}
                />
                <div class="row">
                    <button
                        class="button button-danger"
                        type="button"
                        onclick={reject}
                        aria-disabled={reason.trim().is_empty().to_string()}
                        data-test="staff-reject"
                    >
                        { t!("senders.staff_reject") }
                    </button>
                </div>
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </section>
    }
}
