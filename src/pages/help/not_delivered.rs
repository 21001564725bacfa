//! Message not delivered: everything that can be known of one message, looked at again (R-110 … R-115).

use std::rc::Rc;

use piecewise_api::{DeliveryBaseline, Known, Message, MessageDetail, Permission, SenderCountry};
use piecewise_sms::{
    status::Status,
    template::{Draft, Purpose, Severity, lint, message as words_of},
};
use yew::prelude::*;

use super::{
    checks::{self, Check, Mark},
    number::NumberAgain,
};
use crate::{
    client::{Gateway, Loadable, calls, use_gateway, use_resource},
    components::{ErrorNotice, StatusBadge, TimeAgo, Waiting, duration, use_clock},
    format,
    i18n::{self, t},
    markup::html,
    query::use_view,
    routes::Route,
};

/// The name of the message in the address.
pub(super) const MESSAGE: &str = "message";

/// Messages offered where the address names none.
const N_OFFERED: usize = 8;

/// How long a delivery may take before anybody should look further, whatever the country.
const PATIENCE_MS: i64 = 15 * 60 * 1_000;

/// Looks at a message, or asks which.
#[component]
pub(super) fn NotDelivered() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let id = view.get(MESSAGE).to_owned();
    let calling_code = gateway.message(&id).and_then(|message| calling_code(message));
    html! {
        <>
            if gateway.session().is_none() {
                <section class="card stack"><p class="muted">{ t!("help.sign_in_for_facts") }</p></section>
            } else if id.is_empty() {
                <Which />
            } else {
                <Found {id} />
            }
            if gateway.session().is_some() {
                <section class="card stack"><NumberAgain {calling_code} /></section>
            }
            { checks::steps(t!("help.next"), "help.lost.step.") }
        </>
    }
}

/// The newest messages that are not delivered.
#[component]
fn Which() -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(30_000);
    let rows = gateway.messages.ready().map(|log| log.rows.as_slice()).unwrap_or_default();
    let lost: Vec<_> = rows.iter().filter(|message| message.status != Status::Delivered).take(N_OFFERED).collect();
    html! {
        <section class="card stack">
            <h2>{ t!("help.lost.choose") }</h2>
            if lost.is_empty() {
                <p>{ t!("help.lost.all_fine") }</p>
            } else {
                <p class="muted">{ t!("help.lost.choose_help") }</p>
                <ul class="help-lost">
                    for message in lost {
                        <li key={message.id.clone()} class="row row-between">
                            <a href={super::Topic::NotDelivered.href_with(MESSAGE, &message.id)}>{ &message.phone_masked }</a>
                            <span class="muted">{ &message.template_name }</span>
                            <StatusBadge status={message.status} />
                            <TimeAgo at_ms={message.accepted_at_ms} {now_ms} />
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

/// Props of [`Found`].
#[derive(Properties, PartialEq)]
struct FoundProps {
    id: String,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let gateway = use_gateway();
    let freshness = gateway.message(&props.id).map(|message| (message.status, message.updated_at_ms));
    let detail = use_resource(props.id.clone(), freshness, |gateway, id, signal| gateway.read_message(id, signal));
    match detail.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(detail.retry)} /> },
        Loadable::Ready(detail) => html! { <Checks {detail} /> },
    }
}

/// Props of [`Checks`].
#[derive(Properties, PartialEq)]
struct ChecksProps {
    detail: Rc<MessageDetail>,
}

#[component]
fn Checks(props: &ChecksProps) -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(1_000);
    let detail = &props.detail;
    let message = &detail.message;
    let reads_senders = gateway.permits(Permission::SenderIdsRead);
    let country = message.country.clone().filter(|_| reads_senders).unwrap_or_default();
    let card = use_resource(country, (), |gateway: &Gateway, country: &String, signal| {
        if country.is_empty() {
            Box::pin(async { Ok(None) })
        } else {
            let answer = gateway.ask(calls::help::sender_country(country, signal));
            Box::pin(async move { answer.await.map(Some) })
        }
    });
    let baselines =
        use_resource((), (), |gateway: &Gateway, (): &(), signal| gateway.ask(calls::messages::baselines(signal)));
    let usual = baselines.value.ready().and_then(|all| all.iter().find(|one| one.country == message.country).cloned());
    let card = card.value.ready().and_then(|card| Option::clone(card));

    let mut all = status_checks(message);
    all.push(number_check(message));
    all.push(Check::new(Mark::Unknown, "line", t!("help.lost.line_unknown")));
    all.extend(text_checks(detail));
    all.extend(country_checks(message, card.as_ref()));
    all.extend(time_checks(message, usual.as_ref(), now_ms));
    html! {
        <section class="card stack" data-test="message-checks">
            <div class="row row-between">
                <h2 class="figure">{ t!("help.lost.message", phone = message.phone_masked) }</h2>
                <StatusBadge status={message.status} />
            </div>
            { checks::list(all) }
            <p><a href={Route::Message { id: message.id.clone() }.href()}>{ t!("help.lost.open") }</a></p>
        </section>
    }
}

