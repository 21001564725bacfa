//! What holds for every text.

use std::collections::BTreeMap;

use piecewise_sms::{
    Lang, Span,
    pieces::count,
    template::{
        Applicability, Code, ContentType, Draft, Field, Purpose, Severity, Template, Token, VariableLimit, counts,
        lint, lint_values, message, render,
    },
};
use proptest::prelude::*;

/// Texts made of what the lexer has to tell apart, and of anything.
fn text() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        8 => prop::sample::select(vec![
            "%", "%", "%", "％", "﹪", "٪", "%%", "name", "a", "1", "20", "OFF", "_", "-", ".", ",", ")", "(", "[", "]",
            " ", " ", "\n", "\r\n", "\t", "https://", "http://", "ftp://", "HTTP//", "http：//", "javascript:", "www.",
            "e.com", "/", "//", "?", "@", "%20", "%E4%BD%A0", "客户", "é", "您好", "。", "🎉", "\u{200B}", "\u{A0}",
            "\u{202E}", "\u{200D}", "’", "sale", "€", "[", "%name%", "https://e.com/",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

fn draft() -> impl Strategy<Value = Draft> {
    let content_type = prop::option::of(prop::sample::select(ContentType::ALL.to_vec()));
    let examples = prop::collection::btree_map(prop::sample::select(vec!["name", "a", "OFF"]), text(), 0..3);
    (text(), content_type, prop::option::of(text()), examples).prop_map(|(content, content_type, name, examples)| {
        Draft {
            content,
            content_type,
            name,
            examples: examples.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            countries: Vec::new(),
        }
    })
}

fn is_range_of(span: Span, text: &str) -> bool {
    text.get(span.start as usize..span.end as usize).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_concatenate_to_the_text_and_links_are_parts_of_it(text in text()) {
        let template = Template::parse(&text);
        let spans = template.tokens().iter().map(|token| match token {
            Token::Literal(span) => *span,
            Token::Placeholder(placeholder) => placeholder.span,
        });
        let together: String = spans.map(|span| span.of(&text)).collect();
        prop_assert_eq!(&together, &text);
        let mut at = 0;
        for link in template.links() {
            prop_assert!(link.span.start >= at && link.span.end > link.span.start);
            prop_assert_eq!(link.span.of(&text), &link.text);
            prop_assert!(link.n_prefix_bytes <= link.text.len() && link.text.is_char_boundary(link.n_prefix_bytes));
            at = link.span.end;
        }
        for placeholder in template.placeholders() {
            prop_assert_eq!(placeholder.span.of(&text), format!("%{}%", placeholder.name));
        }
    }

    #[test]
    fn every_finding_points_into_its_field_and_has_words(draft in draft(), is_submitted: bool) {
        let purpose = if is_submitted { Purpose::Submit } else { Purpose::Edit };
        let found = lint(&draft, purpose);
        prop_assert!(found.is_sorted_by_key(|finding| (finding.field.clone(), finding.span.start)));
        for finding in found {
            let text = match &finding.field {
                Field::Content => &draft.content,
                Field::Name => draft.name.as_ref().map_or("", |name| name),
                Field::Value(name) => draft.examples.get(name).map_or("", |value| value),
                _ => "",
            };
            prop_assert!(is_range_of(finding.span, text), "{finding:?}");
            for lang in Lang::ALL {
                prop_assert!(!message(&finding, lang).is_empty());
            }
            let mut at = 0;
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(edit.span.start >= at && is_range_of(edit.span, text), "{finding:?}");
                at = edit.span.end;
            }
        }
    }

    /// Applying the fixes of one rule, one after the other, comes to an end without a finding that has a fix.
    #[test]
    fn fixes_come_to_an_end(text in text(), code in prop::sample::select(Code::ALL.to_vec())) {
        let mut draft = Draft { content: text, ..Draft::default() };
        let next = |draft: &Draft| {
            let found = lint(draft, Purpose::Edit).into_iter();
            found.filter(|finding| finding.code == code && finding.field == Field::Content).find_map(|finding| finding.fix)
        };
        let mut n_fixes = 0;
        while let Some(fix) = next(&draft) {
            let fixed = fix.apply(&draft.content);
            prop_assert_ne!(&fixed, &draft.content, "{} changes nothing", code.as_str());
            draft.content = fixed;
            n_fixes += 1;
            prop_assert!(n_fixes < 100, "{} goes on for ever", code.as_str());
        }
    }

    /// A safe fix that works on spaces or signs leaves the words as they are.
    #[test]
    fn a_safe_fix_keeps_every_letter(text in text()) {
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        for finding in lint(&Draft { content: text.clone(), ..Draft::default() }, Purpose::Edit) {
            let is_about_letters = matches!(finding.code, Code::PercentInLink | Code::EncodingUnicode);
            if let Some(fix) = finding.fix.filter(|fix| fix.applicability == Applicability::Safe && !is_about_letters) {
                prop_assert_eq!(letters(&fix.apply(&text)), letters(&text));
            }
        }
    }

    /// a rendered text is the literals and the values, whatever the values hold.
    #[test]
    fn rendering_never_expands_a_value(text in text(), a in text(), b in text()) {
        let template = Template::parse(&text);
        let names = template.variables();
        let values: BTreeMap<String, String> =
            names.iter().enumerate().map(|(n, name)| ((*name).into(), if n % 2 == 0 { a.clone() } else { b.clone() })).collect();
        let rendered = render(&template, &values);
        let expected: String = template.tokens().iter().map(|token| match token {
            Token::Literal(span) => span.of(&text),
            Token::Placeholder(placeholder) => values[&placeholder.name].as_str(),
        }).collect();
        prop_assert_eq!(&rendered.text, &expected);
        prop_assert!(rendered.missing.is_empty());
        for part in &rendered.parts {
            prop_assert_eq!(part.span.of(&rendered.text), &values[&part.name]);
        }
        prop_assert_eq!(render(&template, &BTreeMap::new()).text, text);
    }

    /// no value within the limits costs more than the worst case.
    #[test]
    fn the_worst_case_is_never_passed(
        text in text(),
        values in prop::collection::vec(prop::collection::vec(prop::sample::select(vec!['a', '€', '中', '🎉']), 0..40), 6),
        may_be_unicode: bool,
    ) {
        let template = Template::parse(&text);
        let mut limits = BTreeMap::new();
        let mut examples = BTreeMap::new();
        for (name, chars) in template.variables().into_iter().zip(values.iter().cycle()) {
            let value: String = chars.iter().filter(|c| may_be_unicode || matches!(c, 'a' | '€')).collect();
            let n_chars = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
            limits.insert(name.to_owned(), VariableLimit { n_chars, may_be_unicode });
            examples.insert(name.to_owned(), value);
        }
        let worst = counts(&template, &examples, &limits).worst.count;
        prop_assert!(count(&render(&template, &examples).text).n_pieces <= worst.n_pieces);
        // The bound is reached by values of the widest characters.
        let widest = if worst.encoding == piecewise_sms::pieces::Encoding::Gsm7 { "€" } else { "🎉" };
        let longest = limits.iter().map(|(name, limit)| (name.clone(), widest.repeat(limit.n_chars as usize))).collect();
        prop_assert_eq!(count(&render(&template, &longest).text), worst);
    }

    /// D6: what is a warning in an example is an error in a value.
    #[test]
    fn values_are_judged_harder_than_examples(value in text(), n_repeats in 0_usize..4) {
        let template = Template::parse("%name%");
        let values: BTreeMap<String, String> = [("name".into(), value.repeat(n_repeats))].into();
        let sent = lint_values(&template, &values);
        prop_assert!(sent.iter().all(|finding| finding.severity() == Severity::Error));
        let draft = Draft { content: "%name%".into(), examples: values, ..Draft::default() };
        for finding in lint(&draft, Purpose::Edit) {
            if matches!(finding.code, Code::ValueTooLong | Code::ValueLink) {
                prop_assert_eq!(finding.severity(), Severity::Warning);
                prop_assert!(sent.iter().any(|harder| harder.code == finding.code));
            }
        }
    }
}

/// A hostile text has findings by the hundred, not by the hundred thousand.
#[test]
fn findings_are_bounded() {
    for unit in [
        "%",
        "% ",
        "https://",
        "https://e.com/, ",
        "%客%",
        "%a b% ",
        "a\u{200B}",
        "\u{202E}",
        "％ ",
        "www.e.com)",
        "%1%",
    ] {
        let draft = Draft { content: unit.repeat(100_000 / unit.len()), ..Draft::default() };
        let n_findings = lint(&draft, Purpose::Submit).len();
        assert!(n_findings < 1_000, "{n_findings} in {unit:?}");
    }
}
