//! The shape of what `lint` answers in JSON.

use std::collections::BTreeMap;

use piecewise_sms::{
    Lang, Utf16Index,
    template::{self, Counts, Diagnostic, Draft, Field, Fix, Purpose, Template},
};
use serde::Serialize;
use serde_json::value::RawValue;

/// Everything that is known about a draft.
pub(crate) struct Findings {
    pub(crate) template: Template,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) counts: Counts,
}

impl Findings {
    pub(crate) fn of(draft: &Draft, purpose: Purpose) -> Self {
        let template = Template::parse(&draft.content);
        let diagnostics = template::lint(draft, purpose);
        let counts = template::counts(&template, &draft.examples, &BTreeMap::new());
        Self { template, diagnostics, counts }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    variables: Vec<&'a str>,
    links: Vec<&'a str>,
    diagnostics: Vec<Finding>,
    pieces: Pieces,
}

/// A diagnostic; offsets are in UTF-16 code units of the text it is about.
#[derive(Debug, Serialize)]
struct Finding {
    code: &'static str,
    severity: &'static str,
    start: u32,
    end: u32,
    message: String,
    fix: Option<Change>,
}

#[derive(Debug, Serialize)]
struct Change {
    title: String,
    edits: Vec<Edit>,
}

#[derive(Debug, Serialize)]
struct Edit {
    start: u32,
    end: u32,
    insert: String,
}

#[derive(Debug, Serialize)]
struct Pieces {
    raw: u32,
    examples: u32,
    worst: u32,
}

impl<'a> Answer<'a> {
    pub(crate) fn new(id: Option<&'a RawValue>, draft: &Draft, findings: &'a Findings) -> Self {
        let content = Utf16Index::new(&draft.content);
        let name = Utf16Index::new(draft.name.as_deref().unwrap_or_default());
        let finding = |diagnostic: &Diagnostic| match &diagnostic.field {
            Field::Content => Finding::new(diagnostic, &content),
            Field::Name => Finding::new(diagnostic, &name),
            Field::Value(variable) => {
                let value = draft.examples.get(variable).map(String::as_str).unwrap_or_default();
                Finding::new(diagnostic, &Utf16Index::new(value))
            }
            _ => Finding::new(diagnostic, &Utf16Index::new("")),
        };
        Self {
            id,
            variables: findings.template.variables(),
            links: findings.template.links().iter().map(|link| link.text.as_str()).collect(),
            diagnostics: findings.diagnostics.iter().map(finding).collect(),
            pieces: Pieces {
                raw: findings.counts.raw.count.n_pieces,
                examples: findings.counts.examples.count.n_pieces,
                worst: findings.counts.worst.count.n_pieces,
            },
        }
    }
}

impl Finding {
    fn new(diagnostic: &Diagnostic, index: &Utf16Index) -> Self {
        let place = index.span(diagnostic.span);
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().as_str(),
            start: place.start,
            end: place.end,
            message: template::message(diagnostic, Lang::En),
            fix: diagnostic.fix.as_ref().map(|fix| Change::new(fix, index)),
        }
    }
}

impl Change {
    fn new(fix: &Fix, index: &Utf16Index) -> Self {
        let edit = |edit: &template::Edit| {
            let place = index.span(edit.span);
            Edit { start: place.start, end: place.end, insert: edit.insert.clone() }
        };
        Self { title: template::fix_title(fix, Lang::En), edits: fix.edits.iter().map(edit).collect() }
    }
}
