//! Many numbers from a CSV file: the whole table or nothing.

use crate::i18n::t;
use piecewise_api::{ProblemKind, SuppressionImported};
use yew::prelude::*;

use crate::{
    client::{ClientError, calls, use_doing, use_gateway},
    components::{ErrorNotice, FileChooser, Icon, IconName},
    i18n::plural,
    markup::html,
};

/// Props of [`Import`].
#[derive(Properties, PartialEq)]
pub(super) struct ImportProps {
    /// There are other entries.
    pub(super) on_change: Callback<()>,
}

/// The button, and what became of the last file.
#[component]
pub(super) fn Import(props: &ImportProps) -> Html {
    let gateway = use_gateway();
    let imported = use_state_eq(|| None::<SuppressionImported>);
    let doing = use_doing();
    let on_read = {
        let (doing, imported, on_change) = (doing.clone(), imported.setter(), props.on_change.clone());
        Callback::from(move |csv: String| {
            let answer = gateway.ask(calls::suppression::import(csv));
            let (imported, on_change) = (imported.clone(), on_change.clone());
            doing.start(
                "import suppressed numbers",
                Box::pin(async move {
                    imported.set(None);
                    imported.set(Some(answer.await?));
                    on_change.emit(());
                    Ok(())
                }),
            );
        })
    };
    let refusal = doing.refusal();
    let faults = refusal.as_ref().and_then(faults_of);
    html! {
        <section class="card stack" aria-labelledby="import-suppressed">
            <div class="stack-tight">
                <h2 id="import-suppressed">{ t!("suppression.import_title") }</h2>
                <p class="muted">{ t!("suppression.import_what") }</p>
                <code class="command">{ "phone,scope,reason,evidence" }</code>
            </div>
            <div class="row">
                <FileChooser label={t!("suppression.import")} accept=".csv,text/csv" {on_read} test="import-suppression" />
            </div>
            <div role="status" data-test="imported">
                if doing.is_under_way() {
                    <p>{ t!("suppression.importing") }</p>
                }
                if let Some(imported) = *imported {
                    <p>{ said(imported) }</p>
                }
            </div>
            if let Some(faults) = faults {
                <div class="notice notice-error" role="alert" data-test="import-faults">
                    <Icon name={IconName::Error} />
                    <div class="notice-body">
                        <p class="notice-title">{ t!("suppression.import_refused") }</p>
                        <ul class="notice-list">
                            for (at, fault) in faults.iter().enumerate() {
                                <li key={at}>{ fault }</li>
                            }
                        </ul>
                    </div>
                </div>
            } else if let Some(error) = refusal {
                <ErrorNotice {error} />
            }
        </section>
    }
}

fn said(imported: SuppressionImported) -> String {
    let added = plural("suppression.n_added", imported.n_added.unsigned_abs());
    let already = plural("suppression.n_already", imported.n_already.unsigned_abs());
    format!("{added} {already}")
}

/// The faults of a table, one for each line of it, as the gateway lists them.
fn faults_of(error: &ClientError) -> Option<Vec<String>> {
    let is_about_the_table = error.kind() == Some(ProblemKind::Malformed) && error.field() == Some("csv");
    let detail = error.detail().filter(|_| is_about_the_table)?;
    Some(detail.lines().map(str::to_owned).collect())
}
