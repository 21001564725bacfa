//! Magic numbers: the last four digits of a number choose what becomes of its message. One table serves the platform, the
//! carrier, `GET /api/v1/sandbox/numbers` and the documentation.

use piecewise_api::{Reason, SandboxNumber};
use piecewise_sms::status::Status;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It arrives after the sandbox's delay.
    Delivered,
    /// It arrives without any delay.
    AtOnce,
    /// It is with the carrier at once, and arrives after so long.
    After {
        /// How long that is.
        late_ms: i64,
    },
    /// It stays with the carrier.
    Silence,
    /// It ends in this status, with the platform's code and words.
    Ends(Status, i32, &'static str),
    /// It fails, and later turns out to have arrived.
    Corrected,
    /// It arrives, and everything is reported twice.
    Repeated,
    /// It arrives, and the reports come in the wrong order.
    OutOfOrder,
    /// The call that hands it over goes wrong.
    Call(CallTrouble),
    /// The platform refuses it in its answer.
    Refused(i32, &'static str),
}

/// What goes wrong with a call, for all of its messages: a call has one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CallTrouble {
    /// The first attempt is answered with an error and not processed; the next one is taken.
    ErrorFirst,
    /// The first attempt is processed but its answer is lost; the next one is recognised.
    AnswerLost,
    /// No attempt is ever answered, or processed.
    NeverProcessed,
    /// The first attempt is processed, and none is ever answered.
    NeverAnswered,
}

/// One row of the table.
struct Magic {
    ending: &'static str,
    name: &'static str,
    outcome: Outcome,
    about: &'static str,
}

const fn magic(ending: &'static str, name: &'static str, outcome: Outcome, about: &'static str) -> Magic {
    Magic { ending, name, outcome, about }
}

const MINUTE_MS: i64 = 60 * 1000;

/// Every ending that means something. Any other number is reached after the sandbox's delay.
const MAGIC: [Magic; 20] = [
    magic("0200", "delivered_at_once", Outcome::AtOnce, "Delivered at once"),
    magic("0210", "delivered_late", Outcome::After { late_ms: 10 * MINUTE_MS }, "Delivered ten minutes later"),
    magic(
        "0206",
        "waiting_for_hours",
        Outcome::After { late_ms: 6 * 60 * MINUTE_MS },
        "Waiting Result for six hours, then Delivered",
    ),
    magic("0202", "no_result", Outcome::Silence, "Waiting Result for ever"),
    magic(
        "0580",
        "failed_phone_off",
        Outcome::Ends(Status::Failed, 580, "the phone is switched off"),
        "Failed: the phone is switched off",
    ),
    magic(
        "0550",
        "failed_content",
        Outcome::Ends(Status::Failed, 550, "the carrier blocked the content"),
        "Failed: the carrier blocked the content",
    ),
    magic(
        "0590",
        "failed_timing",
        Outcome::Ends(Status::Failed, 590, "outside the permitted sending hours"),
        "Failed: timing restriction of the country",
    ),
    magic(
        "0599",
        "failed_unknown_code",
        Outcome::Ends(Status::Failed, 599, "a code that no table has"),
        "Failed with a code that is not known",
    ),
    magic("0585", "failed_then_delivered", Outcome::Corrected, "Failed, and a minute later Delivered after all"),
    magic(
        "0430",
        "suppressed_unsubscribed",
        Outcome::Ends(Status::Suppressed, 430, "the recipient has unsubscribed"),
        "Suppressed: the recipient has unsubscribed",
    ),
    magic(
        "0460",
        "suppressed_keyword",
        Outcome::Ends(Status::Suppressed, 460, "the text holds a blocked word"),
        "Suppressed: the text holds a blocked word",
    ),
    magic(
        "0480",
        "suppressed_frequency",
        Outcome::Ends(Status::Suppressed, 480, "too many messages to this number"),
        "Suppressed: too many messages to this number",
    ),
    magic("0301", "events_repeated", Outcome::Repeated, "Delivered, and every event comes twice"),
    magic("0302", "events_out_of_order", Outcome::OutOfOrder, "Delivered, and the earlier event comes last"),
    magic(
        "0701",
        "call_error_then_success",
        Outcome::Call(CallTrouble::ErrorFirst),
        "The hand-over is answered with an error first, and taken when it is repeated",
    ),
    magic(
        "0702",
        "call_answer_lost",
        Outcome::Call(CallTrouble::AnswerLost),
        "The hand-over is processed but its answer is lost; the repeat is recognised and sends nothing twice",
    ),
    magic(
        "0703",
        "call_never_processed",
        Outcome::Call(CallTrouble::NeverProcessed),
        "The hand-over is never answered and was not processed: unconfirmed after an hour",
    ),
    magic(
        "0704",
        "call_never_answered",
        Outcome::Call(CallTrouble::NeverAnswered),
        "The hand-over is never answered though it was processed: its events settle it",
    ),
    magic(
        "0499",
        "balance_runs_out",
        Outcome::Refused(499, "the balance at the platform has run out"),
        "Refused by the platform, because the balance there has run out",
    ),
    magic(
        "0440",
        "refused_invalid_number",
        Outcome::Refused(440, "the platform does not know such a number"),
        "Refused by the platform: invalid number",
    ),
];

