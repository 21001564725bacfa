//! Parts that pages are made of.

mod api_call;
pub mod chart;
mod clock;
mod code_samples;
mod confirm;
mod copy_button;
mod country_checklist;
mod country_picker;
mod dialog;
mod download_button;
mod field;
mod file_chooser;
mod gate;
mod handset;
mod icon;
mod money_field;
mod notice;
mod older;
mod page_head;
mod permitted;
mod piece_count;
mod piece_view;
#[cfg(test)]
pub(crate) mod rendered;
mod save_file;
mod secret;
mod sections;
mod starters;
mod status_badge;

pub use api_call::{ApiCall, CallSamples};
pub use clock::{TimeAgo, ago, duration, span_words, use_clock};
pub(crate) use code_samples::CodeSamples;
pub use confirm::Confirm;
pub use copy_button::CopyButton;
pub use country_checklist::CountryChecklist;
pub use country_picker::CountryPicker;
pub use dialog::Dialog;
pub use download_button::DownloadButton;
pub use field::{SelectField, TextField};
pub use file_chooser::FileChooser;
pub use gate::{Gate, Reason, Waiting, WayIn};
pub use handset::{Bubble, Handset, Run, RunKind, runs};
pub use icon::{Icon, IconName};
pub use money_field::{MoneyField, amount_of};
pub use notice::ErrorNotice;
pub use older::Older;
pub use page_head::{Crumb, PageHead};
pub use permitted::Permitted;
pub use piece_count::PieceCount;
pub use piece_view::{
    Analysis, Change, Cost, ForcingList, MessageField, Overlay, OverlayKind, PieceList, PieceRing, Verdict,
};
pub use save_file::{FileKind, save_blob, save_file};
pub use secret::{Secret, SecretField};
pub use sections::Sections;
pub use starters::Starters;
pub use status_badge::{StatusBadge, status_word};
