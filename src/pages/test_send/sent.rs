//! What became of a test that went to several phones: each with its status, one of them in full.

use std::{collections::BTreeMap, rc::Rc};

use piecewise_api::Template;
use yew::prelude::*;

use super::{form::Sent, result::TestResult, tested_numbers::mask};
use crate::{
    client::use_gateway,
    components::{ErrorNotice, StatusBadge},
    i18n::t,
    markup::html,
};

/// Props of [`SentTests`].
#[derive(Properties, PartialEq)]
pub(super) struct SentTestsProps {
    /// What became of each.
    pub(super) sent: Rc<Vec<Sent>>,
    /// The template.
    pub(super) template: Rc<Template>,
    /// The values sent.
    pub(super) values: BTreeMap<String, String>,
    /// The person wants to send another one.
    pub(super) on_another: Callback<()>,
}

/// Follows each test to its end.
#[component]
pub(super) fn SentTests(props: &SentTestsProps) -> Html {
    let gateway = use_gateway();
    let chosen = use_state_eq(|| None::<Rc<str>>);
    let accepted: Vec<(&Sent, &Rc<str>, i64)> = props
        .sent
        .iter()
        .filter_map(|sent| sent.outcome.as_ref().ok().map(|(id, latency_ms)| (sent, id, *latency_ms)))
        .collect();
    let shown = accepted.iter().find(|(_, id, _)| Some(*id) == chosen.as_ref()).or(accepted.first()).copied();
    let Some((shown_sent, shown_id, latency_ms)) = shown else { return Html::default() };
    html! {
        <div class="stack">
            if props.sent.len() > 1 {
                <div class="chips" role="group" aria-label={t!("test.phones")} data-test="test-phones">
                    for (sent, id, _) in &accepted {
                        <button
                            key={id.to_string()}
                            class="chip"
                            type="button"
                            aria-pressed={(*id == shown_id).to_string()}
                            onclick={choose(&chosen, id)}
                        >
                            <span class="figure">{ mask(&sent.phone) }</span>
                            if !sent.carrier.is_empty() {
                                <span>{ sent.carrier.clone() }</span>
                            }
                            if let Some(message) = gateway.message(id) {
                                <StatusBadge status={message.status} />
                            }
                        </button>
                    }
                </div>
            }
            for sent in props.sent.iter() {
                if let Err(error) = &sent.outcome {
                    <div key={sent.phone.clone()} class="stack-tight">
                        <p><strong class="figure">{ mask(&sent.phone) }</strong>{ " " }{ t!("test.not_sent") }</p>
                        <ErrorNotice error={error.clone()} />
                    </div>
                }
            }
            <TestResult
                key={shown_id.to_string()}
                id={AttrValue::from(Rc::clone(shown_id))}
                {latency_ms}
                carrier={AttrValue::from(shown_sent.carrier.clone())}
                template={Rc::clone(&props.template)}
                values={props.values.clone()}
                on_another={props.on_another.clone()}
            />
        </div>
    }
}

fn choose(chosen: &UseStateHandle<Option<Rc<str>>>, id: &Rc<str>) -> Callback<MouseEvent> {
    let (chosen, id) = (chosen.setter(), Rc::clone(id));
    Callback::from(move |_| chosen.set(Some(Rc::clone(&id))))
}
