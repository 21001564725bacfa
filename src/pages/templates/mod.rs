//! Templates: the list, the editor with its drafts on this device, and a template on the gateway.

mod delete_draft;
mod detail;
mod editor;
mod files;
mod list;
mod rows;
mod state_badge;

pub use detail::TemplateDetailPage;
pub use editor::TemplateEditorPage;
pub use list::TemplateListPage;
