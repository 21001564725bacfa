//! The rows of the list: drafts and templates in one order.

use std::rc::Rc;

use piecewise_api::Template;
use piecewise_sms::{
    pieces::count,
    template::{ContentType, ReviewState},
};

use crate::{drafts::Draft, order::sorted_by, routes::Route};

/// Which templates are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shelf {
    All,
    Drafts,
    InReview,
    Approved,
    Rejected,
}

impl Shelf {
    pub(super) const ALL: [Self; 5] = [Self::All, Self::Drafts, Self::InReview, Self::Approved, Self::Rejected];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Drafts => "drafts",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    /// A draft on this device.
    Local(Draft),
    /// A template on the gateway.
    Remote(Rc<Template>),
}

/// Everything, last changed first.
pub(super) fn rows(drafts: &[Draft], templates: &[Rc<Template>]) -> Vec<Row> {
    let local = drafts.iter().cloned().map(Row::Local);
    let remote = templates.iter().map(|template| Row::Remote(Rc::clone(template)));
    sorted_by(local.chain(remote).collect(), |a, b| b.changed_at_ms().cmp(&a.changed_at_ms()))
}

impl Row {
    pub(super) fn key(&self) -> String {
        match self {
            Self::Local(draft) => format!("draft-{}", draft.id),
            Self::Remote(template) => format!("template-{}", template.id),
        }
    }

    pub(super) fn route(&self) -> Route {
        match self {
            Self::Local(draft) => Route::TemplateDraft { id: draft.id.clone() },
            Self::Remote(template) => Route::Template { id: template.id },
        }
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Local(draft) => &draft.name,
            Self::Remote(template) => &template.name,
        }
    }

    pub(super) fn content(&self) -> &str {
        match self {
            Self::Local(draft) => &draft.content,
            Self::Remote(template) => &template.content,
        }
    }

    pub(super) fn kind(&self) -> Option<ContentType> {
        match self {
            Self::Local(draft) => draft.content_type,
            Self::Remote(template) => Some(template.content_type),
        }
    }

    pub(super) fn state(&self) -> ReviewState {
        match self {
            Self::Local(_) => ReviewState::Draft,
            Self::Remote(template) => template.state,
        }
    }

    pub(super) fn n_pieces(&self) -> u32 {
        count(self.content()).n_pieces
    }

    pub(super) fn changed_at_ms(&self) -> i64 {
        match self {
            Self::Local(draft) => draft.updated_at_ms,
            Self::Remote(template) => template.reviewed_at_ms.unwrap_or(template.submitted_at_ms),
        }
    }

    pub(super) fn stands_on(&self, chosen: Shelf) -> bool {
        match chosen {
            Shelf::All => true,
            Shelf::Drafts => self.state() == ReviewState::Draft,
            Shelf::InReview => self.state() == ReviewState::InReview,
            Shelf::Approved => self.state() == ReviewState::Approved,
            Shelf::Rejected => self.state() == ReviewState::Rejected,
        }
    }

    /// Whether its name or its content has these words.
    pub(super) fn matches(&self, needle: &str) -> bool {
        let needle = needle.trim().to_lowercase();
        self.name().to_lowercase().contains(&needle) || self.content().to_lowercase().contains(&needle)
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentType, Draft, Rc, ReviewState, Row, Shelf, Template, rows};

    fn template(id: i64, state: ReviewState, submitted_at_ms: i64) -> Rc<Template> {
        Rc::new(Template {
            id,
            name: "Order_Update".into(),
            content_type: ContentType::Notification,
            content: "Hi %name% ".into(),
            examples: [].into(),
            countries: vec![],
            state,
            submitted_at_ms,
            reviewed_at_ms: None,
            rejection: None,
            version: 1,
            withdrawn_at_ms: None,
            successor: None,
        })
    }

    #[test]
    fn drafts_and_templates_are_in_one_order_last_changed_first() {
        let draft = |id: &str, at| Draft { updated_at_ms: at, ..Draft::new(id.into()) };
        let rows = rows(&[draft("a", 5), draft("b", 1)], &[template(7, ReviewState::Approved, 3)]);
        assert_eq!(rows.iter().map(Row::key).collect::<Vec<_>>(), ["draft-a", "template-7", "draft-b"]);
    }

    #[test]
    fn a_row_is_found_by_name_and_content_on_its_shelf() {
        let row = Row::Remote(template(7, ReviewState::Approved, 3));
        assert!(row.matches("order") && row.matches(" HI %name") && row.matches("") && !row.matches("otp"));
        assert!(row.stands_on(Shelf::All) && row.stands_on(Shelf::Approved) && !row.stands_on(Shelf::Drafts));
    }
}