impl Outcome {
    /// The outcome for a number.
    pub(super) fn of(phone: &str) -> Self {
        MAGIC.iter().find(|magic| phone.ends_with(magic.ending)).map_or(Self::Delivered, |magic| magic.outcome)
    }

    /// Where it ends, or stays, and with which code.
    fn end(self) -> (Status, Option<i32>) {
        match self {
            Self::Delivered
            | Self::AtOnce
            | Self::After { .. }
            | Self::Corrected
            | Self::Repeated
            | Self::OutOfOrder
            | Self::Call(CallTrouble::ErrorFirst | CallTrouble::AnswerLost | CallTrouble::NeverAnswered) => {
                (Status::Delivered, None)
            }
            Self::Silence => (Status::WaitingResult, None),
            Self::Call(CallTrouble::NeverProcessed) => (Status::Sending, None),
            Self::Ends(status, code, _) => (status, Some(code)),
            Self::Refused(code, _) => (Status::Suppressed, Some(code)),
        }
    }
}

/// The table, for people.
pub(super) fn numbers() -> Vec<SandboxNumber> {
    let row = |magic: &Magic| {
        let (status, code) = magic.outcome.end();
        SandboxNumber {
            ending: magic.ending.into(),
            outcome: magic.name.into(),
            status,
            code,
            about: magic.about.into(),
        }
    };
    MAGIC.iter().map(row).collect()
}

/// What the carrier does at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// How long after the step before it.
    pub after_ms: i64,
    /// Whether the pieces reach the phone.
    pub arrives: bool,
    /// What is reported, in order.
    pub reports: Vec<(Status, Option<Reason>)>,
}

/// The steps of a message on its way, for an undisturbed way of `delay_ms`.
pub(super) fn steps(outcome: Outcome, delay_ms: i64) -> Vec<Step> {
    let step =
        |after_ms, status| Step { after_ms, arrives: status == Status::Delivered, reports: vec![(status, None)] };
    let ends = |after_ms, status, code, text: &str| Step {
        after_ms,
        arrives: false,
        reports: vec![(status, Some(Reason { code, text: text.into() }))],
    };
    let (first_ms, rest_ms) = (delay_ms / 3, delay_ms * 2 / 3);
    let with_the_carrier = step(first_ms, Status::WaitingResult);
    match outcome {
        Outcome::Delivered | Outcome::Call(_) => vec![with_the_carrier, step(rest_ms, Status::Delivered)],
        Outcome::AtOnce => vec![step(0, Status::WaitingResult), step(0, Status::Delivered)],
        Outcome::After { late_ms } => vec![with_the_carrier, step(late_ms, Status::Delivered)],
        Outcome::Silence => vec![with_the_carrier],
        Outcome::Ends(Status::Suppressed, code, text) => vec![ends(first_ms, Status::Suppressed, code, text)],
        Outcome::Ends(status, code, text) => vec![with_the_carrier, ends(rest_ms, status, code, text)],
        Outcome::Corrected => vec![
            with_the_carrier,
            ends(rest_ms, Status::Failed, 580, "the phone is switched off"),
            step(MINUTE_MS, Status::Delivered),
        ],
        Outcome::Repeated => {
            let twice = |mut step: Step| {
                step.reports.extend(step.reports.clone());
                step
            };
            vec![twice(with_the_carrier), twice(step(rest_ms, Status::Delivered))]
        }
        Outcome::OutOfOrder => vec![step(first_ms, Status::Delivered), step(rest_ms, Status::WaitingResult)],
        Outcome::Refused(..) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_row_has_an_ending_and_a_name_of_its_own() {
        let numbers = numbers();
        assert_eq!(numbers.iter().map(|row| &row.ending).collect::<BTreeSet<_>>().len(), numbers.len());
        assert_eq!(numbers.iter().map(|row| &row.outcome).collect::<BTreeSet<_>>().len(), numbers.len());
        assert!(numbers.iter().all(|row| row.ending.len() == 4));
    }

    /// The table in the documentation is this one.
    #[test]
    fn every_ending_is_documented() {
        let documented = include_str!("../../../../docs/sandbox.md");
        for row in numbers() {
            assert!(documented.contains(&format!("| `{}` | {} |", row.ending, row.about)), "{}", row.ending);
        }
    }

    /// whatever the order and the repetition, the steps join to where the table says it ends.
    #[test]
    fn r206_the_reports_join_to_the_end() {
        for magic in &MAGIC {
            let joined = steps(magic.outcome, 30)
                .iter()
                .flat_map(|step| &step.reports)
                .fold(Status::Sending, |status, (reported, _)| status.join(*reported));
            let (end, _) = magic.outcome.end();
            let is_refused = matches!(magic.outcome, Outcome::Refused(..) | Outcome::Call(CallTrouble::NeverProcessed));
            assert!(is_refused || end == joined, "{}", magic.name);
        }
    }
}
