//! Cuts a module into what is loaded at the start and the parts that are loaded later.
//!
//! Each part has a file of its own, and what several parts need is one file that all of them share. The parts go into
//! the folder `parts` beside the bindings, and the script that loads them among the bindings' snippets.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs,
    hash::{DefaultHasher, Hasher},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, anyhow, bail, ensure};
use wasmparser::{Parser, Payload, TypeRef};

/// The variable that asks for it.
pub(crate) const WISH: &str = "PIECEWISE_SPLIT";

/// What the compiler writes today, which the optimiser must be told where the module does not say it any more.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What the parts call the module that is loaded at the start.
const MAIN: &str = "__wasm_split";

/// What the frame of a merged part calls it, which must be another name.
const OUTSIDE: &str = "outside";

/// The name of the file with what several parts need.
const SHARED: &str = "shared";

/// What loads the parts, but for their list.
const SCRIPT: &str = include_str!("parts.js");

/// A call of `wasm-bindgen` for a page, as Trunk makes it.
pub(crate) struct Call {
    at_input: usize,
    input: PathBuf,
    out: PathBuf,
    name: String,
}

impl Call {
    /// The call in `args`; none where it is not for a page.
    pub(crate) fn of(args: &[OsString]) -> Option<Self> {
        let is_for_page = args.iter().any(|arg| arg == "--target=web");
        let out = args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--out-dir="))?;
        let name = args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--out-name="))?.to_owned();
        let at_input = args.iter().skip(1).position(|arg| Path::new(arg).extension() == Some(OsStr::new("wasm")))? + 1;
        is_for_page.then(|| Self { at_input, input: PathBuf::from(&args[at_input]), out: PathBuf::from(out), name })
    }

    fn parts(&self) -> PathBuf {
        self.out.join("parts")
    }

    fn scripts(&self) -> PathBuf {
        self.out.join("snippets").join("parts")
    }

    /// Removes what an earlier call left.
    pub(crate) fn clear(&self) -> anyhow::Result<()> {
        for folder in [self.parts(), self.scripts()] {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
            }
        }
        Ok(())
    }

    /// Writes the parts, and gives the arguments to make the bindings of what is loaded at the start.
    pub(crate) fn split(&self, mut args: Vec<OsString>) -> anyhow::Result<Vec<OsString>> {
        let module = fs::read(&self.input).with_context(|| format!("cannot read {}", self.input.display()))?;
        let hash = hash_of(&module);
        let work = self.out.join("split");
        if work.exists() {
            fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
        }
        for folder in [&work, &self.parts(), &self.scripts()] {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let script = format!("parts-{hash}.js");
        let main = work.join("main").with_file_name(self.input.file_name().context("the module has no name")?);
        let link_name = format!("./snippets/parts/{script}");
        let mut options = wasm_split_cli_support::Options::new(&module);
        options.output_dir = &work;
        options.main_out_path = &main;
        options.link_name = &link_name;
        // The library writes its own script there, of which nothing is used.
        fs::create_dir_all(work.join("snippets").join("parts")).context("cannot write the parts")?;
        let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cannot split: {error:?}"))?;

        let plan = Plan::of(&split.prefetch_map);
        let shared = plan.shared.iter().map(|stem| work.join(format!("{stem}.wasm"))).collect::<Vec<_>>();
        let mut files = BTreeMap::new();
        if let Some(first) = shared.first() {
            let whole = if shared.len() == 1 { first.clone() } else { merged(&shared, &work)? };
            files.insert(SHARED.to_owned(), whole);
        }
        for (part, stem) in &plan.own {
            files.insert(part.clone(), work.join(format!("{stem}.wasm")));
        }
        std::thread::scope(|scope| {
            let optimising: Vec<_> = files
                .iter()
                .map(|(name, file)| (file, self.parts().join(format!("{name}-{hash}.wasm"))))
                .map(|(file, to)| scope.spawn(move || optimise(file, &to)))
                .collect();
            optimising.into_iter().try_for_each(|each| each.join().map_err(|_| anyhow!("a part was lost"))?)
        })?;
        fs::write(self.scripts().join(&script), plan.script(&hash)).context("cannot write the script of the parts")?;
        args[self.at_input] = main.into();
        // The table of functions is among them, by which the parts and the module call each other.
        args.push("--keep-lld-exports".into());
        Ok(args)
    }

    /// Ends the lines of the bindings that import the script, for Trunk's minifier insists on it.
    pub(crate) fn finish_bindings(&self) -> anyhow::Result<()> {
        let file = self.out.join(format!("{}.js", self.name));
        let bindings = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let end =
            |line: &str| if line.starts_with("import * as ") { format!("{line};\n") } else { format!("{line}\n") };
        let ended: String = bindings.lines().map(end).collect();
        fs::write(&file, ended).with_context(|| format!("cannot write {}", file.display()))
    }
}

