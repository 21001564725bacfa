//! The editor's state: what is written, whether it is kept, and how far the submission is.

use std::rc::Rc;

use piecewise_sms::template::{ContentType, samples::Sample};
use yew::prelude::*;

use crate::{
    client::ClientError,
    components::Change,
    drafts::{Draft, StoreError},
};

/// Whether the draft is kept on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Nothing was changed since it was opened.
    Untouched,
    /// There are changes that are not kept yet.
    Changed,
    /// It is being written.
    Writing,
    /// It is kept.
    Kept,
    /// It could not be kept.
    Refused(StoreError),
}

/// How far the submission is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Submission {
    /// Not tried yet.
    Open,
    /// Tried; what is missing is shown from now on. Counts the tries, so that each moves the focus.
    Checked(u32),
    /// On its way.
    Sending,
    /// Complete, but nobody is signed in on a gateway.
    NeedsGateway,
    /// The gateway refused it.
    Refused(ClientError),
}

/// Everything the editor knows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Editing {
    pub(super) draft: Draft,
    pub(super) keeping: Keeping,
    pub(super) submission: Submission,
    /// The content before the last replacement, while it can be taken back.
    pub(super) undo: Option<String>,
    /// Whether missing parts are shown.
    pub(super) shows_missing: bool,
    n_tries: u32,
}

/// What can change it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    Opened(Draft),
    Kind(ContentType),
    Name(String),
    Content(String),
    Changed(Change),
    NameFixed(String),
    Undone,
    Example { variable: String, value: String },
    Countries(Vec<String>),
    StartedFrom(Sample),
    Writing,
    Stored(Result<Draft, StoreError>),
    Checked,
    Sending,
    NeedsGateway,
    Submitted,
    Refused(ClientError),
}

impl Editing {
    pub(super) fn of(draft: Draft) -> Self {
        Self {
            draft,
            keeping: Keeping::Untouched,
            submission: Submission::Open,
            undo: None,
            shows_missing: false,
            n_tries: 0,
        }
    }

    /// Whether the draft should be written soon.
    pub(super) fn is_waiting(&self) -> bool {
        self.keeping == Keeping::Changed && !self.draft.is_empty()
    }

    fn touch(&mut self) {
        if !matches!(self.keeping, Keeping::Refused(StoreError::Changed(_) | StoreError::Deleted)) {
            self.keeping = Keeping::Changed;
        }
        if !matches!(self.submission, Submission::Sending) {
            self.submission = if self.shows_missing { Submission::Checked(self.n_tries) } else { Submission::Open };
        }
    }

    fn set_content(&mut self, content: String) {
        self.draft.content = content;
        self.touch();
    }

    fn stored(&mut self, result: Result<Draft, StoreError>) {
        self.keeping = match result {
            Ok(stored) => {
                self.draft.revision = stored.revision;
                self.draft.updated_at_ms = stored.updated_at_ms;
                if stored.says_the_same(&self.draft) { Keeping::Kept } else { Keeping::Changed }
            }
            Err(error) => Keeping::Refused(error),
        };
    }
}

impl Reducible for Editing {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Opened(draft) => next = Self::of(draft),
            Action::Kind(kind) => {
                next.draft.content_type = Some(kind);
                next.touch();
            }
            Action::Name(name) | Action::NameFixed(name) => {
                next.draft.name = name;
                next.touch();
            }
            Action::Content(content) => {
                next.undo = None;
                next.set_content(content);
            }
            Action::Changed(change) => {
                next.undo = Some(next.draft.content.clone());
                let content = change.apply(&next.draft.content);
                next.set_content(content);
            }
            Action::Undone => {
                if let Some(before) = next.undo.take() {
                    next.set_content(before);
                }
            }
            Action::Example { variable, value } => {
                if value.is_empty() {
                    next.draft.examples.remove(&variable);
                } else {
                    next.draft.examples.insert(variable, value);
                }
                next.touch();
            }
            Action::Countries(countries) => {
                next.draft.countries = countries;
                next.touch();
            }
            Action::StartedFrom(sample) => {
                let start = sample.draft();
                next.draft.content_type = start.content_type;
                if next.draft.name.is_empty() {
                    next.draft.name = start.name.unwrap_or_default();
                }
                next.draft.examples = start.examples;
                next.set_content(start.content);
            }
            Action::Writing => next.keeping = Keeping::Writing,
            Action::Stored(result) => next.stored(result),
            Action::Checked => {
                next.shows_missing = true;
                next.n_tries += 1;
                next.submission = Submission::Checked(next.n_tries);
            }
            Action::Sending => next.submission = Submission::Sending,
            Action::NeedsGateway => next.submission = Submission::NeedsGateway,
            // What was handed in is no draft any more, so nothing waits to be kept.
            Action::Submitted => next.keeping = Keeping::Untouched,
            Action::Refused(error) => next.submission = Submission::Refused(error),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Change, Draft, Editing, Keeping, Rc, Reducible, StoreError, Submission};

    fn after(actions: Vec<Action>) -> Rc<Editing> {
        actions.into_iter().fold(Rc::new(Editing::of(Draft::new("a".into()))), Reducible::reduce)
    }

    fn stored(content: &str) -> Draft {
        Draft { content: content.into(), revision: 1, ..Draft::new("a".into()) }
    }

    #[test]
    fn what_is_typed_while_the_draft_is_written_is_written_next() {
        let typed = |text: &str| Action::Content(text.into());
        let state = after(vec![typed("a"), Action::Writing, typed("ab"), Action::Stored(Ok(stored("a")))]);
        assert_eq!((&state.keeping, state.draft.revision), (&Keeping::Changed, 1));
        assert!(state.is_waiting());
        let state = after(vec![typed("a"), Action::Writing, Action::Stored(Ok(stored("a")))]);
        assert_eq!(state.keeping, Keeping::Kept);
    }

    /// Two tabs: typing on does not hide that the other tab changed the draft.
    #[test]
    fn a_conflict_stays_until_a_person_decides() {
        let conflict = Keeping::Refused(StoreError::Changed(Box::new(stored("theirs"))));
        let state = after(vec![
            Action::Content("mine".into()),
            Action::Stored(Err(StoreError::Changed(Box::new(stored("theirs"))))),
            Action::Content("mine!".into()),
        ]);
        assert_eq!(state.keeping, conflict);
        assert!(!state.is_waiting());
        let state = after(vec![Action::Stored(Err(StoreError::Deleted)), Action::Opened(stored("theirs"))]);
        assert_eq!((state.keeping.clone(), state.draft.content.as_str()), (Keeping::Untouched, "theirs"));
    }

    #[test]
    fn an_empty_draft_is_not_kept() {
        assert!(!after(vec![Action::Content("a".into()), Action::Content(String::new())]).is_waiting());
    }

    /// what is missing is shown from the first try on, and not before.
    #[test]
    fn missing_parts_are_shown_after_the_first_try() {
        assert!(!after(vec![Action::Content("a".into())]).shows_missing);
        let state = after(vec![Action::Checked, Action::Content("a".into())]);
        assert!(state.shows_missing);
        assert_eq!(state.submission, Submission::Checked(1));
    }

    #[test]
    fn a_fix_can_be_taken_back() {
        let fix = Action::Changed(Change::Whole("b".into()));
        assert_eq!(after(vec![Action::Content("a".into()), fix, Action::Undone]).draft.content, "a");
    }
}
