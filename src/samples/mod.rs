//! Programs to copy: the call that sends a template, and the check of an event's signature, in the languages that
//! applications are written in. Secrets are read from the environment and stand in none of them (R-065).
//!
//! The programs are files in this folder with places for what differs; the tests run them where their tools are.

mod literal;
#[cfg(test)]
mod run_tests;

use std::collections::BTreeMap;

/// A language that there are samples for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// A command of the shell.
    Curl,
    /// With `ureq`.
    Rust,
    /// With what Python brings.
    Python,
    /// With what Node.js brings.
    Node,
    /// With what Go brings.
    Go,
    /// With PHP's curl extension.
    Php,
    /// With what Java brings.
    Java,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub(crate) const ALL: [Self; 7] =
        [Self::Curl, Self::Rust, Self::Python, Self::Node, Self::Go, Self::Php, Self::Java];

    /// Its name, which is the same in every language of the console.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Rust => "Rust",
            Self::Python => "Python",
            Self::Node => "Node.js",
            Self::Go => "Go",
            Self::Php => "PHP",
            Self::Java => "Java",
        }
    }

    const fn program(self) -> &'static str {
        match self {
            Self::Curl => include_str!("send/curl.txt"),
            Self::Rust => include_str!("send/rust.txt"),
            Self::Python => include_str!("send/python.txt"),
            Self::Node => include_str!("send/node.txt"),
            Self::Go => include_str!("send/go.txt"),
            Self::Php => include_str!("send/php.txt"),
            Self::Java => include_str!("send/java.txt"),
        }
    }

    /// A function that tells whether an event is signed with the APP KEY of the environment (`APP_KEY`); none for the
    /// command line.
    pub(crate) const fn verification(self) -> Option<&'static str> {
        Some(match self {
            Self::Curl => return None,
            Self::Rust => include_str!("verify/rust.txt"),
            Self::Python => include_str!("verify/python.txt"),
            Self::Node => include_str!("verify/node.txt"),
            Self::Go => include_str!("verify/go.txt"),
            Self::Php => include_str!("verify/php.txt"),
            Self::Java => include_str!("verify/java.txt"),
        })
    }
}

/// A call of `/smsapi/send`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SendCall {
    /// The gateway's address, without a trailing slash.
    pub(crate) base_url: String,
    /// The template.
    pub(crate) template_id: i64,
    /// The number as it was typed. One that is not finished is replaced by an example.
    pub(crate) phone: String,
    /// A value for each variable.
    pub(crate) values: BTreeMap<String, String>,
}

/// The number in a sample that has none of its own.
const PHONE: &str = "+6591234567";

impl SendCall {
    /// The program that makes this call.
    pub(crate) fn in_language(&self, language: Language) -> String {
        let url = format!("{}/smsapi/send", self.base_url);
        let url = match language {
            Language::Curl => literal::shell(&url),
            Language::Php => literal::php(&url),
            _ => literal::json(&url),
        };
        let template = self.template_id.to_string();
        let vars = if self.values.is_empty() { String::new() } else { self.vars(language) };
        let places = [("url", url), ("template", template), ("phone", self.phone_to_show()), ("vars", vars)];
        literal::filled(language.program(), &places)
    }

    /// The lines that give the variables their values.
    fn vars(&self, language: Language) -> String {
        let object = literal::object(&self.values);
        match language {
            Language::Curl => format!(" \\\n  --data-urlencode {}", literal::shell(&format!("vars={object}"))),
            Language::Rust => format!("        (\"vars\", {}),\n", literal::rust(&object)),
            Language::Python => format!("    \"vars\": json.dumps({object}),\n"),
            Language::Node => format!("  vars: JSON.stringify({}),\n", literal::node(&self.values)),
            Language::Go => format!("\tform.Set(\"vars\", {})\n", literal::go(&object)),
            Language::Php => format!("    'vars' => {},\n", literal::php(&object)),
            Language::Java => format!("        form.put(\"vars\", {});\n", literal::java(&object)),
        }
    }

    /// The number with its `+` and nothing but digits, so that it is the same in every language.
    fn phone_to_show(&self) -> String {
        let digits: String = self.phone.chars().filter(char::is_ascii_digit).collect();
        if (8..=15).contains(&digits.len()) { format!("+{digits}") } else { PHONE.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, SendCall};

    fn call(values: &[(&str, &str)]) -> SendCall {
        SendCall {
            base_url: "http://127.0.0.1:8080".into(),
            template_id: 7,
            phone: "+65 9123".into(),
            values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }

    /// R-065, R-245.
    #[test]
    fn every_program_reads_the_credentials_from_the_environment() {
        for language in Language::ALL {
            let program = call(&[("name", "Ada")]).in_language(language);
            for part in ["SMS_USER", "SMS_KEY", "/smsapi/send", "+6591234567", "Ada"] {
                assert!(program.contains(part), "{part} is missing in {program}");
            }
            assert!(!program.contains("%{"), "{program}");
        }
    }

    #[test]
    fn a_template_without_variables_needs_no_values() {
        for language in Language::ALL {
            let program = call(&[]).in_language(language);
            assert!(!program.contains("vars"), "{program}");
        }
    }

    #[test]
    fn the_command_can_be_read() {
        assert_eq!(
            call(&[("name", "O'Neil \"Ada\"")]).in_language(Language::Curl),
            r#"curl -X POST 'http://127.0.0.1:8080/smsapi/send' \
  --data-urlencode "smsUser=$SMS_USER" \
  --data-urlencode "smsKey=$SMS_KEY" \
  --data-urlencode 'templateId=7' \
  --data-urlencode 'phone=+6591234567' \
  --data-urlencode 'vars={"name": "O'\''Neil \"Ada\""}'
"#
        );
    }
}
