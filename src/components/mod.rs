//! Parts that pages are made of.

mod clock;
mod copy_button;
mod dialog;
mod gate;
mod handset;
mod icon;
mod notice;
mod page_head;
mod status_badge;

pub use clock::{TimeAgo, duration, use_clock};
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use gate::{Gate, Reason, Waiting, WayIn};
pub use handset::{Bubble, Handset, Run, RunKind, runs};
pub use icon::{Icon, IconName};
pub use notice::ErrorNotice;
pub use page_head::{Crumb, PageHead};
pub use status_badge::{StatusBadge, status_word};
