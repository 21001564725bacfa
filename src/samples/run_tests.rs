//! The samples are run as somebody would who has copied them, against a listener that reads what they send. A tool that
//! is not on the machine is named and left out; `rustfmt` reads the Rust ones.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use super::{Language, SendCall};

/// Nothing in a sample is the key; this one comes from the environment.
const CANARY: &str = "canary-key %&+=\"'$";

/// Values that end a string, a line or a program where they are not quoted rightly.
const HOSTILE: [&str; 9] = [
    "O'Neil \"Ada\"",
    "a\\b\\n${x}$(id)`id`%{vars}",
    "line\nbreak\r\n\ttab",
    "\u{202e}txet\u{200b}\u{2028}",
    "\"#\"##",
    "😀 中文 Zoë",
    "?> <?php # // */",
    "'; exit; '",
    "&a=b+c%20d",
];

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("piecewise-samples-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the folder for temporary files harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn is_here(tool: &str) -> bool {
    let version = if tool == "java" || tool == "javac" { "-version" } else { "--version" };
    let found = Command::new(tool).arg(version).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_here = found.is_ok_and(|status| status.success());
    if !is_here {
        eprintln!("`{tool}` is not on this machine; its samples are not run");
    }
    is_here
}

/// Answers one request and gives the form that it brought.
fn listen() -> (String, thread::JoinHandle<BTreeMap<String, String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let form = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut n_octets = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let (name, value) = line.trim().split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                n_octets = value.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; n_octets];
        reader.read_exact(&mut body).unwrap();
        let answer = "{\"result\":true,\"statusCode\":200}";
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
            answer.len()
        )
        .unwrap();
        String::from_utf8(body).unwrap().split('&').filter_map(|pair| pair.split_once('=')).map(read_pair).collect()
    });
    (address, form)
}

fn read_pair((name, value): (&str, &str)) -> (String, String) {
    (decoded(name), decoded(value))
}

