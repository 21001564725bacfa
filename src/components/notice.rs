//! An error of the gateway in words: what happened, why, and what to do next.

use crate::i18n::t;
use gloo_timers::callback::Interval;
use piecewise_api::ProblemKind;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{client::ClientError, format, i18n, markup::html, pages::help::Topic, routes::Route};

/// Props of [`ErrorNotice`].
#[derive(Properties, PartialEq)]
pub struct ErrorNoticeProps {
    /// What went wrong.
    pub error: ClientError,
    /// Tries again; no button by default.
    #[prop_or_default]
    pub on_retry: Option<Callback<()>>,
}

/// Says an error where it happened, and announces it.
#[component]
pub fn ErrorNotice(props: &ErrorNoticeProps) -> Html {
    let n_seconds_left = use_wait(&props.error);
    if props.error == ClientError::Aborted {
        return Html::default();
    }
    let words = words_for(&props.error);
    let on_retry = props.on_retry.clone().filter(|_| is_worth_repeating(&props.error) && n_seconds_left == 0);
    let onclick = on_retry.map(|retry| Callback::from(move |_: MouseEvent| retry.emit(())));
    html! {
        <div class="notice notice-error" role="alert" data-test="error">
            <Icon name={IconName::Error} />
            <div class="notice-body">
                <p class="notice-title">{ words.title }</p>
                <p>{ words.what_to_do }</p>
                if let ClientError::Problem(problem) = &props.error {
                    if let Some(permission) = problem.permission {
                        <p>{ t!("error.permission", permission = permission.as_str()) }</p>
                    }
                    if !problem.diagnostics.is_empty() {
                        <ul class="notice-list">
                            for (at, diagnostic) in problem.diagnostics.iter().enumerate() {
                                <li key={at}>{ &diagnostic.message }</li>
                            }
                        </ul>
                    }
                    if let Some(id) = &problem.request_id {
                        <p class="muted">{ t!("error.request_id", id = id) }</p>
                    }
                }
                if n_seconds_left > 0 {
                    // Read once, not with every second.
                    <p class="figure" aria-live="off" data-test="wait">{ i18n::plural("error.wait", n_seconds_left) }</p>
                }
                <div class="notice-actions">
                    if let Some(onclick) = onclick {
                        <button class="button" type="button" {onclick}>{ t!("error.retry") }</button>
                    }
                    if let Some((route, key)) = next_place(&props.error) {
                        <a class="button" href={route.href()}>{ t!(key) }</a>
                    }
                    if let Some(topic) = topic_of(&props.error) {
                        <a class="button button-quiet" href={topic.route().href()} data-test="error-help">
                            { t!("error.to_help") }
                        </a>
                    }
                </div>
            </div>
        </div>
    }
}

/// The seconds that are left before the next call is of use.
#[hook]
fn use_wait(error: &ClientError) -> u64 {
    let left = use_state_eq(|| 0_u64);
    let setter = left.setter();
    use_effect_with(error.clone(), move |error| {
        let until_ms = error.retry_after_s().map(|n| format::now_ms() + i64::try_from(n).unwrap_or(0) * 1_000);
        let tick = move || {
            let left_ms = until_ms.map_or(0, |until_ms| until_ms - format::now_ms());
            setter.set(u64::try_from(left_ms).unwrap_or(0).div_ceil(1_000));
        };
        tick();
        let ticking = until_ms.map(|_| Interval::new(1_000, tick));
        move || drop(ticking)
    });
    *left
}

/// The page of the help that looks at this error.
fn topic_of(error: &ClientError) -> Option<Topic> {
    match error.kind() {
        None => Some(Topic::Connection),
        Some(ProblemKind::UnknownSmsUser | ProblemKind::NotConnected) => Some(Topic::Authentication),
        Some(ProblemKind::Balance | ProblemKind::SpendCap | ProblemKind::PriceUnknown | ProblemKind::PriceTable) => {
            Some(Topic::Balance)
        }
        Some(ProblemKind::NumberInvalid) => Some(Topic::NotDelivered),
        Some(ProblemKind::Lint | ProblemKind::Values | ProblemKind::NotApproved) => Some(Topic::Templates),
        Some(
            ProblemKind::Forbidden
            | ProblemKind::TemplateState
            | ProblemKind::TemplateInUse
            | ProblemKind::NameTaken
            | ProblemKind::SenderState
            | ProblemKind::IdempotencyKey
            | ProblemKind::Malformed
            | ProblemKind::RateLimited
            | ProblemKind::Internal,
        ) => Some(Topic::Refused),
        Some(_) => None,
    }
}

/// What happened, and what to do.
struct Words {
    title: String,
    what_to_do: String,
}

fn words_for(error: &ClientError) -> Words {
    let key = match error {
        ClientError::Offline => "offline",
        ClientError::NotAGateway { .. } => "not_a_gateway",
        ClientError::Aborted => "aborted",
        ClientError::Problem(problem) => key_of(problem.kind),
    };
    Words { title: i18n::text(&format!("error.{key}.title")), what_to_do: i18n::text(&format!("error.{key}.do")) }
}

