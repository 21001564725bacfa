//! What a file is, by its first bytes: names lie.

use super::FileKind;

const SIGNATURES: &[(&[u8], FileKind)] = &[
    (b"PK\x03\x04", FileKind::Spreadsheet),
    (b"PK\x05\x06", FileKind::Archive),
    (b"\xD0\xCF\x11\xE0", FileKind::OldSpreadsheet),
    (b"%PDF", FileKind::Pdf),
    (b"\x89PNG", FileKind::Image),
    (b"\xFF\xD8\xFF", FileKind::Image),
    (b"GIF8", FileKind::Image),
    (b"\x1F\x8B", FileKind::Archive),
    (b"7z\xBC\xAF", FileKind::Archive),
    (b"Rar!", FileKind::Archive),
    (b"BZh", FileKind::Archive),
    (b"\xFD7zXZ", FileKind::Archive),
    (b"\x28\xB5\x2F\xFD", FileKind::Archive),
];

/// What begins with `sample`.
pub(super) fn kind_of(sample: &[u8]) -> FileKind {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| sample.starts_with(signature)) {
        return *kind;
    }
    if super::decode::utf_16(sample).is_some() {
        return FileKind::Text;
    }
    let start = sample.trim_ascii_start();
    let begins = |word: &[u8]| start.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if begins(b"<!doctype html") || begins(b"<html") {
        return FileKind::WebPage;
    }
    // Control characters that no list has: a few may be damage, many are a program's.
    let n_controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    if sample.contains(&0) || n_controls * 100 > sample.len() { FileKind::Binary } else { FileKind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(kind_of(b"phone,name\n"), FileKind::Text);
        assert_eq!(kind_of(b"\xFF\xFEp\0h\0"), FileKind::Text);
        assert_eq!(kind_of(b"p\0h\0o\0n\0e\0\n\0"), FileKind::Text);
        assert_eq!(kind_of(b"PK\x03\x04rest"), FileKind::Spreadsheet);
        assert_eq!(kind_of(b"%PDF-1.7"), FileKind::Pdf);
        assert_eq!(kind_of(b" <!DOCTYPE html><p>"), FileKind::WebPage);
        assert_eq!(kind_of(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0"), FileKind::Binary);
    }
}
