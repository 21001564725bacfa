//! The rules of the linter, one file each.
//!
//! A new rule is a file here, its `mod` line and its line in [`RULES`]; its code and its words stand with the others
//! in `diagnostic.rs` and `prose/`.

use alloc::vec::Vec;

#[cfg(test)]
use super::{Code, testing::Case};
use super::{Diagnostic, Severity, lint::Ctx};

mod content_missing;
mod content_type_missing;
mod countries_missing;
mod encoding_unicode;
mod length_content;
mod length_pieces;
mod length_unsendable;
mod link_http;
mod link_scheme;
mod link_space_after;
mod link_space_before;
mod link_trailing_space;
mod name_missing;
mod name_too_long;
mod name_vague;
mod percent_ambiguous;
mod percent_in_link;
mod percent_literal;
mod percent_unclosed;
mod text_bidi;
mod text_invisible;
mod type_mismatch;
mod value_link;
mod value_missing;
mod value_too_long;
mod variable_example_missing;
mod variable_name_english;
mod variable_percent_sign;

/// When a text is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// While a person writes.
    Edit,
    /// When it is handed in.
    Submit,
    /// When values are about to be sent.
    Send,
}

/// One rule.
pub(super) struct Rule {
    /// What it reports; nothing else.
    #[cfg(test)]
    pub(super) code: Code,
    /// When it applies.
    pub(super) stages: &'static [Stage],
    /// Looks at `Ctx` and adds what it finds, in order.
    pub(super) check: fn(&Ctx, &mut Vec<Diagnostic>),
    /// Samples in which it finds something.
    #[cfg(test)]
    pub(super) bad: &'static [Case],
    /// Samples in which it finds nothing.
    #[cfg(test)]
    pub(super) good: &'static [Case],
}

const SUBMITTING: &[Stage] = &[Stage::Submit];
const WRITING: &[Stage] = &[Stage::Edit, Stage::Submit];
const SENDING: &[Stage] = &[Stage::Send];
const ALWAYS: &[Stage] = &[Stage::Edit, Stage::Submit, Stage::Send];

macro_rules! rules {
    ($($file:ident: $code:ident, $stages:ident;)+) => {
        /// Every rule.
        pub(super) const RULES: &[Rule] = &[$(Rule {
            #[cfg(test)]
            code: Code::$code,
            stages: $stages,
            check: $file::check,
            #[cfg(test)]
            bad: $file::BAD,
            #[cfg(test)]
            good: $file::GOOD,
        },)+];
    };
}

rules! {
    content_missing: ContentMissing, SUBMITTING;
    content_type_missing: ContentTypeMissing, SUBMITTING;
    countries_missing: CountriesMissing, SUBMITTING;
    encoding_unicode: EncodingUnicode, WRITING;
    length_content: LengthContent, WRITING;
    length_pieces: LengthPieces, WRITING;
    length_unsendable: LengthUnsendable, ALWAYS;
    link_http: LinkHttp, WRITING;
    link_scheme: LinkScheme, WRITING;
    link_space_after: LinkSpaceAfter, WRITING;
    link_space_before: LinkSpaceBefore, WRITING;
    link_trailing_space: LinkTrailingSpace, WRITING;
    name_missing: NameMissing, SUBMITTING;
    name_too_long: NameTooLong, WRITING;
    name_vague: NameVague, WRITING;
    percent_ambiguous: PercentAmbiguous, WRITING;
    percent_in_link: PercentInLink, WRITING;
    percent_literal: PercentLiteral, WRITING;
    percent_unclosed: PercentUnclosed, WRITING;
    text_bidi: TextBidi, WRITING;
    text_invisible: TextInvisible, WRITING;
    type_mismatch: TypeMismatch, WRITING;
    value_link: ValueLink, ALWAYS;
    value_missing: ValueMissing, SENDING;
    value_too_long: ValueTooLong, ALWAYS;
    variable_example_missing: VariableExampleMissing, SUBMITTING;
    variable_name_english: VariableNameEnglish, WRITING;
    variable_percent_sign: VariablePercentSign, WRITING;
}

/// How bad a wrong value is: an error when it is about to be sent, a warning while it is only an example (D6).
fn severity_of_value(ctx: &Ctx) -> Severity {
    match ctx.stage {
        Stage::Edit | Stage::Submit => Severity::Warning,
        Stage::Send => Severity::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, RULES};

    #[test]
    fn every_code_has_one_rule_with_samples() {
        for &code in Code::ALL {
            let mut rules = RULES.iter().filter(|rule| rule.code == code);
            let rule = rules.next().unwrap_or_else(|| panic!("no rule for {}", code.as_str()));
            assert!(rules.next().is_none(), "two rules for {}", code.as_str());
            assert!(!rule.bad.is_empty() && !rule.good.is_empty(), "{} has no samples", code.as_str());
        }
    }

    #[test]
    fn bad_samples_are_found_and_good_ones_are_not() {
        for rule in RULES {
            for &stage in rule.stages {
                for case in rule.bad {
                    let found = case.findings(stage);
                    assert!(found.iter().any(|finding| finding.code == rule.code), "{} {case:?}", rule.code.as_str());
                }
                for case in rule.good {
                    let found = case.findings(stage);
                    assert!(found.iter().all(|finding| finding.code != rule.code), "{} {case:?}", rule.code.as_str());
                }
            }
        }
    }

    #[test]
    fn every_fix_turns_bad_into_good_and_changes_nothing_the_second_time() {
        for rule in RULES {
            for case in rule.bad {
                let first = case.findings(rule.stages[0]).into_iter().find(|finding| finding.code == rule.code);
                if first.and_then(|finding| finding.fix).is_some() {
                    let fixed = case.fixed(rule.stages[0], rule.code);
                    let left = fixed.findings(rule.stages[0]);
                    let is_left = left.iter().any(|finding| finding.code == rule.code);
                    assert!(!is_left, "{} of {case:?} is still found in {fixed:?}", rule.code.as_str());
                    assert_eq!(fixed.fixed(rule.stages[0], rule.code), fixed);
                }
            }
        }
    }
}
