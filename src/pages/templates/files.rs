//! The drafts as a file: out of this browser and into another, where the import reads them.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    components::{FileKind, Icon, IconName, save_file},
    drafts::{self, Draft},
    i18n::t,
    markup::html,
};

const FILE_NAME: &str = "piecewise-drafts.json";

/// Props of [`ExportDrafts`].
#[derive(Properties, PartialEq)]
pub(super) struct ExportDraftsProps {
    /// Every draft of this device.
    pub(super) drafts: Rc<Vec<Draft>>,
}

/// Saves the drafts. Nothing where there are none.
#[component]
pub(super) fn ExportDrafts(props: &ExportDraftsProps) -> Html {
    let export = use_callback(Rc::clone(&props.drafts), |_: MouseEvent, drafts| {
        // A browser that refuses to save the file says so itself.
        let _ = save_file(FILE_NAME, FileKind::Json, &drafts::write_file(drafts));
    });
    if props.drafts.is_empty() {
        return Html::default();
    }
    html! {
        <button class="button button-quiet" type="button" onclick={export} data-test="export">
            <Icon name={IconName::Download} />
            <span>{ t!("templates.export") }</span>
        </button>
    }
}
