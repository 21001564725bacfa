//! One bar with its parts side by side.

use yew::prelude::*;

use super::{Fill, WHOLE, percent, share};
use crate::markup::html;

/// Props of [`Bar`].
#[derive(Properties, PartialEq)]
pub struct BarProps {
    /// What it shows, in words; hidden from screen readers where that stands beside it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its parts from the left.
    pub parts: Vec<(Fill, u64)>,
    /// What the whole width stands for.
    pub whole: u64,
}

/// Draws the bar.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let mut n_before = 0;
    let mut bar = crate::markup::fragment();
    for (fill, n) in props.parts.iter().filter(|(_, n)| *n > 0) {
        let left = share(n_before, props.whole.max(1));
        n_before += n;
        // The smallest part is still seen.
        let width = (share(n_before, props.whole.max(1)) - left).max(30).min(WHOLE - left.min(WHOLE));
        bar = bar.child(html! {
            <rect class="chart-part" x={percent(left)} width={percent(width)} height="100%" fill={fill.paint()} />
        });
    }
    html! {
        <svg
            class="chart-bar"
            role={props.label.as_ref().map(|_| "img")}
            aria-label={props.label.clone()}
            aria-hidden={props.label.is_none().then_some("true")}
            focusable="false"
        >
            { bar.html() }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::status::Status;

    use super::{Bar, BarProps};
    use crate::components::{chart::Fill, rendered::rendered};

    #[tokio::test]
    async fn parts_stand_side_by_side() {
        let parts = vec![(Fill::Status(Status::Delivered), 1), (Fill::Status(Status::Failed), 3)];
        let html = rendered::<Bar>(BarProps { label: None, parts, whole: 8 }).await;
        assert!(html.contains(r#"x="0.00%" width="12.50%""#), "{html}");
        assert!(html.contains(r#"x="12.50%" width="37.50%""#), "{html}");
        assert!(html.contains(r#"aria-hidden="true""#), "{html}");
    }
}
