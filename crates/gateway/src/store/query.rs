//! Queries with bound values, for either engine: the shape of sqlx's own, over a [`Connection`].

use std::{fmt::Write as _, marker::PhantomData};

use sqlx::{
    Arguments as _, AssertSqlSafe, FromRow, SqlSafeStr as _, SqlStr,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};

use super::transaction::Connection;

type Result<T> = std::result::Result<T, sqlx::Error>;

/// A value to bind. An absent one has its type all the same, as PostgreSQL wants it.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Integer(Option<i64>),
    Bool(Option<bool>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($type:ty => $variant:ident($convert:expr)),* $(,)?) => {
        $(
            impl From<$type> for Value {
                fn from(value: $type) -> Self {
                    Self::$variant(Some($convert(value)))
                }
            }

            impl From<Option<$type>> for Value {
                fn from(value: Option<$type>) -> Self {
                    Self::$variant(value.map($convert))
                }
            }
        )*
    };
}

value_from! {
    i64 => Integer(|value| value),
    i32 => Integer(i64::from),
    u32 => Integer(i64::from),
    u8 => Integer(i64::from),
    bool => Bool(|value| value),
    String => Text(|value| value),
    &str => Text(str::to_owned),
    &String => Text(String::clone),
    Vec<u8> => Bytes(|value| value),
    &[u8] => Bytes(<[u8]>::to_vec),
    &Vec<u8> => Bytes(Vec::clone),
}

impl From<&i64> for Value {
    fn from(value: &i64) -> Self {
        Self::Integer(Some(*value))
    }
}

impl From<&Option<String>> for Value {
    fn from(value: &Option<String>) -> Self {
        Self::Text(value.clone())
    }
}

/// A row that both engines can be read into; `#[derive(sqlx::FromRow)]` and tuples are.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static> Row for T {}

/// What a statement did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Done {
    n_rows: u64,
}

impl Done {
    /// Rows that were written.
    pub(crate) fn rows_affected(self) -> u64 {
        self.n_rows
    }
}

/// A statement and its values.
#[derive(Debug)]
#[must_use = "a statement does nothing until it is executed"]
pub(crate) struct Query {
    sql: Sql,
    values: Vec<Value>,
}

#[derive(Debug)]
enum Sql {
    /// With `$1` and so on for the values.
    Written(&'static str),
    /// With a `?` for each value in turn.
    Built(String),
}

impl Sql {
    fn for_sqlite(self) -> SqlStr {
        match self {
            Self::Written(sql) => sql.into_sql_str(),
            Self::Built(sql) => AssertSqlSafe(sql).into_sql_str(),
        }
    }