fn decoded(text: &str) -> String {
    let mut octets = Vec::new();
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        octets.push(match octet {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(octets).unwrap()
}

/// How the program of a language is run from a file; none where its tool is not here.
fn command(language: Language, folder: &Folder, program: &str) -> Option<Command> {
    let (tool, file) = match language {
        Language::Curl => ("sh", "send.sh"),
        Language::Python => ("python3", "send.py"),
        Language::Node => ("node", "send.mjs"),
        Language::Go => ("go", "send.go"),
        Language::Php => ("php", "send.php"),
        Language::Java => ("java", "Send.java"),
        Language::Rust => return None,
    };
    let needed = if language == Language::Curl { "curl" } else { tool };
    if !is_here(needed) {
        return None;
    }
    let path = folder.write(file, program);
    let mut command = Command::new(tool);
    if language == Language::Go {
        command.arg("run");
    }
    command.arg(path);
    Some(command)
}

/// what was typed arrives as it was typed, and the key only from the environment.
#[test]
fn a_copied_program_sends_what_was_typed() {
    let values: BTreeMap<String, String> =
        HOSTILE.iter().enumerate().map(|(at, value)| (format!("v{at}"), (*value).to_owned())).collect();
    for language in Language::ALL {
        let folder = Folder::new(language.name());
        let (base_url, form) = listen();
        let call = SendCall { base_url, template_id: 7, phone: "+65 9123 4567".into(), values: values.clone() };
        let program = call.in_language(language);
        assert!(!program.contains("canary"), "{program}");
        let Some(mut command) = command(language, &folder, &program) else { continue };
        let output = command.env("SMS_USER", "sms_1").env("SMS_KEY", CANARY).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{program}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("200"), "{program}\nsaid {said}");
        let form = form.join().unwrap();
        assert_eq!(form["smsUser"], "sms_1", "{language:?}");
        assert_eq!(form["smsKey"], CANARY, "{language:?}");
        assert_eq!(form["templateId"], "7", "{language:?}");
        assert_eq!(form["phone"], "+6591234567", "{language:?}");
        let vars: BTreeMap<String, String> = serde_json::from_str(&form["vars"]).unwrap();
        assert_eq!(vars, values, "{language:?}");
    }
}

/// The samples in Rust are Rust, formatted as it is usual.
#[test]
fn the_rust_samples_are_well_formed() {
    if !is_here("rustfmt") {
        return;
    }
    let call = SendCall {
        base_url: "http://127.0.0.1:8080".into(),
        template_id: 7,
        phone: String::new(),
        values: HOSTILE.iter().map(|value| ("v".to_owned(), (*value).to_owned())).collect(),
    };
    let folder = Folder::new("rustfmt");
    let verification = Language::Rust.verification().unwrap().to_owned();
    for (name, program) in [("send.rs", call.in_language(Language::Rust)), ("verify.rs", verification)] {
        let path = folder.write(name, &program);
        let arguments = ["--check", "--edition", "2024", "--config", "max_width=120,use_small_heuristics=Max"];
        let output = Command::new("rustfmt").args(arguments).arg(&path).output().unwrap();
        assert!(output.status.success(), "{program}\n{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// An event with its signature, computed by another program (`HMAC-SHA256`, key `secret`).
const EVENT: (&str, &str, &str) = (
    "1700000000000",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "b2df1ac86b6a4cc0b78590866892e1dbddd6affb485a4efee425503c239d62a7",
);

/// What a program is given for a signature.
type Arguments<'a> = Box<dyn Fn(&str) -> Vec<String> + 'a>;

/// The signature checks accept what is signed and nothing else.
#[test]
fn the_signature_is_checked() {
    let (timestamp, token, signature) = EVENT;
    let folder = Folder::new("verify");
    let source = |language: Language| language.verification().unwrap();
    let event = |signature: &str| {
        format!("{{\"timestamp\": {timestamp}, \"token\": \"{token}\", \"signature\": \"{signature}\"}}")
    };
    let mut runs: Vec<(Command, Arguments<'_>)> = Vec::new();
    if is_here("python3") {
        folder.write("hook.py", source(Language::Python));
        let driver = "import json, sys\nfrom hook import is_signed\nprint(is_signed(json.loads(sys.argv[1])))\n";
        let mut run = Command::new("python3");
        run.arg(folder.write("run.py", driver));
        runs.push((run, Box::new(move |signature| vec![event(signature)])));
    }
    if is_here("node") {
        folder.write("hook.mjs", source(Language::Node));
        let driver = "import { isSigned } from './hook.mjs';\nconsole.log(isSigned(JSON.parse(process.argv[2])));\n";
        let mut run = Command::new("node");
        run.arg(folder.write("run.mjs", driver));
        runs.push((run, Box::new(move |signature| vec![event(signature)])));
    }
    if is_here("javac") {
        compile_java(&folder, source(Language::Java));
        let mut run = Command::new("java");
        run.arg("-cp").arg(&folder.0).arg("Run");
        runs.push((run, Box::new(|signature| vec![timestamp.into(), token.into(), signature.into()])));
    }
    for (mut run, arguments) in runs {
        let tool = run.get_program().to_owned();
        run.env("APP_KEY", "secret");
        for (given, expected) in
            [(signature, "true"), (&signature.replace('b', "c"), "false"), ("", "false"), ("ü", "false")]
        {
            let output = Command::new(&tool)
                .args(run.get_args())
                .env("APP_KEY", "secret")
                .args(arguments(given))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout).trim().to_lowercase();
            assert_eq!(said, expected, "{tool:?} {given}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

fn compile_java(folder: &Folder, source: &str) {
    let sample = folder.write("SmsHook.java", source);
    let driver = "public class Run { public static void main(String[] a) throws Exception { \
                  System.out.println(SmsHook.isSigned(Long.parseLong(a[0]), a[1], a[2])); } }";
    let driver = folder.write("Run.java", driver);
    let files: [&Path; 2] = [&sample, &driver];
    assert!(Command::new("javac").arg("-d").arg(&folder.0).args(files).status().unwrap().success());
}
