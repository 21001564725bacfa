//! The findings for people, drawn under the text they are about.

use std::{
    io::{self, Write},
    path::Path,
};

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use piecewise_sms::{
    Lang,
    template::{self, Diagnostic, Draft, Field, Reading, Severity},
};

use super::answer::Findings;
use crate::{
    draw,
    palette::{ERROR, QUIET, STRONG},
};

/// Says which template of which file the following is about.
pub(crate) fn heading(path: &Path, at: usize, name: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let name = name.map(|name| format!(" {}", draw::inline(name))).unwrap_or_default();
    writeln!(out, "{STRONG}{}[{at}]{name}{STRONG:#}", path.display())
}

/// Says that a template could not be read.
pub(crate) fn unreadable(problem: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{ERROR}error:{ERROR:#} {problem}\n")
}

pub(crate) fn write(draft: &Draft, findings: &Findings, out: &mut impl Write) -> io::Result<()> {
    // Colours are always written here; the stream takes them out where they are not wanted.
    let renderer = Renderer::styled();
    for diagnostic in &findings.diagnostics {
        writeln!(out, "{}\n", renderer.render(&report(draft, diagnostic)))?;
    }
    let of = |severity| findings.diagnostics.iter().filter(|found| found.severity() == severity).count();
    let totals = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning"), (of(Severity::Info), "note")];
    let said: Vec<_> = totals.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| plural(n, noun)).collect();
    let verdict = if said.is_empty() { "nothing to object to".to_owned() } else { said.join(", ") };
    let counts = &findings.counts;
    writeln!(
        out,
        "{STRONG}{verdict}{STRONG:#} · pieces: {} as written, {} with examples, {} at worst{}",
        counts.raw.count.n_pieces,
        counts.examples.count.n_pieces,
        counts.worst.count.n_pieces,
        unknown(&counts.examples)
    )?;
    list("variables", &findings.template.variables(), out)?;
    let links: Vec<_> = findings.template.links().iter().map(|link| link.text.as_str()).collect();
    list("links", &links, out)?;
    writeln!(out)
}

fn report<'a>(draft: &'a Draft, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::NOTE,
    };
    let (origin, text) = match &diagnostic.field {
        Field::Content => ("content".to_owned(), Some(draft.content.as_str())),
        Field::Name => ("name".to_owned(), draft.name.as_deref()),
        Field::Value(variable) => (format!("example of {variable}"), draft.examples.get(variable).map(String::as_str)),
        _ => (String::new(), None),
    };
    let title = level.primary_title(template::message(diagnostic, Lang::En)).id(diagnostic.code.as_str());
    let Some(text) = text.filter(|_| diagnostic.span.start < diagnostic.span.end) else {
        return vec![Group::with_title(title)];
    };
    let place = diagnostic.span.start as usize..diagnostic.span.end as usize;
    let snippet = Snippet::source(text).path(origin).annotation(AnnotationKind::Primary.span(place));
    let mut groups = vec![title.element(snippet)];
    if let Some(fix) = &diagnostic.fix {
        let patches = fix
            .edits
            .iter()
            .map(|edit| Patch::new(edit.span.start as usize..edit.span.end as usize, edit.insert.as_str()));
        let help = Level::HELP.secondary_title(template::fix_title(fix, Lang::En));
        groups.push(help.element(Snippet::source(text).patches(patches)));
    }
    groups
}

fn unknown(reading: &Reading) -> String {
    if reading.unknown.is_empty() {
        return String::new();
    }
    format!(" (no example for {})", draw::inline(&reading.unknown.join(", ")))
}

fn list(title: &str, items: &[&str], out: &mut impl Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "{QUIET}{title}:{QUIET:#} {}", draw::inline(&items.join(", ")))
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
