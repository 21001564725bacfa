//! The rows of the list: drafts and templates in one order.

use std::rc::Rc;

use piecewise_api::{Template, TemplateVersion};
use piecewise_sms::{
    pieces::count,
    template::{ContentType, ReviewState},
};

use super::{newest::newest, order::Order};
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

    /// Reads [`Shelf::as_str`] back; all where it is none.
    pub(super) fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|shelf| shelf.as_str() == name).unwrap_or(Self::All)
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

/// Everything, in this order.
pub(super) fn rows(drafts: &[Draft], templates: &[Rc<Template>], order: Order) -> Vec<Row> {
    let local = drafts.iter().cloned().map(Row::Local);
    let remote = templates.iter().map(|template| Row::Remote(Rc::clone(template)));
    sorted_by(local.chain(remote).collect(), |a, b| order.compare(a, b))
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
            Self::Remote(template) => {
                let newest = newest(template);
                let moments = [newest.submitted_at_ms, newest.reviewed_at_ms, newest.withdrawn_at_ms];
                moments.into_iter().flatten().fold(template.submitted_at_ms, i64::max)
            }
        }
    }

    /// The version that is to replace the one that may be sent, if there is one.
    pub(super) fn successor(&self) -> Option<&TemplateVersion> {
        match self {
            Self::Local(_) => None,
            Self::Remote(template) => template.successor.as_ref(),
        }
    }

    /// A template stands on two shelves while its next version is under way.
    pub(super) fn stands_on(&self, chosen: Shelf) -> bool {
        let state = match chosen {
            Shelf::All => return true,
            Shelf::Drafts => ReviewState::Draft,
            Shelf::InReview => ReviewState::InReview,
            Shelf::Approved => ReviewState::Approved,
            Shelf::Rejected => ReviewState::Rejected,
        };
        self.state() == state || self.successor().is_some_and(|successor| successor.state == state)
    }

    /// Whether its name or its content has these words, or its id is this number.
    pub(super) fn matches(&self, needle: &str) -> bool {
        let needle = needle.trim().to_lowercase();
        let is_id = match self {
            Self::Local(_) => false,
            Self::Remote(template) => template.id.to_string() == needle,
        };
        is_id || self.name().to_lowercase().contains(&needle) || self.content().to_lowercase().contains(&needle)
    }
}

/// A template for tests.
#[cfg(test)]
pub(super) fn sample(id: i64, state: ReviewState, submitted_at_ms: i64) -> Rc<Template> {
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

#[cfg(test)]
mod tests {
    use super::{Draft, ReviewState, Row, Shelf, newest, rows, sample};
    use crate::{pages::templates::order::Order, query::Query};

    #[test]
    fn drafts_and_templates_are_in_one_order_last_changed_first() {
        let draft = |id: &str, at| Draft { updated_at_ms: at, ..Draft::new(id.into()) };
        let ordered = |sort: &str| {
            let order = Order::of(&Query::default().with("sort", sort));
            let rows = rows(&[draft("a", 5), draft("b", 1)], &[sample(7, ReviewState::Approved, 3)], order);
            rows.iter().map(Row::key).collect::<Vec<_>>()
        };
        assert_eq!(ordered(""), ["draft-a", "template-7", "draft-b"]);
        assert_eq!(ordered("changed-up"), ["draft-b", "template-7", "draft-a"]);
        assert_eq!(ordered("name-down"), ["template-7", "draft-a", "draft-b"]);
    }

    #[test]
    fn a_row_is_found_by_name_and_content_on_its_shelf() {
        let row = Row::Remote(sample(7, ReviewState::Approved, 3));
        assert!(
            row.matches("order")
                && row.matches("7")
                && row.matches(" HI %name")
                && row.matches("")
                && !row.matches("otp")
        );
        assert!(row.stands_on(Shelf::All) && row.stands_on(Shelf::Approved) && !row.stands_on(Shelf::Drafts));
        let mut template = (*sample(7, ReviewState::Approved, 3)).clone();
        template.successor = Some(piecewise_api::TemplateVersion { state: ReviewState::InReview, ..newest(&template) });
        let row = Row::Remote(template.into());
        assert!(row.stands_on(Shelf::Approved) && row.stands_on(Shelf::InReview) && !row.stands_on(Shelf::Rejected));
    }
}
