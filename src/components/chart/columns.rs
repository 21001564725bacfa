//! Stacked columns side by side: one for each day.

use yew::prelude::*;

use super::{Fill, WHOLE, label_period, percent, place, scale, share};
use crate::{
    format,
    markup::{classes, html},
};

/// A column is not wider than this, however few there are.
const WIDEST: u64 = 600;

/// Columns that have their sum written above.
const N_WITH_SUM: usize = 8;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name below, short.
    pub name: AttrValue,
    /// What it shows, in words, for a pointer that rests on it.
    pub words: AttrValue,
    /// Its parts from below.
    pub parts: Vec<(Fill, u64)>,
}

impl Column {
    fn sum(&self) -> u64 {
        self.parts.iter().map(|(_, n)| n).sum()
    }
}

/// Props of [`Columns`].
#[derive(Properties, PartialEq)]
pub struct ColumnsProps {
    /// What the picture shows, in a sentence.
    pub label: AttrValue,
    /// The columns.
    pub columns: Vec<Column>,
}

/// Draws the columns.
#[component]
pub fn Columns(props: &ColumnsProps) -> Html {
    let columns = &props.columns;
    let steps = scale::steps(columns.iter().map(Column::sum).max().unwrap_or(0));
    let top = steps.last().copied().unwrap_or(1);
    let n = columns.len();
    let width = (WHOLE * 7 / 10 / n.max(1) as u64).min(WIDEST);
    let period = label_period(n);
    html! {
        <svg class="chart" role="img" aria-label={props.label.clone()}>
            for step in steps {
                <g key={step.to_string()}>
                    { grid_line(WHOLE - share(step, top), step == 0, format::integer(step)) }
                </g>
            }
            for (at, column) in columns.iter().enumerate() {
                <g key={at.to_string()} class="chart-column">
                    <title>{ &column.words }</title>
                    <rect class="chart-slot" x={percent(place(at, n).0)} width={percent(WHOLE / n as u64)} height="100%" />
                    { stack(column, place(at, n).1.saturating_sub(width / 2), width, top) }
                    if n <= N_WITH_SUM && column.sum() > 0 {
                        <text
                            class="chart-sum"
                            x={percent(place(at, n).1)}
                            y={percent(WHOLE - share(column.sum(), top))}
                            dy="-6"
                        >
                            { format::integer(column.sum()) }
                        </text>
                    }
                    { label_below(at, n, period, &column.name) }
                </g>
            }
        </svg>
    }
}

fn stack(column: &Column, left: u64, width: u64, top: u64) -> Html {
    let mut n_below = 0;
    let mut stack = crate::markup::fragment();
    for (fill, n) in column.parts.iter().filter(|(_, n)| *n > 0) {
        n_below += n;
        let y = WHOLE - share(n_below, top);
        let height = WHOLE - share(n_below - n, top) - y;
        stack = stack.child(html! {
            <rect
                class="chart-part"
                x={percent(left)}
                y={percent(y)}
                width={percent(width)}
                height={percent(height)}
                fill={fill.paint()}
            />
        });
    }
    stack.html()
}

/// A line across the chart with its number at the left.
pub(super) fn grid_line(y: u64, is_ground: bool, number: String) -> Html {
    html! {
        <>
            <line
                class={classes!("chart-line", is_ground.then_some("chart-ground"))}
                x1="0"
                x2="100%"
                y1={percent(y)}
                y2={percent(y)}
            />
            <text class="chart-number" x="0" y={percent(y)} dx="-8" dy="4">{ number }</text>
        </>
    }
}

/// The name below, where there is room for it; every second one only on a wide screen.
pub(super) fn label_below(at: usize, n: usize, period: usize, name: &AttrValue) -> Html {
    if !at.is_multiple_of(period) {
        return Html::default();
    }
    let is_minor = n > 4 && (at / period) % 2 == 1;
    html! {
        <text
            class={classes!("chart-name", is_minor.then_some("chart-name-minor"))}
            x={percent(place(at, n).1)}
            y="100%"
            dy="20"
        >
            { name }
        </text>
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::status::Status;

    use super::{Column, Columns, ColumnsProps};
    use crate::components::{chart::Fill, rendered::rendered};

    #[tokio::test]
    async fn parts_stand_on_each_other_and_nothing_is_drawn_for_nothing() {
        let column = Column {
            name: "1 Nov".into(),
            words: "1 Nov: 3 of 4 delivered".into(),
            parts: vec![
                (Fill::Status(Status::Delivered), 3),
                (Fill::Status(Status::Sending), 0),
                (Fill::Status(Status::Failed), 1),
            ],
        };
        let html = rendered::<Columns>(ColumnsProps { label: "4 messages".into(), columns: vec![column] }).await;
        assert_eq!(html.matches("chart-part").count(), 2, "{html}");
        assert!(html.contains(r#"y="25.00%" width="6.00%" height="75.00%" fill="url(#fill-delivered)""#), "{html}");
        assert!(html.contains(r#"y="0.00%" width="6.00%" height="25.00%" fill="url(#fill-failed)""#), "{html}");
        assert!(html.contains(r#"role="img" aria-label="4 messages""#), "{html}");
        assert!(html.contains("3 of 4 delivered"), "{html}");
    }
}
