//! Where a link begins: by a scheme, by `www.`, or by a domain with a known ending (R-137c).

use super::{
    chars::{ends_with_ignoring_case, is_foreign_letter, is_percent_sign, starts_with_ignoring_case},
    parse::LinkScheme,
};

/// The beginning of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// The link's first byte.
    pub(super) start: usize,
    /// The first byte after the scheme.
    pub(super) address: usize,
    /// How it begins.
    pub(super) scheme: LinkScheme,
}

/// Endings that make a domain even without a path: none of them is a word that could follow a full stop by mistake.
const DOMAINS: &[&str] = &[
    "ai", "au", "biz", "br", "ca", "cc", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gov", "hk", "info", "io",
    "jp", "kr", "ly", "net", "nz", "org", "ph", "ru", "sg", "th", "tv", "tw", "uk", "vn", "xyz",
];

/// Endings that make a domain only with a path behind them, as in `t.me/x`.
const DOMAINS_WITH_PATH: &[&str] = &[
    "ae", "app", "asia", "at", "be", "ch", "cloud", "club", "dk", "es", "fi", "gg", "gl", "id", "in", "is", "it", "la",
    "link", "live", "me", "mobi", "mx", "my", "nl", "no", "online", "page", "pl", "pro", "pt", "sa", "se", "sh",
    "shop", "site", "so", "st", "store", "tech", "to", "top", "tr", "us", "vip", "za",
];

/// Finds a link that begins in the word `start..end` of `text`, a maximal run of letters, digits, dots and hyphens.
pub(super) fn head(text: &str, start: usize, end: usize) -> Option<Head> {
    let (word, rest) = (text.get(start..end)?, text.get(end..)?);
    let n_http = if ends_with_ignoring_case(word, "https") {
        5
    } else if ends_with_ignoring_case(word, "http") {
        4
    } else {
        0
    };
    if let Some(after) = rest.strip_prefix("://") {
        if !begins_address(after) {
            return None;
        }
        let (start, scheme) = match word.get(word.len() - n_http..) {
            Some("https") => (end - 5, LinkScheme::Https),
            Some("http") => (end - 4, LinkScheme::Http),
            Some("") | None => (start + own_scheme(word)?, LinkScheme::Other),
            Some(_) => (end - n_http, LinkScheme::Broken),
        };
        return Some(Head { start, address: end + 3, scheme });
    }
    if n_http > 0
        && let Some(n_bytes) = broken_separator(rest)
    {
        return Some(Head { start: end - n_http, address: end + n_bytes, scheme: LinkScheme::Broken });
    }
    if ends_with_ignoring_case(word, "javascript")
        && rest.strip_prefix(':').is_some_and(|code| code.starts_with(|c: char| c.is_ascii_graphic()))
    {
        return Some(Head { start: end - 10, address: end + 1, scheme: LinkScheme::Script });
    }
    bare(text, start, word, rest)
}

/// A link without a scheme; an e-mail address is none, and neither is the rest of `%shop%.example.com`.
fn bare(text: &str, start: usize, word: &str, rest: &str) -> Option<Head> {
    let before = text.get(..start)?;
    if before.ends_with('@') || before.strip_suffix('.').is_some_and(|head| head.ends_with(is_percent_sign)) {
        return None;
    }
    let n_skipped = word.as_bytes().windows(2).rposition(|pair| pair == b"..").map_or(0, |dots| dots + 2);
    let start = start + n_skipped;
    let name = word.get(n_skipped..)?.trim_end_matches(['.', '-']);
    let rest = if word.ends_with(['.', '-']) { "" } else { rest };
    if !(is_www(name) || !rest.starts_with('@') && is_domain(name, rest)) {
        return None;
    }
    let n_slashes = if n_skipped == 0 && before.ends_with("//") { 2 } else { 0 };
    Some(Head { start: start - n_slashes, address: start, scheme: LinkScheme::Missing })
}

fn is_www(name: &str) -> bool {
    starts_with_ignoring_case(name, "www.") && name.len() > 4
}

