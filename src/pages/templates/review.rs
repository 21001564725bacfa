//! How far a review is, against how long one's own reviews took; and why a version was rejected, beside the rule that
//! it broke.

use std::rc::Rc;

use piecewise_api::{ReviewTime, Template, TemplateVersion};
use piecewise_sms::{
    Lang,
    template::{ContentType, Diagnostic, Draft, Purpose, ReviewState, lint, message},
};
use yew::prelude::*;

use super::{
    findings::{Findings, without_fixes},
    newest::newest,
};
use crate::{
    client::{calls, use_resource},
    components::{Icon, IconName, TimeAgo, duration, use_clock},
    i18n::{plural, t},
    markup::html,
};

/// Props of [`ReviewNotice`].
#[derive(Properties, PartialEq)]
pub(super) struct ReviewNoticeProps {
    /// The template.
    pub(super) template: Rc<Template>,
}

/// What there is to know about the newest version's review. Nothing where it is approved.
#[component]
pub(super) fn ReviewNotice(props: &ReviewNoticeProps) -> Html {
    let newest = newest(&props.template);
    let is_successor = props.template.successor.is_some();
    let standing = is_successor.then(|| {
        html! {
            <p>{ t!("template.still_sendable", n = newest.version, approved = props.template.version) }</p>
        }
    });
    match newest.state {
        ReviewState::Approved => Html::default(),
        ReviewState::Draft => html! {
            <div class="notice notice-info" data-test="taken-back">
                <Icon name={IconName::Info} />
                <div class="notice-body">
                    <p>{ t!("template.taken_back") }</p>
                    { standing.unwrap_or_default() }
                </div>
            </div>
        },
        ReviewState::InReview => html! {
            <div class="notice notice-info" data-test="in-review">
                <Icon name={IconName::Clock} />
                <div class="notice-body">
                    <p>{ t!("template.in_review") }</p>
                    { standing.unwrap_or_default() }
                    <Progress version={newest} />
                </div>
            </div>
        },
        ReviewState::Rejected => html! {
            <div class="notice notice-error" data-test="rejection">
                <Icon name={IconName::Error} />
                <div class="notice-body">
                    <p>{ t!("template.rejected") }</p>
                    { standing.unwrap_or_default() }
                    { rejection(&newest) }
                </div>
            </div>
        },
    }
}

fn rejection(version: &TemplateVersion) -> Html {
    let Some(reason) = &version.rejection else { return Html::default() };
    let found = lint(&lintable(version), Purpose::Submit).into_iter();
    // What was handed in never changes; its next version is edited.
    let broken = without_fixes(found.filter(|finding| is_named(finding, reason)));
    html! {
        <>
            <p class="message-quote"><strong>{ t!("template.reviewer_said") }</strong>{ " " }{ reason }</p>
            if !broken.is_empty() {
                <p>{ t!("template.rule") }</p>
                <Findings id="broken-rules" findings={broken} text={version.content.clone()} />
            }
        </>
    }
}

fn lintable(version: &TemplateVersion) -> Draft {
    Draft {
        content: version.content.clone(),
        content_type: Some(version.content_type),
        name: None,
        examples: version.examples.clone(),
        countries: version.countries.clone(),
    }
}

/// Whether a reviewer's reason names what the linter found.
pub(super) fn is_named(finding: &Diagnostic, reason: &str) -> bool {
    let says = |lang| reason.contains(message(finding, lang).as_str());
    reason.contains(finding.code.as_str()) || Lang::ALL.into_iter().any(says)
}

/// Props of [`Progress`].
#[derive(Properties, PartialEq)]
struct ProgressProps {
    version: TemplateVersion,
}