const fn key_of(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::SignedOut => "signed_out",
        ProblemKind::TokenInvalid => "token_invalid",
        ProblemKind::SignInFailed => "sign_in_failed",
        ProblemKind::EmailTaken => "email_taken",
        ProblemKind::LastOwner => "last_owner",
        ProblemKind::Forbidden => "forbidden",
        ProblemKind::NotFound => "not_found",
        ProblemKind::Malformed => "malformed",
        ProblemKind::CrossSite => "cross_site",
        ProblemKind::NotConnected => "not_connected",
        ProblemKind::HookUrl => "hook_url",
        ProblemKind::SenderState => "sender_state",
        ProblemKind::UnknownSmsUser => "unknown_sms_user",
        ProblemKind::NameTaken => "name_taken",
        ProblemKind::Lint => "lint",
        ProblemKind::NotApproved => "not_approved",
        ProblemKind::TemplateState => "template_state",
        ProblemKind::TemplateInUse => "template_in_use",
        ProblemKind::CampaignState => "campaign_state",
        ProblemKind::NumberInvalid => "number_invalid",
        ProblemKind::Values => "values",
        ProblemKind::PriceUnknown => "price_unknown",
        ProblemKind::Balance => "balance",
        ProblemKind::SpendCap => "spend_cap",
        ProblemKind::PriceTable => "price_table",
        ProblemKind::IdempotencyKey => "idempotency_key",
        ProblemKind::RateLimited => "rate_limited",
        ProblemKind::Internal => "internal",
    }
}

/// Where the person can do something about it.
fn next_place(error: &ClientError) -> Option<(Route, &'static str)> {
    match error.kind()? {
        ProblemKind::SignedOut | ProblemKind::TokenInvalid => Some((Route::SignIn, "error.to_sign_in")),
        ProblemKind::NotConnected | ProblemKind::UnknownSmsUser => Some((Route::Integrations, "error.to_integrations")),
        ProblemKind::NotApproved => Some((Route::Templates, "error.to_templates")),
        ProblemKind::PriceUnknown | ProblemKind::Balance | ProblemKind::SpendCap | ProblemKind::PriceTable => {
            Some((Route::Wallet, "error.to_wallet"))
        }
        _ => None,
    }
}

/// Whether the same call may go well the next time.
fn is_worth_repeating(error: &ClientError) -> bool {
    match error.kind() {
        None => true,
        Some(kind) => matches!(kind, ProblemKind::RateLimited | ProblemKind::Internal | ProblemKind::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use piecewise_api::{Problem, ProblemKind};

    use super::{ErrorNotice, ErrorNoticeProps, Topic, topic_of, words_for};
    use crate::{client::ClientError, components::rendered::rendered};

    fn problem(kind: ProblemKind) -> ClientError {
        ClientError::Problem(Rc::new(Problem {
            kind,
            title: String::new(),
            status: 400,
            detail: None,
            field: None,
            permission: None,
            retry_after_s: None,
            request_id: Some("r-1".into()),
            diagnostics: vec![],
        }))
    }

    const ALL: [ProblemKind; 28] = [
        ProblemKind::SignedOut,
        ProblemKind::TokenInvalid,
        ProblemKind::SignInFailed,
        ProblemKind::EmailTaken,
        ProblemKind::LastOwner,
        ProblemKind::Forbidden,
        ProblemKind::NotFound,
        ProblemKind::Malformed,
        ProblemKind::CrossSite,
        ProblemKind::NotConnected,
        ProblemKind::HookUrl,
        ProblemKind::SenderState,
        ProblemKind::UnknownSmsUser,
        ProblemKind::NameTaken,
        ProblemKind::Lint,
        ProblemKind::NotApproved,
        ProblemKind::TemplateState,
        ProblemKind::TemplateInUse,
        ProblemKind::CampaignState,
        ProblemKind::NumberInvalid,
        ProblemKind::Values,
        ProblemKind::PriceUnknown,
        ProblemKind::Balance,
        ProblemKind::SpendCap,
        ProblemKind::PriceTable,
        ProblemKind::IdempotencyKey,
        ProblemKind::RateLimited,
        ProblemKind::Internal,
    ];

    #[test]
    fn every_problem_has_words() {
        let errors = ALL.map(problem).into_iter();
        for error in errors.chain([ClientError::Offline, ClientError::NotAGateway { status: 404 }]) {
            let words = words_for(&error);
            for text in [words.title, words.what_to_do] {
                assert!(!text.contains("error."), "no words for {error:?}: {text}");
            }
        }
    }

    /// R-090, R-100, R-110: each error leads to the page that looks into it.
    #[test]
    fn the_matching_help_is_one_step_away() {
        for (error, name) in [
            (problem(ProblemKind::UnknownSmsUser), "authentication"),
            (problem(ProblemKind::Balance), "balance"),
            (problem(ProblemKind::PriceUnknown), "balance"),
            (problem(ProblemKind::NumberInvalid), "not-delivered"),
            (problem(ProblemKind::RateLimited), "refused"),
            (problem(ProblemKind::Internal), "refused"),
            (ClientError::Offline, "connection"),
        ] {
            assert_eq!(topic_of(&error).map(Topic::as_str), Some(name), "{error:?}");
        }
    }

    #[tokio::test]
    async fn an_error_is_announced_with_the_next_step() {
        let error = problem(ProblemKind::Balance);
        let html = rendered::<ErrorNotice>(ErrorNoticeProps { error, on_retry: None }).await;
        assert!(html.contains(r#"role="alert""#), "{html}");
        assert!(html.contains("#/wallet"), "{html}");
        assert!(html.contains("#/help/balance"), "{html}");
        assert!(html.contains("r-1"), "{html}");
    }
}
