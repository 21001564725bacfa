//! Who may call what: one table of routes, one table of roles, and the one place that holds every request to them.
//!
//! **How to add a route.** Add a row to [`ROUTES`]: the method, the path below `/api/v1` as the router has it, and what it
//! asks for. [`Access::Needs`] names a permission; if none fits, add one to `piecewise_api::Permission` and its row to
//! the matrix in `roles.rs` and to the table in `docs/operating.md`. A route without a row is refused for everyone, so
//! its first test fails. The handler takes a `Person` (whoever is signed in) and checks no role itself; every query in it
//! filters by `person.account_id`, so that what belongs to another account answers 404. `tests/http/roles.rs` then calls
//! the route with every role, and compares the rows with the OpenAPI document; a path with an id of a new kind also wants
//! that id in `tests/http/others.rs`.

mod guard;
mod roles;
mod routes;

pub(crate) use guard::guard;
pub use roles::{allows, permissions_of};
pub use routes::{Access, ROUTES, Route};
