//! The gateway as the console sees it: the only module that builds its URLs or touches its JSON.
//!
//! [`GatewayProvider`] keeps what several pages need (session, service, templates, messages, wallet, prices) in one
//! reducer and feeds it from the event stream; [`Gateway`] is the handle with which pages ask for things. Nothing
//! here has words for people: errors are values, and `components::notice` says them.

mod address;
pub(crate) mod assets;
pub(crate) mod calls;
mod doing;
mod error;
mod events;
mod export;
mod gateway;
mod http;
mod idempotency;
mod key;
mod live;
mod loadable;
mod pages;
mod provider;
mod resource;
mod routes;
mod settled;
mod state;
mod task;
mod version;

pub use doing::{Doing, use_doing};
pub use error::ClientError;
pub use export::Export;
pub use gateway::{Gateway, use_gateway};
pub use http::Answer;
pub use idempotency::IdempotencyKey;
pub use key::SmsKey;
pub(crate) use live::Live;
pub use loadable::Loadable;
pub use pages::{Page, Pages, ReadPage, use_pages};
pub use provider::GatewayProvider;
pub use resource::{Resource, use_resource};
pub use settled::use_settled;
pub(crate) use state::is_at_least_as_late;
pub use state::{Action, GatewayState, MessageLog, SessionState, SignedOutWhy, Stream};
pub use task::{Signal, Task, spawn_logged};
pub use version::{NewVersion, use_new_version};
