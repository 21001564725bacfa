//! Templates: the list, the editor with its drafts on this device, and a template on the gateway.

mod detail;
mod editor;
mod list;

pub use detail::TemplateDetailPage;
pub use editor::TemplateEditorPage;
pub use list::TemplateListPage;