/// Since when it is in review, and how long earlier reviews took. A range, never a promise.
#[component]
fn Progress(props: &ProgressProps) -> Html {
    let now_ms = use_clock(5_000);
    let times = use_resource((), props.version.version, |gateway, (), signal| {
        gateway.ask(calls::templates::review_times(signal))
    });
    let version = &props.version;
    let submitted_at_ms = version.submitted_at_ms.unwrap_or(now_ms);
    let elapsed_ms = (now_ms - submitted_at_ms).max(0);
    let times = times.value.ready().map(|times| times.as_slice()).unwrap_or_default();
    let range = Range::of(times, version.content_type, &version.countries);
    html! {
        <div class="stack-tight" data-test="review-progress">
            <p>
                { t!("template.submitted") }{ " " }<TimeAgo at_ms={submitted_at_ms} {now_ms} />
                { " · " }{ t!("template.elapsed", duration = duration(elapsed_ms)) }
            </p>
            if let Some(range) = range {
                { bar(elapsed_ms, range) }
                <p data-test="review-range">
                    { t!("template.range", from = duration(range.from_ms), to = duration(range.to_ms)) }
                    { " " }<span class="muted">{ plural("template.range_of", range.n_reviews.into()) }</span>
                </p>
            } else {
                <p class="muted">{ t!("template.no_range") }</p>
            }
            <p class="muted small">{ t!("template.no_promise") }</p>
        </div>
    }
}

/// How long earlier reviews took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    from_ms: i64,
    to_ms: i64,
    n_reviews: u32,
}

impl Range {
    /// That of the same type and countries; where there was none, that of the type.
    fn of(times: &[ReviewTime], kind: ContentType, countries: &[String]) -> Option<Self> {
        let of_kind = || times.iter().filter(move |time| time.content_type == kind);
        let is_same = |time: &&ReviewTime| {
            time.countries.len() == countries.len() && countries.iter().all(|code| time.countries.contains(code))
        };
        let chosen: Vec<&ReviewTime> = of_kind().find(is_same).map_or_else(|| of_kind().collect(), |time| vec![time]);
        Some(Self {
            from_ms: chosen.iter().map(|time| time.p10_ms).min()?,
            to_ms: chosen.iter().map(|time| time.p90_ms).max()?,
            n_reviews: chosen.iter().map(|time| time.n_reviews).sum(),
        })
    }
}

/// The range as a band on a line, and where the review is on it.
fn bar(elapsed_ms: i64, range: Range) -> Html {
    let longest_ms = (range.to_ms * 5 / 4).max(elapsed_ms).max(1);
    let percent = |n_ms: i64| (n_ms.clamp(0, longest_ms) * 100 / longest_ms).to_string();
    html! {
        <svg class="range" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="range-line" x="0" y="2" width="100" height="2" />
            <rect
                class="range-band"
                x={percent(range.from_ms)}
                y="1"
                width={percent((range.to_ms - range.from_ms).max(longest_ms / 100))}
                height="4"
            />
            <rect class="range-here" x={percent(elapsed_ms - longest_ms / 100)} y="0" width="1" height="6" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::ReviewTime;
    use piecewise_sms::{
        Lang,
        template::{ContentType, Draft, Purpose, lint, message},
    };

    use super::{Range, is_named};

    fn time(kind: ContentType, countries: &[&str], p10_ms: i64, p90_ms: i64) -> ReviewTime {
        ReviewTime {
            content_type: kind,
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            n_reviews: 2,
            p10_ms,
            p50_ms: p10_ms,
            p90_ms,
        }
    }

    /// the range is from one's own history of this type and region.
    #[test]
    fn the_range_is_of_the_same_type_and_countries_or_else_of_the_type() {
        let times = [
            time(ContentType::Otp, &["JP", "SG"], 10, 20),
            time(ContentType::Otp, &["US"], 5, 90),
            time(ContentType::Marketing, &["SG"], 1, 2),
        ];
        let range = |codes: &[&str]| {
            let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
            Range::of(&times, ContentType::Otp, &codes)
        };
        assert_eq!(range(&["SG", "JP"]), Some(Range { from_ms: 10, to_ms: 20, n_reviews: 2 }));
        assert_eq!(range(&["DE"]), Some(Range { from_ms: 5, to_ms: 90, n_reviews: 4 }));
        assert_eq!(Range::of(&times, ContentType::Notification, &[]), None);
    }

    ///
    #[test]
    fn a_reason_in_the_linters_words_names_its_rule() {
        let draft = Draft { content: "Pay here:https://a.example ".into(), ..Draft::default() };
        let findings = lint(&draft, Purpose::Edit);
        let reason = message(&findings[0], Lang::En);
        assert!(is_named(&findings[0], &reason));
        assert!(!is_named(&findings[0], "We do not like it."));
    }
}
