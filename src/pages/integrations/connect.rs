//! The blue button and its question. Cancel and Escape create nothing; however often it is pressed, one pair is made
//!

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::{ClientError, Gateway, IdempotencyKey, spawn_logged, use_gateway},
    components::{Dialog, ErrorNotice},
    markup::html,
};

/// How far the person is. One key serves the whole question, so repeats of the answer are the same attempt.
#[derive(Debug, Clone, PartialEq)]
enum Connecting {
    No,
    Asking(IdempotencyKey),
    Working(IdempotencyKey),
    Refused(IdempotencyKey, ClientError),
}

impl Connecting {
    /// The attempt that an answer starts; none while one is under way.
    fn attempt(&self) -> Option<IdempotencyKey> {
        match self {
            Self::Asking(key) | Self::Refused(key, _) => Some(key.clone()),
            Self::No | Self::Working(_) => None,
        }
    }
}

/// Props of [`ConnectButton`].
#[derive(Properties, PartialEq)]
pub(super) struct ConnectButtonProps {
    /// SMS was connected.
    pub(super) on_connected: Callback<()>,
}

/// Asks, then connects.
#[component]
pub(super) fn ConnectButton(props: &ConnectButtonProps) -> Html {
    let gateway = use_gateway();
    let connecting = use_state_eq(|| Connecting::No);
    let ask =
        use_callback(connecting.setter(), |_: MouseEvent, set| set.set(Connecting::Asking(IdempotencyKey::random())));
    let close = use_callback(connecting.setter(), |(), set| set.set(Connecting::No));
    let cancel = close.reform(|_: MouseEvent| ());
    let confirm = {
        let (connecting, on_connected) = (connecting.clone(), props.on_connected.clone());
        Callback::from(move |_: MouseEvent| {
            // The handle reads the newest value, so the second click of a double click finds `Working`.
            if let Some(key) = connecting.attempt() {
                connecting.set(Connecting::Working(key.clone()));
                connect(gateway.clone(), key, connecting.setter(), on_connected.clone());
            }
        })
    };
    let is_working = matches!(*connecting, Connecting::Working(_));
    html! {
        <>
            <button class="button button-primary" type="button" onclick={ask} data-test="connect">
                { t!("integrations.connect") }
            </button>
            <Dialog
                is_open={*connecting != Connecting::No}
                title={t!("integrations.connect_title")}
                on_close={close}
                test={Some(AttrValue::from("connect-dialog"))}
            >
                <p>{ t!("integrations.connect_what") }</p>
                <ul class="bullets">
                    <li>{ t!("integrations.connect_user") }</li>
                    <li>{ t!("integrations.connect_key") }</li>
                </ul>
                if let Connecting::Refused(_, error) = &*connecting {
                    <ErrorNotice error={error.clone()} />
                }
                <div class="dialog-actions">
                    <button class="button" type="button" onclick={cancel} data-test="cancel-connect">
                        { t!("integrations.cancel") }
                    </button>
                    <button
                        class="button button-primary"
                        type="button"
                        onclick={confirm}
                        aria-disabled={is_working.to_string()}
                        data-test="confirm-connect"
                    >
                        if is_working {
                            { t!("integrations.connecting") }
                        } else {
                            { t!("integrations.connect_confirm") }
                        }
                    </button>
                </div>
            </Dialog>
        </>
    }
}

fn connect(gateway: Gateway, key: IdempotencyKey, set: UseStateSetter<Connecting>, on_connected: Callback<()>) {
    spawn_logged("connect SMS", async move {
        match gateway.connect(&key).await {
            Ok(_) => {
                // First the panel that waits for it, then the question goes.
                on_connected.emit(());
                set.set(Connecting::No);
            }
            Err(error) => set.set(Connecting::Refused(key, error)),
        }
    });
}