    /// PostgreSQL knows numbered placeholders only.
    fn for_postgres(self) -> SqlStr {
        let sql = match self {
            Self::Written(sql) => return sql.into_sql_str(),
            Self::Built(sql) => sql,
        };
        let mut parts = sql.split('?');
        let mut numbered = parts.next().unwrap_or_default().to_owned();
        for (at, part) in parts.enumerate() {
            // Writing to a string does not fail.
            let _ = write!(numbered, "${}{part}", at + 1);
        }
        AssertSqlSafe(numbered).into_sql_str()
    }
}

/// A statement without rows.
pub(crate) fn query(sql: &'static str) -> Query {
    Query { sql: Sql::Written(sql), values: Vec::new() }
}

/// A statement with rows of `T`.
pub(crate) fn query_as<T: Row>(sql: &'static str) -> QueryAs<T> {
    QueryAs { query: query(sql), row: PhantomData }
}

/// A statement with rows of one column.
pub(crate) fn query_scalar<T>(sql: &'static str) -> QueryScalar<T>
where
    (T,): Row,
{
    QueryScalar(query_as(sql))
}

impl Query {
    /// A statement that a builder has put together from literals and placeholders.
    pub(super) fn built(sql: String, values: Vec<Value>) -> Self {
        Self { sql: Sql::Built(sql), values }
    }

    /// Binds the next value.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Runs it.
    pub(crate) async fn execute(self, connection: &mut Connection) -> Result<Done> {
        let n_rows = match connection {
            Connection::Sqlite(tx) => {
                let arguments = sqlite_arguments(self.values)?;
                sqlx::query_with(self.sql.for_sqlite(), arguments).execute(&mut **tx).await?.rows_affected()
            }
            Connection::Postgres(tx) => {
                let arguments = postgres_arguments(self.values)?;
                sqlx::query_with(self.sql.for_postgres(), arguments).execute(&mut **tx).await?.rows_affected()
            }
        };
        Ok(Done { n_rows })
    }
}

/// A statement with rows.
#[derive(Debug)]
#[must_use = "a query does nothing until it is fetched"]
pub(crate) struct QueryAs<T> {
    query: Query,
    row: PhantomData<T>,
}

impl<T: Row> QueryAs<T> {
    pub(super) fn built(query: Query) -> Self {
        Self { query, row: PhantomData }
    }

    /// Binds the next value.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.query = self.query.bind(value);
        self
    }

    /// Every row.
    pub(crate) async fn fetch_all(self, connection: &mut Connection) -> Result<Vec<T>> {
        let Query { sql, values } = self.query;
        match connection {
            Connection::Sqlite(tx) => {
                sqlx::query_as_with(sql.for_sqlite(), sqlite_arguments(values)?).fetch_all(&mut **tx).await
            }
            Connection::Postgres(tx) => {
                sqlx::query_as_with(sql.for_postgres(), postgres_arguments(values)?).fetch_all(&mut **tx).await
            }
        }
    }

    /// The first row, if there is one.
    pub(crate) async fn fetch_optional(self, connection: &mut Connection) -> Result<Option<T>> {
        let Query { sql, values } = self.query;
        match connection {
            Connection::Sqlite(tx) => {
                sqlx::query_as_with(sql.for_sqlite(), sqlite_arguments(values)?).fetch_optional(&mut **tx).await
            }
            Connection::Postgres(tx) => {
                sqlx::query_as_with(sql.for_postgres(), postgres_arguments(values)?).fetch_optional(&mut **tx).await
            }
        }
    }

    /// The first row.
    pub(crate) async fn fetch_one(self, connection: &mut Connection) -> Result<T> {
        self.fetch_optional(connection).await?.ok_or(sqlx::Error::RowNotFound)
    }
}

/// A statement with rows of one column.
#[derive(Debug)]
#[must_use = "a query does nothing until it is fetched"]
pub(crate) struct QueryScalar<T>(QueryAs<(T,)>)
where
    (T,): Row;

impl<T> QueryScalar<T>
where
    (T,): Row,
{
    pub(super) fn built(query: Query) -> Self {
        Self(QueryAs::built(query))
    }

    /// Binds the next value.
    pub(crate) fn bind(self, value: impl Into<Value>) -> Self {
        Self(self.0.bind(value))
    }

    /// The column of every row.
    pub(crate) async fn fetch_all(self, connection: &mut Connection) -> Result<Vec<T>> {
        Ok(self.0.fetch_all(connection).await?.into_iter().map(|(value,)| value).collect())
    }

    /// The column of the first row, if there is one.
    pub(crate) async fn fetch_optional(self, connection: &mut Connection) -> Result<Option<T>> {
        Ok(self.0.fetch_optional(connection).await?.map(|(value,)| value))
    }

    /// The column of the first row.
    pub(crate) async fn fetch_one(self, connection: &mut Connection) -> Result<T> {
        Ok(self.0.fetch_one(connection).await?.0)
    }
}

fn sqlite_arguments(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres_arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value),
            Value::Bool(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_for_postgres() {
        let sql = || Sql::Built("SELECT a FROM b WHERE c = ? AND d IN (?, ?)".into());
        assert_eq!(sql().for_postgres().as_str(), "SELECT a FROM b WHERE c = $1 AND d IN ($2, $3)");
        assert_eq!(sql().for_sqlite().as_str(), "SELECT a FROM b WHERE c = ? AND d IN (?, ?)");
    }
}
