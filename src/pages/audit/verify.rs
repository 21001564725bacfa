//! Whether the log is as it was written, and what that means in plain words.

use crate::i18n::t;
use piecewise_api::AuditCheck;
use yew::prelude::*;

use crate::{
    client::{calls, use_doing, use_gateway},
    components::{CopyButton, ErrorNotice, Icon, IconName},
    format,
    i18n::plural,
    markup::html,
};

/// The question and its answer.
#[component]
pub(super) fn Verify() -> Html {
    let gateway = use_gateway();
    let check = use_state_eq(|| None::<AuditCheck>);
    let doing = use_doing();
    let onclick = {
        let (check, doing) = (check.setter(), doing.clone());
        Callback::from(move |_: MouseEvent| {
            let (answer, check) = (gateway.ask(calls::audit::verify()), check.clone());
            doing.start(
                "verify the audit log",
                Box::pin(async move {
                    check.set(Some(answer.await?));
                    Ok(())
                }),
            );
        })
    };
    html! {
        <section class="card stack" aria-labelledby="chain" data-test="chain">
            <div class="stack-tight">
                <h2 id="chain">{ t!("audit.chain") }</h2>
                <p class="muted audit-words">{ t!("audit.chain_what") }</p>
            </div>
            <div class="row">
                <button class="button" type="button" aria-disabled={doing.is_under_way().to_string()} {onclick} data-test="verify">
                    { if doing.is_under_way() { t!("audit.verifying") } else { t!("audit.verify") } }
                </button>
            </div>
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
            <div role="status">
                if let Some(check) = &*check {
                    <Verdict check={check.clone()} />
                }
            </div>
        </section>
    }
}

/// Props of [`Verdict`].
#[derive(Properties, PartialEq)]
struct VerdictProps {
    check: AuditCheck,
}

#[component]
fn Verdict(props: &VerdictProps) -> Html {
    let check = &props.check;
    let (class, icon) = match check.first_broken {
        None => ("notice notice-success", IconName::Check),
        Some(_) => ("notice notice-error", IconName::Error),
    };
    html! {
        <div {class} data-test="verdict">
            <Icon name={icon} />
            <div class="notice-body">
                if let Some(number) = check.first_broken {
                    <p class="notice-title">{ t!("audit.broken", number = format::integer(number.unsigned_abs())) }</p>
                    <p>{ t!("audit.broken_what") }</p>
                } else {
                    <p class="notice-title">{ plural("audit.intact", check.n_entries.unsigned_abs()) }</p>
                    <p>{ t!("audit.head_what") }</p>
                    <p class="row">
                        <code class="command">{ &check.head }</code>
                        <CopyButton text={check.head.clone()} label={t!("audit.copy_head")} />
                    </p>
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::AuditCheck;

    use super::{Verdict, VerdictProps};
    use crate::components::rendered::rendered;

    ///
    #[tokio::test]
    async fn the_verdict_is_in_plain_words() {
        let verdict = async |first_broken| {
            let check = AuditCheck { n_entries: 12, head: "abc".into(), first_broken };
            rendered::<Verdict>(VerdictProps { check }).await
        };
        let intact = verdict(None).await;
        assert!(intact.contains("12 entries are as they were written") && intact.contains("abc"), "{intact}");
        let broken = verdict(Some(7)).await;
        assert!(broken.contains("Entry 7"), "{broken}");
    }
}
