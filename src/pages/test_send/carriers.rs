//! How a person calls the phones of a test, by message: "Pixel 9, Singtel". Kept on this device.

use crate::storage;

const KEY: &str = "piecewise.test_carriers";
const N_REMEMBERED: usize = 200;

/// How the phone of a message is called; nothing where nobody said.
pub(super) fn carrier_of(message_id: &str) -> Option<String> {
    find(&storage::read(KEY).unwrap_or_default(), message_id)
}

/// Remembers how the phone of a message is called.
pub(super) fn remember(message_id: &str, carrier: &str) {
    if !carrier.is_empty() {
        storage::write(KEY, &with(&storage::read(KEY).unwrap_or_default(), message_id, carrier));
    }
}

fn find(kept: &str, message_id: &str) -> Option<String> {
    let mut pairs = kept.lines().filter_map(|line| line.split_once('\t'));
    pairs.find(|(id, _)| *id == message_id).map(|(_, carrier)| carrier.to_owned())
}

fn with(kept: &str, message_id: &str, carrier: &str) -> String {
    let carrier: String = carrier.chars().filter(|c| !c.is_control()).take(60).collect();
    let newest = format!("{message_id}\t{carrier}");
    let lines: Vec<&str> = std::iter::once(newest.as_str()).chain(kept.lines()).take(N_REMEMBERED).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{N_REMEMBERED, find, with};

    ///
    #[test]
    fn the_last_carriers_are_remembered() {
        let mut kept = String::new();
        for n in 0..300 {
            kept = with(&kept, &n.to_string(), &format!("Pixel\t{n}\n"));
        }
        assert_eq!(find(&kept, "299").as_deref(), Some("Pixel299"));
        assert_eq!(find(&kept, "0"), None);
        assert_eq!(kept.lines().count(), N_REMEMBERED);
    }
}
