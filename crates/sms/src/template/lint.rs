//! The linter: a draft goes in, findings come out, in the order of the form.

use alloc::{string::String, vec::Vec};
use core::cmp::Reverse;

use super::{
    Code, ContentType, Counts, Diagnostic, Field, Severity, Template, counts, limits,
    rules::{RULES, Stage},
};
use crate::collections::{Map, sort_by};

/// What stage the draft is at: the rules about missing parts apply on submission only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Still being written.
    Edit,
    /// Handed in for review.
    Submit,
}

/// A template as a person has filled it in so far. `None` means the part is not known and is not judged while
/// editing; on submission it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The message content.
    pub content: String,
    /// The content type.
    pub content_type: Option<ContentType>,
    /// The template's name.
    pub name: Option<String>,
    /// Example values by variable.
    pub examples: Map<String, String>,
    /// Applicant countries, ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
}

/// What the rules look at.
pub(super) struct Ctx<'a> {
    pub(super) stage: Stage,
    pub(super) template: &'a Template,
    pub(super) content_type: Option<ContentType>,
    pub(super) name: Option<&'a str>,
    /// Examples, or, when sending, values.
    pub(super) values: &'a Map<String, String>,
    pub(super) countries: &'a [String],
    pub(super) counts: Counts,
}

impl Ctx<'_> {
    /// The content as written.
    pub(super) fn text(&self) -> &str {
        self.template.text()
    }
}

/// Lints `draft`. Total: every draft has an answer. The findings are in the order of the form, then of their places.
///
/// ```
/// use piecewise_sms::template::{Draft, Purpose, lint};
///
/// let draft = Draft { content: "Check here:https://example.com/orders ".into(), ..Draft::default() };
/// let findings = lint(&draft, Purpose::Edit);
/// assert_eq!(findings[0].code.as_str(), "link-space-before");
/// let fixed = findings[0].fix.as_ref().map(|fix| fix.apply(&draft.content));
/// assert_eq!(fixed.as_deref(), Some("Check here: https://example.com/orders "));
/// ```
pub fn lint(draft: &Draft, purpose: Purpose) -> Vec<Diagnostic> {
    let template = &Template::parse(&draft.content);
    run(&Ctx {
        stage: match purpose {
            Purpose::Edit => Stage::Edit,
            Purpose::Submit => Stage::Submit,
        },
        template,
        content_type: draft.content_type,
        name: draft.name.as_deref(),
        values: &draft.examples,
        countries: &draft.countries,
        counts: counts(template, &draft.examples, &Map::new()),
    })
}

/// Checks the values that `template` is about to be sent with. Values for other variables are not judged.
pub fn lint_values(template: &Template, values: &Map<String, String>) -> Vec<Diagnostic> {
    run(&Ctx {
        stage: Stage::Send,
        template,
        content_type: None,
        name: None,
        values,
        countries: &[],
        counts: counts(template, values, &Map::new()),
    })
}

fn run(ctx: &Ctx) -> Vec<Diagnostic> {
    let mut acc = Vec::new();
    for rule in RULES {
        if rule.stages.contains(&ctx.stage) {
            let n_before = acc.len();
            (rule.check)(ctx, &mut acc);
            acc.truncate(n_before + limits::N_FINDINGS_PER_RULE);
        }
    }
    sort_by(&mut acc, |a, b| order(a).cmp(&order(b)));
    acc
}

/// The order of the form, then of the text; in one place the worst comes first.
fn order(finding: &Diagnostic) -> (&Field, u32, Reverse<Severity>, u32, Code) {
    (&finding.field, finding.span.start, Reverse(finding.severity()), finding.span.end, finding.code)
}
