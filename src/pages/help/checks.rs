//! What was looked at and what came of it, each with its mark in shape, colour and word.

use yew::prelude::*;

use crate::{
    components::{Icon, IconName},
    i18n::t,
    markup::html,
};

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is as it should be.
    Good,
    /// Somebody should look at it.
    Look,
    /// This is wrong.
    Bad,
    /// Nobody can say from here.
    Unknown,
}

/// A check with its result in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    /// What it says.
    pub(super) mark: Mark,
    /// The same in a sentence.
    pub(super) text: String,
    /// Its `data-test`.
    pub(super) id: &'static str,
}

impl Check {
    /// A check with its result.
    pub(super) const fn new(mark: Mark, id: &'static str, text: String) -> Self {
        Self { mark, text, id }
    }
}

/// The checks under each other.
pub(super) fn list(checks: Vec<Check>) -> Html {
    html! {
        <div role="status">
            <ul class="help-checks">
                for (at, check) in checks.into_iter().enumerate() {
                    <li key={at} class={format!("help-check help-check-{}", class(check.mark))} data-test={check.id}>
                        <Icon name={icon(check.mark)} />
                        <span>
                            <span class="visually-hidden">{ word(check.mark) }{ " " }</span>
                            { check.text }
                        </span>
                    </li>
                }
            </ul>
        </div>
    }
}

/// Numbered instructions: the texts whose keys begin with `prefix`.
pub(super) fn steps(title: String, prefix: &str) -> Html {
    html! {
        <section class="stack-tight">
            <h2>{ title }</h2>
            <ol class="help-steps">
                for (key, text) in crate::i18n::below(prefix) {
                    <li key={key}>{ text }</li>
                }
            </ol>
        </section>
    }
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => "good",
        Mark::Look => "look",
        Mark::Bad => "bad",
        Mark::Unknown => "unknown",
    }
}

const fn icon(mark: Mark) -> IconName {
    match mark {
        Mark::Good => IconName::Check,
        Mark::Look => IconName::Warning,
        Mark::Bad => IconName::Error,
        Mark::Unknown => IconName::Info,
    }
}

fn word(mark: Mark) -> String {
    match mark {
        Mark::Good => t!("help.mark.good"),
        Mark::Look => t!("help.mark.look"),
        Mark::Bad => t!("help.mark.bad"),
        Mark::Unknown => t!("help.mark.unknown"),
    }
}
