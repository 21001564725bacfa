//! What the linter found: structured until the last moment; [`super::message`] says it in words.

use alloc::{string::String, vec::Vec};

use crate::Span;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)+) => {
        /// What a diagnostic is about. The names are part of the product's interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The kebab-case name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Reads [`Code::as_str`] back.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name)
            }

            /// How bad it is, as a rule; [`Diagnostic::severity`] has the last word.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// There is no text.
    ContentMissing = "content-missing", Error;
    /// No content type was chosen.
    ContentTypeMissing = "content-type-missing", Error;
    /// There is no template name.
    NameMissing = "name-missing", Error;
    /// No applicant country was chosen.
    CountriesMissing = "countries-missing", Error;
    /// A variable has no example.
    VariableExampleMissing = "variable-example-missing", Error;
    /// A variable's name is not made of English letters, digits, `_` and `-`.
    VariableNameEnglish = "variable-name-english", Error;
    /// A percent sign of another script stands where `%` is meant.
    VariablePercentSign = "variable-percent-sign", Error;
    /// A link touches the word before it (R-137a).
    LinkSpaceBefore = "link-space-before", Error;
    /// A link touches what follows it (R-137b).
    LinkSpaceAfter = "link-space-after", Error;
    /// A link does not start with http:// or https:// (R-137c).
    LinkScheme = "link-scheme", Error;
    /// More than 255 pieces cannot be concatenated (D17).
    LengthUnsendable = "length-unsendable", Error;
    /// `%name` without a closing sign.
    PercentUnclosed = "percent-unclosed", Warning;
    /// Two percent signs that may or may not make a variable.
    PercentAmbiguous = "percent-ambiguous", Warning;
    /// Percent-encoding in a link may be read as a variable.
    PercentInLink = "percent-in-link", Warning;
    /// Content and content type disagree.
    TypeMismatch = "type-mismatch", Warning;
    /// The name passes 64 characters (D6).
    NameTooLong = "name-too-long", Error;
    /// The name describes nothing.
    NameVague = "name-vague", Warning;
    /// A character that nobody sees.
    TextInvisible = "text-invisible", Warning;
    /// A character that changes the direction of the text.
    TextBidi = "text-bidi", Warning;
    /// The message takes more than one piece.
    LengthPieces = "length-pieces", Warning;
    /// The content passes 500 characters (D6).
    LengthContent = "length-content", Warning;
    /// A percent sign that stands for itself.
    PercentLiteral = "percent-literal", Info;
    /// A link at the very end without a space after it (D2).
    LinkTrailingSpace = "link-trailing-space", Info;
    /// A link that is not encrypted.
    LinkHttp = "link-http", Info;
    /// Characters that force Unicode.
    EncodingUnicode = "encoding-unicode", Info;
    /// A value passes 32 characters (D6).
    ValueTooLong = "value-too-long", Error;
    /// A value holds a link (D6).
    ValueLink = "value-link", Error;
    /// A variable has no value.
    ValueMissing = "value-missing", Error;
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Will cost or surprise.
    Warning,
    /// Will not be accepted or sent.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Where in the form a finding belongs. The order is that of the form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The content type.
    ContentType,
    /// The template's name; spans point into it.
    Name,
    /// The message content; spans point into it.
    Content,
    /// The example (or, when sending, the value) of the named variable; spans point into it.
    Value(String),
    /// The applicant countries.
    Countries,
}

impl Field {
    /// The name in JSON: `content_type`, `name`, `content`, `values.<variable>`, `countries`.
    pub fn path(&self) -> String {
        match self {
            Self::ContentType => "content_type".into(),
            Self::Name => "name".into(),
            Self::Content => "content".into(),
            Self::Value(variable) => String::from("values.") + variable,
            Self::Countries => "countries".into(),
        }
    }
}

/// What a message needs to know to be said in any language. Unused facts are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The offending text, a variable's name, or what else the message quotes.
    pub subject: String,
    /// What is proposed in its place.
    pub proposal: String,
    /// A number the message gives: pieces, characters over, occurrences.
    pub n: u32,
    /// A second number: the limit, or pieces after the fix.
    pub m: u32,
    /// Which of a rule's cases this is (`type-mismatch`: `otp-without-code`, `otp-with-link`, …).
    pub case: &'static str,
}

/// How safe a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// Cannot change the meaning.
    Safe,
    /// A person should look.
    Ask,
    /// Only shows what to do; something must be filled in.
    ShowOnly,
}

/// One replacement: `span` of the original text becomes `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What is put there; empty to remove.
    pub insert: String,
}

/// What a fix's button says; [`super::fix_title`] has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FixTitle {
    /// Insert a space.
    InsertSpace,
    /// Use the English percent sign.
    UsePercentSign,
    /// Use a name in English letters.
    RenameVariable,
    /// Put https:// in front.
    UseHttps,
    /// Close the variable.
    CloseVariable,
    /// Replace with the proposal.
    Replace,
    /// Remove it.
    Remove,
    /// Add a trailing space.
    AddTrailingSpace,
}

/// A proposed change; edits do not overlap and are in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the button says.
    pub title: FixTitle,
    /// The edits, against the text that was linted.
    pub edits: Vec<Edit>,
    /// How safe it is.
    pub applicability: Applicability,
}

impl Fix {
    /// A change in one place.
    pub(super) fn one(title: FixTitle, span: Span, insert: &str, applicability: Applicability) -> Self {
        let edit = Edit { span, insert: insert.into() };
        Self { title, edits: alloc::vec![edit], applicability }
    }

    /// The text after the fix; spans that do not fit `text` are skipped.
    pub fn apply(&self, text: &str) -> String {
        let mut fixed = String::with_capacity(text.len());
        let mut at = 0;
        for edit in &self.edits {
            let (start, end) = (edit.span.start as usize, edit.span.end as usize);
            let Some(before) = text.get(at..start) else { continue };
            if text.get(start..end).is_none() {
                continue;
            }
            fixed.push_str(before);
            fixed.push_str(&edit.insert);
            at = end;
        }
        fixed.push_str(text.get(at..).unwrap_or_default());
        fixed
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Where in the form.
    pub field: Field,
    /// The smallest text a person would change; empty where the whole field is meant.
    pub span: Span,
    /// What the message needs.
    pub facts: Facts,
    /// A proposed change to the field's text.
    pub fix: Option<Fix>,
    severity: Severity,
}

impl Diagnostic {
    /// A finding with the code's own severity, without facts and without a fix.
    pub(super) fn new(code: Code, field: Field, span: Span) -> Self {
        Self { code, field, span, facts: Facts::default(), fix: None, severity: code.severity() }
    }

    pub(super) fn with_facts(self, facts: Facts) -> Self {
        Self { facts, ..self }
    }

    pub(super) fn with_fix(self, fix: impl Into<Option<Fix>>) -> Self {
        Self { fix: fix.into(), ..self }
    }

    pub(super) fn with_severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// How bad it is. A value that is too long or holds a link is an error when sending and a warning while it is
    /// only an example (D6).
    pub const fn severity(&self) -> Severity {
        self.severity
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_round_trip() {
        for &code in Code::ALL {
            assert_eq!(Code::from_name(code.as_str()), Some(code));
        }
        assert_eq!(Code::from_name("no-such-code"), None);
    }
}
