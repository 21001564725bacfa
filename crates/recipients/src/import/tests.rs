//! Files as people have them, and files that are not what they claim.

use super::*;

/// Rows as `number: field|field`, with the file cut into chunks of `n_bytes`.
fn rows_in(file: &[u8], n_bytes: usize) -> Result<Vec<String>, FileFault> {
    let mut importer = Importer::new(ImportOptions::default());
    let mut rows = Vec::new();
    let mut keep = |record: Record<'_>| {
        rows.push(format!("{}: {}", record.row(), record.fields().collect::<Vec<_>>().join("|")));
    };
    for chunk in file.chunks(n_bytes) {
        importer.push(chunk, &mut keep)?;
    }
    importer.finish(&mut keep)?;
    Ok(rows)
}

#[track_caller]
fn check(file: &[u8], expected: &[&str]) {
    for n_bytes in [1, 3, 7, 1000] {
        let rows = rows_in(file, n_bytes);
        assert_eq!(rows.as_deref(), Ok(expected.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>().as_slice()));
    }
}

fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn every_dialect_is_read() {
    check(b"phone,name\n+6591234567,Ann\n", &["1: phone|name", "2: +6591234567|Ann"]);
    check(b"\xEF\xBB\xBFphone;name\r\n+65;\"Lee; \"\"Al\"\"\"\r\n", &["1: phone|name", "2: +65|Lee; \"Al\""]);
    check(b"phone\tname\r+65\tAnn", &["1: phone|name", "2: +65|Ann"]);
    check("phone|name\n+65|张三\n".as_bytes(), &["1: phone|name", "2: +65|张三"]);
    check(b"sep=;\r\nphone;name\r\n1;2\r\n", &["2: phone|name", "3: 1|2"]);
}

/// Rows are numbered as the person's own program numbers them.
#[test]
fn blank_rows_and_line_breaks_in_cells_are_counted_as_a_spreadsheet_does() {
    check(b"a,b\n\n\"x\ny\",1\n , \nlast,2", &["1: a|b", "3: x\ny|1", "5: last|2"]);
    check(b"a,b\r\n\r\n\"x\r\ny\",1\r\nlast,2\r\n", &["1: a|b", "3: x\r\ny|1", "4: last|2"]);
}

#[test]
fn every_encoding_is_read() {
    let text = "phone;name\n+65;Zoë 张三\n";
    let expected = ["1: phone|name", "2: +65|Zoë 张三"];
    check(text.as_bytes(), &expected);
    check(&utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes), &expected);
    check(&utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes), &expected);
    check(&utf_16("phone;name\n+65;Zoë\n", u16::to_le_bytes), &["1: phone|name", "2: +65|Zoë"]);
    let gbk = encoding_rs::GBK.encode("手机号,姓名\n13800138000,张三\n13800138001,李四王五\n").0;
    check(&gbk, &["1: 手机号|姓名", "2: 13800138000|张三", "3: 13800138001|李四王五"]);
    check(b"phone,name\n+33,Fran\xE7ois\n+33,H\xE9l\xE8ne\n", &["1: phone|name", "2: +33|François", "3: +33|Hélène"]);
    let russian = encoding_rs::WINDOWS_1251.encode("телефон;имя\n+7;Екатерина\n+7;Александр\n").0;
    check(&russian, &["1: телефон|имя", "2: +7|Екатерина", "3: +7|Александр"]);
}

/// The first character beyond ASCII may come late.
#[test]
fn a_long_ascii_beginning_decides_nothing() {
    let mut file = b"phone,name\n".to_vec();
    for _ in 0..10_000 {
        file.extend_from_slice(b"+6591234567,Ann\n");
    }
    let n_ascii_rows = 10_001;
    for (last, expected) in [("+33,Zoé\n".as_bytes(), "Zoé"), (b"+33,Zo\xE9 Fran\xE7ois\n", "Zoé François")] {
        let mut whole = file.clone();
        whole.extend_from_slice(last);
        let rows = rows_in(&whole, 5000).unwrap();
        assert_eq!(rows.len(), n_ascii_rows + 1);
        assert_eq!(rows.last().map(String::as_str), Some(format!("10002: +33|{expected}").as_str()));
    }
}

#[track_caller]
fn check_fault(file: &[u8], expected: &FileFault) {
    assert_eq!(rows_in(file, 4096).as_ref().err(), Some(expected));
}

#[test]
fn what_is_no_list_is_refused() {
    check_fault(b"", &FileFault::Empty);
    check_fault(b" \r\n\n", &FileFault::Empty);
    check_fault(b"%PDF-1.7 ...", &FileFault::NotAList(FileKind::Pdf));
    check_fault(&[0x7F, b'E', b'L', b'F', 2, 1, 0, 0, 0, 3], &FileFault::NotAList(FileKind::Binary));
    check_fault(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &FileFault::NotAList(FileKind::OldSpreadsheet));
    check_fault("x,".repeat(10_000).as_bytes(), &FileFault::TooManyColumns(1));
    check_fault(b"PK\x03\x04 and nothing else", &FileFault::Damaged);
}

/// One endless line takes no more memory than a row may have.
#[test]
fn an_endless_line_is_refused_early() {
    let mut importer = Importer::new(ImportOptions::default());
    let chunk = vec![b'7'; 64 << 10];
    let n_taken = (0..100_000).take_while(|_| importer.push(&chunk, |_| ()).is_ok()).count();
    assert!(n_taken < 8, "{n_taken} chunks were taken");
    check_fault(format!("a,b\n\"{}", "x".repeat(1 << 20)).as_bytes(), &FileFault::RowTooLong(2));
}

/// A spreadsheet with the parts `sheet` and, if it is not empty, `strings`.
fn spreadsheet(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write};

    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let relations = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let book = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let root = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 5] = [
        ("_rels/.rels", root),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ];
    for (name, content) in parts.into_iter().filter(|(_, content)| !content.is_empty()) {
        archive.start_file(name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const SHEET_HEAD: &str =
    r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

#[test]
fn a_spreadsheet_is_read() {
    let sheet = format!(
        r#"{SHEET_HEAD}<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>6591234567</v></c><c r="C3" t="inlineStr"><is><t>Zoë</t></is></c></row>
        <row r="4"><c r="A4"><v>1.5</v></c></row></sheetData></worksheet>"#
    );
    let strings = br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>phone</t></si><si><t>name</t></si></sst>"#;
    check(&spreadsheet(sheet.as_bytes(), strings), &["1: phone||name", "3: 6591234567||Zoë", "4: 1.5"]);
}

/// A small archive that unpacks to more than anybody has memory for.
#[test]
fn a_bomb_is_refused() {
    let one_cell = format!("{SHEET_HEAD}<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "a".repeat(4 << 20));
    check_fault(&spreadsheet(one_cell.as_bytes(), b""), &FileFault::Bomb);
    let wide = format!(r#"{SHEET_HEAD}<row r="1"><c r="NTP1"><v>1</v></c></row></sheetData></worksheet>"#);
    check_fault(&spreadsheet(wide.as_bytes(), b""), &FileFault::TooManyColumns(1));
}