/// The country code before the masked part: `+65` of `+65 •••• 1234`.
fn calling_code(message: &Message) -> Option<String> {
    message.phone_masked.split(' ').next().filter(|code| code.starts_with('+')).map(str::to_owned)
}

fn status_checks(message: &Message) -> Vec<Check> {
    let mut checks = Vec::new();
    if message.unconfirmed {
        checks.push(Check::new(Mark::Look, "unconfirmed", t!("help.lost.unconfirmed")));
    }
    if message.status == Status::Suppressed {
        checks.push(Check::new(Mark::Bad, "suppressed", t!("help.lost.suppressed")));
    }
    if let Some(reason) = &message.reason {
        let text = t!("help.lost.reason", text = reason.text, code = reason.code);
        checks.push(Check::new(Mark::Bad, "reason", text));
    }
    checks
}

/// the number as it was accepted, which is with its country code.
fn number_check(message: &Message) -> Check {
    match &message.country {
        Some(country) => {
            let text = t!("help.lost.number_fine", phone = message.phone_masked, country = format::country(country));
            Check::new(Mark::Good, "number", text)
        }
        None => Check::new(Mark::Look, "number", t!("help.lost.number_nowhere", phone = message.phone_masked)),
    }
}

/// the linter over the text as it was sent, whose variables are filled in.
fn text_checks(detail: &MessageDetail) -> Vec<Check> {
    if detail.text.is_empty() {
        return vec![Check::new(Mark::Unknown, "text", t!("help.lost.text_removed"))];
    }
    let draft = Draft { content: detail.text.clone(), ..Draft::default() };
    let findings = lint(&draft, Purpose::Edit);
    let checks: Vec<Check> = findings
        .iter()
        .filter(|finding| finding.severity() != Severity::Info)
        .map(|finding| {
            let mark = if finding.severity() == Severity::Error { Mark::Bad } else { Mark::Look };
            let text = format!("{} {}", t!("help.lost.text_look"), words_of(finding, i18n::current()));
            Check::new(mark, "text", text)
        })
        .collect();
    if checks.is_empty() { vec![Check::new(Mark::Good, "text", t!("help.lost.text_fine"))] } else { checks }
}

/// what is known of the country, with who says so; and plainly what is not known.
fn country_checks(message: &Message, card: Option<&SenderCountry>) -> Vec<Check> {
    let Some(country) = message.country.as_deref().map(format::country) else { return Vec::new() };
    let mut checks = Vec::new();
    if let Some(card) = card {
        let (mark, text) = match card.offered {
            Known::Yes => (Mark::Good, t!("help.lost.sender_offered", country = country)),
            Known::No => (Mark::Look, t!("help.lost.sender_not_offered", country = country)),
            Known::Unknown => (Mark::Unknown, t!("help.lost.sender_unknown", country = country)),
        };
        let source = t!("help.lost.source", source = card.source, day = format::day(&card.source_date));
        checks.push(Check::new(mark, "sender", format!("{text} {source}")));
    }
    checks.push(Check::new(Mark::Unknown, "quiet-hours", t!("help.lost.quiet_unknown", country = country)));
    checks
}

