//! Statements whose shape depends on what is asked: many rows at once, filters that may be absent.

use super::query::{Query, QueryAs, QueryScalar, Row, Value};

/// A statement in the making. Its text is made of literals and placeholders only, and no literal has a `?` in it.
#[derive(Debug)]
pub(crate) struct QueryBuilder {
    sql: String,
    values: Vec<Value>,
}

impl QueryBuilder {
    /// Starts with `sql`.
    pub(crate) fn new(sql: &'static str) -> Self {
        Self { sql: sql.into(), values: Vec::new() }
    }

    /// Adds a literal.
    pub(crate) fn push(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// Adds a placeholder for `value`.
    pub(crate) fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        // A placeholder without a number: SQLite looks numbered ones up by their names, each among all before it.
        self.sql.push('?');
        self
    }

    /// Adds placeholders for `values`, with commas between them.
    pub(crate) fn push_list(&mut self, values: impl IntoIterator<Item = impl Into<Value>>) -> &mut Self {
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.sql.push_str(", ");
            }
            self.push_bind(value);
        }
        self
    }

    /// Adds `VALUES (…), (…)`, a row for each item.
    pub(crate) fn push_rows<T, const N: usize>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        row_of: impl Fn(T) -> [Value; N],
    ) -> &mut Self {
        self.sql.push_str("VALUES ");
        for (at, item) in items.into_iter().enumerate() {
            self.sql.push_str(if at > 0 { ", (" } else { "(" });
            self.push_list(row_of(item));
            self.sql.push(')');
        }
        self
    }

    /// The statement, without rows.
    pub(crate) fn build(self) -> Query {
        Query::built(self.sql, self.values)
    }

    /// The statement, with rows of `T`.
    pub(crate) fn build_as<T: Row>(self) -> QueryAs<T> {
        QueryAs::built(self.build())
    }

    /// The statement, with rows of one column.
    pub(crate) fn build_scalar<T>(self) -> QueryScalar<T>
    where
        (T,): Row,
    {
        QueryScalar::built(self.build())
    }
}