/// Which files the parts need.
struct Plan {
    /// Each part with its own file, where there is anything in it.
    own: BTreeMap<String, String>,
    /// The names of all parts.
    parts: Vec<String>,
    /// The files that more than one part needs.
    shared: Vec<String>,
}

impl Plan {
    fn of(files: &std::collections::HashMap<String, Vec<String>>) -> Self {
        let mut n_uses = BTreeMap::<&str, usize>::new();
        for stem in files.values().flatten() {
            *n_uses.entry(stem).or_default() += 1;
        }
        let shared = n_uses.iter().filter(|(_, n)| **n > 1).map(|(stem, _)| (*stem).to_owned()).collect();
        let own = files
            .iter()
            .filter_map(|(part, stems)| {
                Some((part.clone(), stems.iter().find(|stem| n_uses[stem.as_str()] == 1)?.clone()))
            })
            .collect();
        let mut parts: Vec<_> = files.keys().cloned().collect();
        parts.sort();
        Self { own, parts, shared }
    }

    /// The script, which exports what the module imports: a function to load each part.
    fn script(&self, hash: &str) -> String {
        let mut loaders = String::new();
        let mut table = String::from("{");
        for part in &self.parts {
            let is_shared = (!self.shared.is_empty()).then_some(SHARED);
            let files: Vec<_> =
                is_shared.into_iter().chain(self.own.contains_key(part).then_some(part.as_str())).collect();
            table.extend([" ", part, &format!(": {files:?},")]);
            loaders.extend(["export const __wasm_split_load_", part, " = loader(\"", part, "\");\n"]);
        }
        table.push_str(" }");
        SCRIPT.replace("HASH", hash).replace("PARTS", &table) + &loaders
    }
}

/// Makes one module of several that need nothing of each other but what is loaded at the start.
fn merged(files: &[PathBuf], work: &Path) -> anyhow::Result<PathBuf> {
    // Each would bring a memory of its own from outside. So they get it from a module that has only that.
    let frame = work.join("frame.wat");
    fs::write(&frame, frame_of(files)?).context("cannot write the frame of the parts")?;
    let merged = work.join("merged.wasm");
    let mut command = Command::new("wasm-merge");
    command.arg(&frame).arg(MAIN);
    for (at, file) in files.iter().enumerate() {
        command.arg(file).arg(format!("part{at}"));
    }
    run(command.args(FEATURES).arg("--enable-multimemory").arg("--output").arg(&merged))?;
    Ok(merged)
}

/// A module in text that hands on what `files` take from the one that is loaded at the start.
fn frame_of(files: &[PathBuf]) -> anyhow::Result<String> {
    let mut taken = BTreeMap::new();
    for file in files {
        let module = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        for payload in Parser::new(0).parse_all(&module) {
            let Payload::ImportSection(section) = payload? else { continue };
            for import in section.into_imports() {
                let import = import?;
                ensure!(import.module == MAIN, "a part takes `{}` from `{}`", import.name, import.module);
                taken.insert(import.name.to_owned(), type_in_text(import.ty)?);
            }
        }
    }
    let mut text = String::from("(module\n");
    for (at, (name, (kind, ty))) in taken.iter().enumerate() {
        let taken = format!("(import \"{OUTSIDE}\" \"{name}\" ({kind} $i{at} {ty}))\n");
        let handed_on = format!("(export \"{name}\" ({kind} $i{at}))\n");
        text.extend([taken, handed_on]);
    }
    text.push_str(")\n");
    Ok(text)
}

fn type_in_text(ty: TypeRef) -> anyhow::Result<(&'static str, String)> {
    Ok(match ty {
        TypeRef::Memory(memory) => ("memory", memory.initial.to_string()),
        TypeRef::Table(table) => ("table", format!("{} funcref", table.initial)),
        TypeRef::Global(global) if global.mutable => ("global", format!("(mut {})", global.content_type)),
        TypeRef::Global(global) => ("global", global.content_type.to_string()),
        other => bail!("a part takes something that is handed on by no module yet: {other:?}"),
    })
}

fn optimise(from: &Path, to: &Path) -> anyhow::Result<()> {
    run(Command::new("wasm-opt").arg("-Oz").args(FEATURES).arg("--output").arg(to).arg(from))
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// One hash for all parts: their places in memory and in the table are agreed among them.
fn hash_of(module: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(module);
    hasher.write(SCRIPT.as_bytes());
    format!("{:016x}", hasher.finish())
}