/// how long it has been, beside what is usual, and how long to wait.
fn time_checks(message: &Message, usual: Option<&DeliveryBaseline>, now_ms: i64) -> Vec<Check> {
    let took = duration(message.updated_at_ms - message.accepted_at_ms);
    match message.status {
        Status::Delivered => return vec![Check::new(Mark::Good, "elapsed", t!("help.lost.delivered", took = took))],
        Status::Failed | Status::Suppressed => {
            return vec![Check::new(Mark::Look, "elapsed", t!("help.lost.ended", took = took))];
        }
        Status::Sending | Status::WaitingResult => {}
    }
    let elapsed_ms = now_ms - message.accepted_at_ms;
    let wait_ms = PATIENCE_MS.max(usual.map_or(0, |usual| usual.p95_ms));
    let country = message.country.as_deref().map_or_else(|| t!("messages.country_unknown"), format::country);
    let usual = usual.map_or_else(
        || Check::new(Mark::Unknown, "usual", t!("help.lost.usual_unknown", country = country)),
        |usual| {
            let text = t!(
                "help.lost.usual",
                country = country,
                half = duration(usual.p50_ms),
                most = duration(usual.p95_ms),
                n = usual.n_tests,
            );
            Check::new(Mark::Good, "usual", text)
        },
    );
    let wait = if elapsed_ms < wait_ms {
        Check::new(Mark::Look, "wait", t!("help.lost.wait", left = duration(wait_ms - elapsed_ms)))
    } else {
        Check::new(Mark::Bad, "wait", t!("help.lost.overdue"))
    };
    vec![Check::new(Mark::Look, "elapsed", t!("help.lost.elapsed", took = duration(elapsed_ms))), usual, wait]
}

#[cfg(test)]
mod tests {
    use piecewise_api::{DeliveryBaseline, Known, Message, MessageDetail, SenderCountry};
    use piecewise_sms::{Lang, pieces::Encoding, status::Status};

    use super::{Mark, PATIENCE_MS, calling_code, country_checks, number_check, text_checks, time_checks};
    use crate::i18n::set_current;

    fn message(status: Status) -> Message {
        Message {
            id: "1".into(),
            phone_masked: "+65 •••• 1234".into(),
            country: Some("SG".into()),
            template_id: 1,
            template_name: String::new(),
            sms_user: String::new(),
            is_test: true,
            status,
            unconfirmed: false,
            reason: None,
            encoding: Encoding::Gsm7,
            n_pieces: 1,
            expected_charge: None,
            charge: None,
            currency: "USD".into(),
            accepted_at_ms: 0,
            updated_at_ms: 0,
        }
    }

    fn usual(p95_ms: i64) -> DeliveryBaseline {
        DeliveryBaseline { country: Some("SG".into()), n_tests: 9, p50_ms: 1_000, p95_ms }
    }

    fn marks(elapsed_ms: i64, usual: Option<&DeliveryBaseline>) -> Vec<(&'static str, Mark)> {
        let checks = time_checks(&message(Status::WaitingResult), usual, elapsed_ms);
        checks.into_iter().map(|check| (check.id, check.mark)).collect()
    }

    /// at least fifteen minutes, and as long as nearly every test to the country took.
    #[test]
    fn waiting_is_advised_for_as_long_as_is_usual() {
        set_current(Lang::En);
        assert_eq!(marks(60_000, None), [("elapsed", Mark::Look), ("usual", Mark::Unknown), ("wait", Mark::Look)]);
        assert_eq!(marks(PATIENCE_MS, Some(&usual(1_000)))[2], ("wait", Mark::Bad));
        assert_eq!(marks(PATIENCE_MS, Some(&usual(2 * PATIENCE_MS)))[2], ("wait", Mark::Look));
        assert_eq!(time_checks(&message(Status::Failed), None, 0).len(), 1);
    }

    ///
    #[test]
    fn the_text_as_sent_is_checked_again() {
        set_current(Lang::En);
        let detail = |text: &str| MessageDetail {
            message: message(Status::Failed),
            text: text.into(),
            text_removed_at_ms: None,
            sender: None,
            sender_is_random: false,
            timeline: vec![],
        };
        assert_eq!(text_checks(&detail("Your order has been shipped."))[0].mark, Mark::Good);
        assert_eq!(text_checks(&detail(""))[0].mark, Mark::Unknown);
        let found = text_checks(&detail("Check here:https://example.com/orders "));
        assert!(found.iter().any(|check| check.mark == Mark::Bad), "{found:?}");
    }

    /// what is not known is not made up.
    #[test]
    fn number_and_country_are_told_as_far_as_they_are_known() {
        set_current(Lang::En);
        assert_eq!(number_check(&message(Status::Failed)).mark, Mark::Good);
        assert_eq!(calling_code(&message(Status::Failed)).as_deref(), Some("+65"));
        let card = SenderCountry {
            country: "SG".into(),
            offered: Known::Unknown,
            fee: Known::Unknown,
            source: "the guide".into(),
            source_date: "2026-11-22".into(),
        };
        let checks = country_checks(&message(Status::Failed), Some(&card));
        assert!(checks.iter().all(|check| check.mark == Mark::Unknown), "{checks:?}");
        assert!(checks[0].text.contains("the guide"), "{checks:?}");
    }
}