fn is_domain(name: &str, rest: &str) -> bool {
    let Some((labels, ending)) = name.rsplit_once('.') else { return false };
    let is_ending = ending.bytes().all(|b| b.is_ascii_lowercase()) || ending == "COM";
    let is_number = labels.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let among = |endings: &[&str]| endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    is_ending
        && !is_number
        && labels.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && (among(DOMAINS) || (rest.starts_with(['/', '?', '#']) && among(DOMAINS_WITH_PATH)))
}

/// Where in `word` a scheme of another kind begins, as in `ftp` or `myapp`.
fn own_scheme(word: &str) -> Option<usize> {
    let start = word.rfind('.').map_or(0, |dot| dot + 1);
    word.get(start..)?.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(start)
}

/// Bytes of what stands for `://` after `http` in `HTTP//`, `http:/`, `http;//` or `http：//`.
fn broken_separator(rest: &str) -> Option<usize> {
    let after_colon = rest.strip_prefix([':', ';', '：']).unwrap_or(rest);
    let address = after_colon.trim_start_matches(['/', '\\']);
    let n_slashes = after_colon.len() - address.len();
    let n_least = if after_colon.len() < rest.len() { 1 } else { 2 };
    ((n_least..=3).contains(&n_slashes) && begins_address(address)).then_some(rest.len() - address.len())
}

fn begins_address(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[' || is_percent_sign(c) || is_foreign_letter(c))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use crate::template::Template;

    #[track_caller]
    fn check(text: &str, links: &[&str]) {
        let template = Template::parse(text);
        let found: Vec<&str> = template.links().iter().map(|link| link.text.as_str()).collect();
        assert_eq!(found, links, "in {text:?}");
    }

    /// R-137a to R-137c: what is a link.
    #[test]
    fn links_are_found_however_they_begin() {
        check("Track it here: https://example.com/track ", &["https://example.com/track"]);
        check("here:https://example.com/orders", &["https://example.com/orders"]);
        check("seehttp://e.com now", &["http://e.com"]);
        check("详情https://e.com/a。", &["https://e.com/a"]);
        check(
            "Https://e.com HTTP//e.com http:/e.com http：//e.com",
            &["Https://e.com", "HTTP//e.com", "http:/e.com", "http：//e.com"],
        );
        check("ftp://e.com/f myapp://open", &["ftp://e.com/f", "myapp://open"]);
        check("javascript:alert(1)", &["javascript:alert(1)"]);
        check("www.example.com or example.com/x", &["www.example.com", "example.com/x"]);
        check("//cdn.example.com/x t.me/abc bit.ly/3xY", &["//cdn.example.com/x", "t.me/abc", "bit.ly/3xY"]);
        check("Hello...example.com.", &["example.com"]);
        check("https://例子.测试/a", &["https://例子.测试/a"]);
    }

    #[test]
    fn ordinary_text_has_no_links() {
        for text in [
            "3.5 kg, e.g. this. U.S.A order.Thanks",
            "mail bob@example.com or a.co@example.org",
            "ASP.NET Node.js 2.0.io S.p.A. 10.000,00 Dr.No/x",
            "HTTP/2 and and/or 24/7 http:// https://",
            "Thanks.It is done.to you. Call Tel:62223333",
            "%shop%.example.com/x",
            "Your data: 5 GB. JavaScript: a language",
            "... .com -.net .. //",
        ] {
            check(text, &[]);
        }
    }

    /// D2: where a link ends.
    #[test]
    fn a_link_ends_before_closing_punctuation() {
        check("(https://e.com/a)", &["https://e.com/a"]);
        check("https://e.com/a_(b) x", &["https://e.com/a_(b)"]);
        check("https://e.com/a?!... ", &["https://e.com/a"]);
        check("https://e.com/a,next", &["https://e.com/a"]);
        check("https://e.com/@1.35,103.8 x", &["https://e.com/@1.35,103.8"]);
        check("\"https://e.com/a\" 'https://e.com/b'", &["https://e.com/a", "https://e.com/b"]);
        check("https://e.com/%id%/x?n=%客户名%。", &["https://e.com/%id%/x?n=%客户名%"]);
        check("https://e.com/a％", &["https://e.com/a"]);
    }
}
