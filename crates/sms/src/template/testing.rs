//! How the rules are tested: samples, and pictures of what the linter finds.

use alloc::{
    borrow::Cow,
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::Write as _;

use super::{Code, ContentType, Diagnostic, Draft, Field, Purpose, Template, lint, lint_values, rules::Stage};

/// A filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Case {
    content: Cow<'static, str>,
    content_type: Option<ContentType>,
    name: Option<&'static str>,
    values: &'static [(&'static str, &'static str)],
    countries: &'static [&'static str],
    n_repeats: usize,
}

impl Case {
    pub(super) const fn new(content: &'static str) -> Self {
        let content = Cow::Borrowed(content);
        Self { content, content_type: None, name: None, values: &[], countries: &[], n_repeats: 1 }
    }

    pub(super) const fn of_type(mut self, content_type: ContentType) -> Self {
        self.content_type = Some(content_type);
        self
    }

    pub(super) const fn named(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    pub(super) const fn valued(mut self, values: &'static [(&'static str, &'static str)]) -> Self {
        self.values = values;
        self
    }

    pub(super) const fn sent_to(mut self, countries: &'static [&'static str]) -> Self {
        self.countries = countries;
        self
    }

    pub(super) const fn repeated(mut self, n_repeats: usize) -> Self {
        self.n_repeats = n_repeats;
        self
    }

    pub(super) fn findings(&self, stage: Stage) -> Vec<Diagnostic> {
        let values: BTreeMap<String, String> =
            self.values.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let content = self.content.repeat(self.n_repeats);
        let purpose = match stage {
            Stage::Edit => Purpose::Edit,
            Stage::Submit => Purpose::Submit,
            Stage::Send => return lint_values(&Template::parse(&content), &values),
        };
        let countries = self.countries.iter().map(ToString::to_string).collect();
        let name = self.name.map(Into::into);
        lint(&Draft { content, content_type: self.content_type, name, examples: values, countries }, purpose)
    }

    /// The same with every fix of `code` to the content applied, one after the other.
    pub(super) fn fixed(&self, stage: Stage, code: Code) -> Self {
        let mut case = self.clone();
        for _ in 0..20 {
            let next = case.findings(stage).into_iter().find(|finding| finding.code == code && finding.fix.is_some());
            let Some(Diagnostic { field: Field::Content, fix: Some(fix), .. }) = next else { break };
            case.content = fix.apply(&case.content).into();
        }
        case
    }
}

/// Draws `findings`: the text (line breaks as `↵`), then a line for each finding under the characters it is about.
/// Findings about other fields stand at the end with the field's name.
pub(super) fn picture(text: &str, findings: &[Diagnostic]) -> String {
    let mut picture = text.replace('\n', "↵");
    for finding in findings {
        let code = finding.code.as_str();
        if finding.field == Field::Content {
            let before = text.get(..finding.span.start as usize).unwrap_or_default();
            let n_marks = finding.span.of(text).chars().count().max(1);
            let indent = " ".repeat(before.chars().count());
            let _ = write!(picture, "\n{indent}{} {code}", "^".repeat(n_marks));
        } else {
            let _ = write!(picture, "\n{}: {code}", finding.field.path());
        }
    }
    picture
}

/// Lints the first line of `expected` while editing and compares the picture.
#[track_caller]
pub(super) fn check(expected: &str) {
    check_form(&Case::new(""), expected);
}

/// Lints the first line of `expected` in the form `case` while editing and compares the picture.
#[track_caller]
pub(super) fn check_form(case: &Case, expected: &str) {
    let expected = expected.strip_prefix('\n').unwrap_or(expected);
    let expected = expected.strip_suffix('\n').unwrap_or(expected);
    let text = expected.lines().next().unwrap_or_default().replace('↵', "\n");
    let case = Case { content: text.clone().into(), ..case.clone() };
    let found = picture(&text, &case.findings(Stage::Edit));
    assert_eq!(found, expected, "\nfound:\n{found}\nexpected:\n{expected}\n");
}

/// Applies every fix of `code` to `bad` and compares the text; nothing of `code` may be left.
#[track_caller]
pub(super) fn check_fix(code: Code, bad: &'static str, good: &str) {
    let fixed = Case::new(bad).fixed(Stage::Edit, code);
    assert_eq!(fixed.content, good, "\nfixing {} in {bad:?}", code.as_str());
    let left = fixed.findings(Stage::Edit);
    assert!(left.iter().all(|finding| finding.code != code), "\n{}", picture(good, &left));
}
