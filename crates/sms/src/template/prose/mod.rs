//! Findings in words: what, why, what to do, in at most two short sentences.
//!
//! The words stand in one table for each language. `{s}`, `{p}`, `{n}` and `{m}` are the facts; `{n|piece|pieces}`
//! is the word that fits the number. Facts are put in literally and never read as words again.

use alloc::string::{String, ToString};

use super::{Diagnostic, Facts, Fix, FixTitle, limits};
use crate::Lang;

mod en;
mod zh_cn;

/// Characters of a quoted text before it is cut with `…`.
const N_QUOTED_CHARS: usize = limits::N_NAME_CHARS;

/// Says `diagnostic` in `lang`.
///
/// ```
/// use piecewise_sms::{Lang, template::{Draft, Purpose, lint, message}};
///
/// let draft = Draft { content: "详情https://example.com/a ".into(), ..Draft::default() };
/// let finding = &lint(&draft, Purpose::Edit)[1];
/// assert_eq!(
///     message(finding, Lang::En),
///     "The link touches “情”, so phones may not recognize it. Put a space before the link.",
/// );
/// assert_eq!(message(finding, Lang::ZhCn), "链接与前面的“情”连在一起，手机可能无法识别。请在链接前加一个空格。");
/// ```
pub fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::message,
        Lang::ZhCn => zh_cn::message,
    };
    fill(words(diagnostic.code, diagnostic.facts.case), &diagnostic.facts)
}

/// What the button of `fix` says in `lang`.
pub fn fix_title(fix: &Fix, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::fix_title,
        Lang::ZhCn => zh_cn::fix_title,
    };
    let insert = fix.edits.first().map(|edit| edit.insert.as_str()).unwrap_or_default();
    let shown = match fix.title {
        FixTitle::Replace if fix.edits.len() > 1 => None,
        FixTitle::Replace if insert.trim().is_empty() => Some(""),
        _ => Some(insert),
    };
    let facts = Facts { subject: shown.unwrap_or_default().into(), ..Facts::default() };
    let case = match (shown, insert) {
        (None, _) => "all",
        (Some(""), "\n") => "break",
        (Some(""), _) => "space",
        (Some(_), _) => "",
    };
    fill(words(fix.title, case), &facts)
}

/// Puts `facts` into `words`.
fn fill(words: &str, facts: &Facts) -> String {
    let mut filled = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        let mut parts = slot.split('|');
        let fact = parts.next().unwrap_or_default();
        let number = if fact == "m" { facts.m } else { facts.n };
        match (fact, parts.next(), parts.next()) {
            (_, Some(one), Some(many)) => filled.push_str(if number == 1 { one } else { many }),
            ("s", ..) => push_quoted(&mut filled, &facts.subject),
            ("p", ..) => push_quoted(&mut filled, &facts.proposal),
            _ => filled.push_str(&number.to_string()),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn push_quoted(filled: &mut String, text: &str) {
    match text.char_indices().nth(N_QUOTED_CHARS) {
        Some((end, _)) => {
            filled.push_str(text.get(..end).unwrap_or_default());
            filled.push('…');
        }
        None => filled.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::{Facts, fill, fix_title, message};
    use crate::{Lang, template::rules::RULES};

    #[test]
    fn every_finding_and_every_fix_has_words_in_every_language() {
        for lang in Lang::ALL {
            let mut said = BTreeSet::new();
            for rule in RULES {
                for (case, stage) in
                    rule.bad.iter().flat_map(|case| rule.stages.iter().map(move |stage| (case, *stage)))
                {
                    for finding in case.findings(stage) {
                        let words = message(&finding, lang);
                        assert!(words.ends_with(['.', '。', '?', '？']), "{finding:?} is said as {words:?}");
                        assert!(!words.contains(['{', '}', '|']), "{words:?}");
                        let bare = Facts { case: finding.facts.case, ..Facts::default() };
                        let bare = message(&finding.clone().with_facts(bare), lang);
                        assert!(bare.matches(['。', '？']).count() <= 2 && bare.matches(". ").count() <= 1, "{bare:?}");
                        said.insert((words, finding.code.as_str()));
                        let title = finding.fix.map(|fix| fix_title(&fix, lang));
                        assert_ne!(title.as_deref(), Some(""), "{}", finding.code.as_str());
                        assert!(!title.is_some_and(|title| title.contains(['{', '}'])));
                    }
                }
            }
            assert!(said.len() > 2 * RULES.len(), "every case has its own words");
        }
    }

    #[test]
    fn facts_are_never_read_as_words() {
        let facts = Facts { subject: "{p}{n|a|b}".into(), n: 1, m: 2, ..Facts::default() };
        assert_eq!(fill("“{s}” {n} {n|piece|pieces} {m} {m|piece|pieces}", &facts), "“{p}{n|a|b}” 1 piece 2 pieces");
    }
}
