//! The whole corpus of texts through `piecewise count --jsonl`.

use std::{fs::File, io::Read, path::Path, process::Command};

use serde_json::Value;

#[test]
fn every_case_of_the_corpus_is_answered_in_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sms/tests/data/segmentation-cases.jsonl");
    let output = Command::new(env!("CARGO_BIN_EXE_piecewise"))
        .args(["count", "--jsonl"])
        .stdin(File::open(&path).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let mut corpus = String::new();
    File::open(&path).unwrap().read_to_string(&mut corpus).unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), corpus.lines().count());
    for (case, answer) in corpus.lines().zip(answers.lines()) {
        let case: Value = serde_json::from_str(case).unwrap();
        let answer: Value = serde_json::from_str(answer).unwrap();
        let name = &case["id"];
        for field in ["id", "encoding", "units", "pieces"] {
            assert_eq!(answer[field], case[field], "{field} of {name}");
        }
        let segments = answer["segments"].as_array().unwrap();
        let texts: Vec<&Value> = segments.iter().map(|segment| &segment["text"]).collect();
        assert_eq!(texts, case["segments"].as_array().unwrap().iter().collect::<Vec<_>>(), "segments of {name}");
        let n_units: u64 = segments.iter().map(|segment| segment["units"].as_u64().unwrap()).sum();
        assert_eq!(n_units, case["units"].as_u64().unwrap(), "units of the segments of {name}");
        let is_ucs2 = case["encoding"] == "UCS-2";
        assert_eq!(answer["non_gsm"].as_array().unwrap().is_empty(), !is_ucs2, "reasons of {name}");
    }
}

/// An answer must not wait for input that has not been written yet.
#[test]
fn each_line_is_answered_before_the_next_is_read() {
    use std::{
        io::{BufRead, BufReader, Write},
        process::Stdio,
    };
    let mut child = Command::new(env!("CARGO_BIN_EXE_piecewise"))
        .args(["count", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for text in ["one", "two 中"] {
        writeln!(input, "{}", serde_json::json!({ "text": text })).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["segments"][0]["text"], text);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}
