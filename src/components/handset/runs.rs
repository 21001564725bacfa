//! Where a text changes its looks.

use piecewise_sms::{Span, template::Template};

use crate::order::sorted_by;

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Plain text.
    Plain,
    /// A link, or a part of one.
    Link,
    /// A marked part.
    Mark,
    /// A part that is both.
    MarkedLink,
}

/// A stretch of text that looks the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// How it looks.
    pub kind: RunKind,
    /// Its text, never empty.
    pub text: &'a str,
}

/// Cuts `text` where a link or a mark begins or ends. The runs concatenate to the text.
pub fn runs<'a>(text: &'a str, marks: &[Span]) -> Vec<Run<'a>> {
    let template = Template::parse(text);
    let links: Vec<Span> = template.links().iter().map(|link| link.span).collect();
    let borders: Vec<usize> = links
        .iter()
        .chain(marks)
        .flat_map(|span| [span.start as usize, span.end as usize])
        .filter(|at| text.is_char_boundary(*at))
        .chain([0, text.len()])
        .collect();
    let mut borders = sorted_by(borders, Ord::cmp);
    borders.dedup();
    borders
        .windows(2)
        .filter_map(|border| {
            let [start, end] = *border else { return None };
            let is_in =
                |spans: &[Span]| spans.iter().any(|span| span.start as usize <= start && end <= span.end as usize);
            let kind = match (is_in(&links), is_in(marks)) {
                (false, false) => RunKind::Plain,
                (true, false) => RunKind::Link,
                (false, true) => RunKind::Mark,
                (true, true) => RunKind::MarkedLink,
            };
            Some(Run { kind, text: text.get(start..end)? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use piecewise_sms::Span;

    use super::{RunKind, runs};

    #[test]
    fn runs_concatenate_to_the_text() {
        for text in ["", "a", "订单 https://例.example/一 已发货", "%a%%b% 20%\r\n\n", "👨‍👩‍👧 https://a.example"]
        {
            let marks = [Span::new(0, 1), Span::new(2, 4), Span::new(5, 900)];
            let together: String = runs(text, &marks).into_iter().map(|run| run.text).collect();
            assert_eq!(together, text);
        }
    }

    #[test]
    fn a_value_inside_a_link_is_both() {
        let text = "go https://a.example/42 now";
        let kinds: Vec<_> = runs(text, &[Span::new(21, 23)]).into_iter().map(|run| (run.kind, run.text)).collect();
        assert_eq!(
            kinds,
            [
                (RunKind::Plain, "go "),
                (RunKind::Link, "https://a.example/"),
                (RunKind::MarkedLink, "42"),
                (RunKind::Plain, " now"),
            ]
        );
    }
}
