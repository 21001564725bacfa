//! What the linter finds in a version that waits for a decision, in the reader's language.

use crate::i18n::t;
use piecewise_api::PendingReview;
use piecewise_sms::template::{Draft, Purpose, Severity, lint, message};
use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n,
    markup::html,
};

/// Props of [`Findings`].
#[derive(Properties, PartialEq)]
pub(super) struct FindingsProps {
    /// What waits.
    pub(super) review: PendingReview,
    /// The words of a finding are taken over as the reason.
    pub(super) on_take: Callback<AttrValue>,
}

/// The list.
#[component]
pub(super) fn Findings(props: &FindingsProps) -> Html {
    let found = words_of(&props.review);
    html! {
        <section class="stack-tight">
            <h3>{ t!("review.findings") }</h3>
            if found.is_empty() {
                <p class="row"><Icon name={IconName::Check} />{ t!("review.no_findings") }</p>
            }
            <ul class="findings">
                for (severity, words) in found {
                    <li class={format!("finding finding-{}", severity.as_str())} data-test="review-finding">
                        <Icon name={icon(severity)} />
                        <span class="visually-hidden">{ i18n::text(&format!("severity.{}", severity.as_str())) }</span>
                        <span class="grow">{ words.clone() }</span>
                        <button
                            class="button button-quiet button-small"
                            type="button"
                            aria-label={t!("review.take_what", finding = words)}
                            onclick={take(&props.on_take, words)}
                        >
                            { t!("review.take") }
                        </button>
                    </li>
                }
            </ul>
        </section>
    }
}

fn take(on_take: &Callback<AttrValue>, words: String) -> Callback<MouseEvent> {
    let words = AttrValue::from(words);
    on_take.reform(move |_| words.clone())
}

const fn icon(severity: Severity) -> IconName {
    match severity {
        Severity::Error => IconName::Error,
        Severity::Warning => IconName::Warning,
        Severity::Info => IconName::Info,
    }
}

/// What the gateway's linter found. The page's own is the same and knows the reader's language; where the two differ,
/// because one of them is older, the gateway's English stands.
fn words_of(review: &PendingReview) -> Vec<(Severity, String)> {
    let version = &review.version;
    let draft = Draft {
        name: Some(review.name.clone()),
        content_type: Some(version.content_type),
        content: version.content.clone(),
        examples: version.examples.clone(),
        countries: version.countries.clone(),
    };
    let own = lint(&draft, Purpose::Submit);
    let words = |code: &str, at: usize, english: &str| {
        let same = own.iter().filter(|finding| finding.code.as_str() == code).nth(at);
        same.map_or_else(|| english.to_owned(), |finding| message(finding, i18n::current()))
    };
    let found = &review.diagnostics;
    found
        .iter()
        .enumerate()
        .map(|(at, finding)| {
            let n_before = found[..at].iter().filter(|before| before.code == finding.code).count();
            (finding.severity, words(&finding.code, n_before, &finding.message))
        })
        .collect()
}
