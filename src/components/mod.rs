//! Parts that pages are made of.

mod icon;
mod page_head;

pub use icon::{Icon, IconName};
pub use page_head::{Crumb, PageHead};
