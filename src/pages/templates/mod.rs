//! Templates: the list, the editor with its drafts on this device, and a template on the gateway.

mod actions;
mod detail;
mod editor;
mod files;
mod findings;
mod import;
mod list;
mod newest;
mod order;
mod remove;
mod review;
mod rows;
mod sender;
mod state_badge;
mod suggest;
mod table;
mod versions;

pub use detail::TemplateDetailPage;
pub use editor::TemplateEditorPage;
pub use import::TemplateImportPage;
pub use list::TemplateListPage;
pub(crate) use sender::use_sender;
