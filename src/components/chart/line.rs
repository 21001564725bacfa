//! A line over a row of things, with gaps where nothing is known.

use std::fmt::Write;

use yew::prelude::*;

use super::{
    WHOLE,
    columns::{grid_line, label_below},
    label_period, percent, place,
};
use crate::markup::html;

/// A point of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its name below, short.
    pub name: AttrValue,
    /// What it shows, in words.
    pub words: AttrValue,
    /// How high it is, in millionths; `None` where that is not known.
    pub ppm: Option<u32>,
}

/// Props of [`Line`].
#[derive(Properties, PartialEq)]
pub struct LineProps {
    /// What the picture shows, in a sentence.
    pub label: AttrValue,
    /// The points.
    pub points: Vec<Point>,
}

/// Draws the line of shares from a round percentage to all.
#[component]
pub fn Line(props: &LineProps) -> Html {
    let points = &props.points;
    let n = points.len();
    let ground = ground(points);
    let period = label_period(n);
    html! {
        <svg class="chart chart-low" role="img" aria-label={props.label.clone()}>
            for at in 0..=2 {
                <g key={at.to_string()}>
                    { grid_line(WHOLE - WHOLE * at / 2, at == 0, format!("{}%", ground + (100 - ground) * at / 2)) }
                </g>
            }
            <svg viewBox="0 0 10000 10000" preserveAspectRatio="none" width="100%" height="100%">
                <path class="chart-path" d={path(points, ground)} />
            </svg>
            for (at, point) in points.iter().enumerate() {
                <g key={at.to_string()} class="chart-column">
                    <title>{ &point.words }</title>
                    <rect class="chart-slot" x={percent(place(at, n).0)} width={percent(WHOLE / n as u64)} height="100%" />
                    if let Some(ppm) = point.ppm {
                        <circle class="chart-point" cx={percent(place(at, n).1)} cy={percent(height(ppm, ground))} r="3.5" />
                    }
                    { label_below(at, n, period, &point.name) }
                </g>
            }
        </svg>
    }
}

/// The percentage at the bottom: below every point, and with a whole middle between it and all.
fn ground(points: &[Point]) -> u64 {
    let lowest = points.iter().filter_map(|point| point.ppm).min().unwrap_or(0);
    (u64::from(lowest) / 200_000 * 20).min(80)
}

/// How far below the top a share is.
fn height(ppm: u32, ground: u64) -> u64 {
    let above = u64::from(ppm).saturating_sub(ground * 10_000);
    WHOLE - (above / (100 - ground).max(1)).min(WHOLE)
}

/// The line: known neighbours are joined.
fn path(points: &[Point], ground: u64) -> String {
    let mut path = String::new();
    let mut is_drawing = false;
    for (at, point) in points.iter().enumerate() {
        if let Some(ppm) = point.ppm {
            let step = if is_drawing { 'L' } else { 'M' };
            // Writing to a string does not fail.
            let _ = write!(path, "{step}{} {}", place(at, points.len()).1, height(ppm, ground));
        }
        is_drawing = point.ppm.is_some();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{Point, ground, height, path};

    fn points(shares: &[Option<u32>]) -> Vec<Point> {
        let point = |ppm: &Option<u32>| Point { name: "".into(), words: "".into(), ppm: *ppm };
        shares.iter().map(point).collect()
    }

    #[test]
    fn the_line_has_a_gap_where_nothing_is_known() {
        let points = points(&[Some(1_000_000), Some(500_000), None, Some(0)]);
        assert_eq!(ground(&points), 0);
        assert_eq!(path(&points, 0), "M1250 0L3750 5000M8750 10000");
    }

    #[test]
    fn the_axis_begins_at_a_round_share_below_every_point() {
        assert_eq!(ground(&points(&[Some(987_000), Some(843_000)])), 80);
        assert_eq!(height(900_000, 80), 5_000);
        assert_eq!(ground(&points(&[Some(1_000_000)])), 80, "an axis has a length");
        assert_eq!(ground(&points(&[None])), 0);
    }
}
