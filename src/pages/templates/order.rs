//! The order of the list: by which column, and which way.

use std::cmp::Ordering;

use piecewise_sms::template::ContentType;

use super::rows::Row;
use crate::query::Query;

/// By what the rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Kind,
    State,
    Pieces,
    Changed,
}

impl Column {
    pub(super) const ALL: [Self; 5] = [Self::Name, Self::Kind, Self::State, Self::Pieces, Self::Changed];

    /// Its name in the address.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "type",
            Self::State => "state",
            Self::Pieces => "pieces",
            Self::Changed => "changed",
        }
    }

    /// The key of its words.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Name => "templates.name",
            Self::Kind => "templates.type",
            Self::State => "templates.state",
            Self::Pieces => "editor.pieces",
            Self::Changed => "templates.changed",
        }
    }
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: Column,
    pub(super) is_down: bool,
}

impl Order {
    /// Last changed first, unless the address says otherwise.
    pub(super) fn of(query: &Query) -> Self {
        let asked = query.get("sort").unwrap_or("changed-down");
        let (name, way) = asked.rsplit_once('-').unwrap_or((asked, "up"));
        let column = Column::ALL.into_iter().find(|column| column.as_str() == name);
        column.map_or(Self { column: Column::Changed, is_down: true }, |column| Self { column, is_down: way == "down" })
    }

    /// What a press on the head of `column` asks for, as it stands in the address.
    pub(super) fn pressed(self, column: Column) -> String {
        let is_down = if self.column == column { !self.is_down } else { column == Column::Changed };
        if column == Column::Changed && is_down {
            return String::new();
        }
        format!("{}-{}", column.as_str(), if is_down { "down" } else { "up" })
    }

    /// How `column` is ordered, as `aria-sort` says it.
    pub(super) fn aria(self, column: Column) -> Option<&'static str> {
        (self.column == column).then_some(if self.is_down { "descending" } else { "ascending" })
    }

    pub(super) fn compare(self, a: &Row, b: &Row) -> Ordering {
        let order = match self.column {
            Column::Name => a.name().to_lowercase().cmp(&b.name().to_lowercase()),
            Column::Kind => a.kind().map(ContentType::as_str).cmp(&b.kind().map(ContentType::as_str)),
            Column::State => a.state().as_str().cmp(b.state().as_str()),
            Column::Pieces => a.n_pieces().cmp(&b.n_pieces()),
            Column::Changed => a.changed_at_ms().cmp(&b.changed_at_ms()),
        };
        if self.is_down { order.reverse() } else { order }
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Order};
    use crate::query::Query;

    /// the order stands in the address.
    #[test]
    fn a_head_turns_its_order_around() {
        let order = Order::of(&Query::default());
        assert_eq!(
            (order.column, order.is_down, order.pressed(Column::Name)),
            (Column::Changed, true, "name-up".into())
        );
        let order = Order::of(&Query::read("?sort=name-up"));
        assert_eq!((order.column, order.pressed(Column::Name)), (Column::Name, "name-down".into()));
        assert_eq!(order.pressed(Column::Changed), "", "the usual order needs no word");
        assert_eq!((order.aria(Column::Name), order.aria(Column::State)), (Some("ascending"), None));
        assert_eq!(Order::of(&Query::read("?sort=luck")), Order::of(&Query::default()));
    }
}
