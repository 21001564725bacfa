//! What becomes of a reply of "STOP": the number is suppressed for marketing.

use crate::i18n::t;
use piecewise_api::{NewSuppression, SuppressionScope};
use yew::prelude::*;

use crate::{
    client::{ClientError, calls, use_doing, use_gateway},
    components::{ErrorNotice, Icon, IconName},
    markup::html,
    routes::Route,
};

/// What the list says about the number after the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Now,
    Already,
}

/// Props of [`Reply`].
#[derive(Properties, PartialEq)]
pub(super) struct ReplyProps {
    /// The phone that replies.
    pub(super) phone: AttrValue,
}

/// A button that replies for the phone's owner.
#[component]
pub(super) fn Reply(props: &ReplyProps) -> Html {
    let gateway = use_gateway();
    let listed = use_state_eq(|| None::<Listed>);
    let doing = use_doing();
    let onclick = {
        let (doing, listed, phone) = (doing.clone(), listed.setter(), props.phone.clone());
        Callback::from(move |_: MouseEvent| {
            let entry = NewSuppression {
                phone: phone.to_string(),
                scope: SuppressionScope::Marketing,
                reason: t!("handset.stop_reason"),
                evidence: Some("STOP".into()),
            };
            let (answer, listed) = (gateway.ask(calls::suppression::add(&entry)), listed.clone());
            doing.start(
                "reply STOP",
                Box::pin(async move {
                    match answer.await {
                        Ok(_) => listed.set(Some(Listed::Now)),
                        Err(error) if error.is_conflict() => listed.set(Some(Listed::Already)),
                        Err(error) => return Err::<(), ClientError>(error),
                    }
                    Ok(())
                }),
            );
        })
    };
    html! {
        <div class="reply">
            <button class="button" type="button" aria-disabled={doing.is_under_way().to_string()} {onclick} data-test="reply-stop">
                <Icon name={IconName::Block} />
                <span>{ t!("handset.stop") }</span>
            </button>
            <p class="muted small">{ t!("handset.stop_what") }</p>
            <p role="status" data-test="reply-said">
                if let Some(listed) = *listed {
                    { if listed == Listed::Now { t!("handset.stopped") } else { t!("handset.stopped_before") } }
                    { " " }<a href={Route::Suppression.href()}>{ t!("suppression.title") }</a>
                }
            </p>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </div>
    }
}
