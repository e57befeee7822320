//! The API table against the real crates: every path in it exists, every example compiles before and after, and a bad row is refused at
//! its line. Crates that are not among our dev-dependencies cannot be compiled here; their rows are counted.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes and reads its own files")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_unblock::base::DefPath;
use cargo_unblock::rules::{ApiKind, ApiRow, Applicability, Contexts, Effect, Level, MacroKind, Practices, Replacement, Rules};

/// The crates whose paths are compiled: std, and our dependencies.
const COMPILED: [&str; 8] = ["std", "tokio", "fs_err", "camino", "fs2", "fs4", "fslock", "walkdir"];

/// Paths of compiled crates that this build does not have: another operating system, `--cfg tokio_unstable`, or an older version.
const ABSENT: [&str; 8] = [
    "fs4::FileExt::lock_exclusive",
    "fs4::AsyncFileExt::lock_exclusive",
    "std::os::windows::",
    "fs_err::os::windows::",
    "tokio::fs::symlink_",
    "fs_err::tokio::symlink_",
    "tokio::task::Builder::",
    "tokio::task::join_set::Builder::",
];

fn is_compiled(path: &str) -> bool {
    let crate_name = path.split("::").next().unwrap_or(path);
    COMPILED.contains(&crate_name) && !ABSENT.iter().any(|absent| path.starts_with(absent) && !path.ends_with("::symlink_metadata"))
}

fn rows() -> impl Iterator<Item = &'static ApiRow> {
    Rules::embedded().apis().map(|(_, row)| row)
}

/// Every path that the table and the contexts write.
fn all_paths() -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for rule in Rules::embedded() {
        paths.extend(rule.handles.iter().map(ToString::to_string));
    }
    for row in rows() {
        paths.insert(row.path.to_string());
        paths.extend(row.traits.iter().cloned());
        if let Replacement::Path(path) | Replacement::Shape { path, .. } = &row.replacement {
            paths.insert(path.clone());
        }
    }
    let contexts = Contexts::embedded();
    let takers = [&contexts.spawners, &contexts.handlers, &contexts.initialisers].into_iter().flat_map(|takers| takers.keys());
    paths.extend(contexts.offloaders.keys().chain(takers).map(ToString::to_string));
    for poll in &contexts.poll_functions {
        paths.extend(poll.methods.iter().map(|method| poll.trait_path.join(method).to_string()));
    }
    paths
}

/// A package in the build's folder that depends on the crates of [`COMPILED`] in the versions of our lock file.
fn package(name: &str, source: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let version = |name: &str| {
        let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n"))).unwrap();
        entry.split("version = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    };
    let (tokio, fs_err, camino) = (version("tokio"), version("fs-err"), version("camino"));
    let (fs2, fs4, fslock, walkdir) = (version("fs2"), version("fs4"), version("fslock"), version("walkdir"));
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\ncamino = \"={camino}\"\n\
         fs-err = {{ version = \"={fs_err}\", features = [\"tokio\"] }}\ntokio = {{ version = \"={tokio}\", features = [\"full\"] }}\n\
         fs2 = \"={fs2}\"\nfs4 = {{ version = \"={fs4}\", features = [\"tokio\"] }}\nfslock = \"={fslock}\"\n\
         walkdir = \"={walkdir}\"\n"
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules").join(name);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("Cargo.lock"), lock).unwrap();
    std::fs::write(folder.join("src/lib.rs"), source).unwrap();
    folder
}

/// The errors that the compiler has about the package in `folder`: code and text.
fn errors(folder: &Path) -> Vec<(String, String)> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--quiet", "--message-format=json"]).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", folder.with_file_name("target")).env_remove("RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    let output = cargo.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_finished = messages.iter().any(|message| message["reason"] == "build-finished");
    assert!(is_finished, "cargo could not start: {}", String::from_utf8_lossy(&output.stderr));
    let reported = messages.iter().map(|message| &message["message"]).filter(|message| message["level"] == "error");
    // "aborting due to …" has no place in the source.
    let placed = reported.filter(|message| message["spans"].as_array().is_some_and(|spans| !spans.is_empty()));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    placed.map(|message| (text(&message["code"]["code"]), text(&message["rendered"]))).collect()
}

#[test]
fn every_path_exists_in_the_real_crates() {
    // A generic function cannot be named without its type arguments: if it is there, the compiler asks for them and for nothing else.
    const ASKS_FOR_TYPES: [&str; 4] = ["E0282", "E0283", "E0284", "E0790"];
    let mut source = String::from("#![allow(warnings)]\nuse std::io::{BufRead, Read};\n");
    for (number, path) in all_paths().iter().filter(|path| is_compiled(path)).enumerate() {
        let is_type = DefPath::new(path).last().starts_with(char::is_uppercase);
        let probe = if is_type { format!("use {path} as _;") } else { format!("fn path_{number}() {{ let _ = {path}; }}") };
        writeln!(source, "{probe}").unwrap();
    }
    let errors = errors(&package("paths", &source));
    let is_wrong = |code: &str| !ASKS_FOR_TYPES.contains(&code);
    let wrong: String = errors.iter().filter(|(code, _)| is_wrong(code)).map(|(_, text)| text.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong}");
    assert!(!errors.is_empty(), "nothing was compiled");
}

#[test]
fn the_rows_that_cannot_be_compiled_are_counted() {
    let left: Vec<&str> = rows().map(|row| row.path.as_str()).filter(|path| !is_compiled(path)).collect();
    let crates: BTreeSet<&str> = left.iter().filter_map(|path| path.split("::").next()).collect();
    let expected = [
        "async_io",
        "async_std",
        "fs4",
        "fs_err",
        "futures",
        "futures_executor",
        "futures_lite",
        "git2",
        "pollster",
        "reqwest",
        "rusqlite",
        "smol",
        "std",
        "tempfile",
        "ureq",
        "which",
    ];
    assert_eq!(crates, BTreeSet::from(expected));
    assert!(left.len() <= 153, "{} rows", left.len());
}

/// What else a fixture may do with tokio, so that the stub takes what the real crate takes.
const USES: &str = r#"
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
async fn chooses(mut receiver: tokio::sync::mpsc::Receiver<u8>, is_open: bool) -> Option<u8> {
    tokio::select! {
        biased;
        Some(value) = receiver.recv(), if is_open => { Some(value) }
        _ = tokio::time::sleep(std::time::Duration::ZERO) => None,
        text = tokio::fs::read_to_string("a.txt") => { text.ok()?.bytes().next() },
        else => None,
    }
}
async fn joins() -> std::io::Result<(String, Vec<u8>)> {
    let (exists, listener) = tokio::join!(tokio::fs::try_exists("a.txt"), tokio::net::TcpListener::bind("localhost:0"));
    let (_, _): (bool, tokio::net::TcpListener) = (exists?, listener?);
    let file = tokio::fs::File::open("a.txt");
    tokio::pin!(file);
    file.await?;
    tokio::try_join!(tokio::fs::read_to_string("a.txt"), tokio::fs::read("a.txt"))
}
async fn spawns(path: std::path::PathBuf) -> std::io::Result<usize> {
    let lengths = std::sync::Arc::new(tokio::sync::Mutex::new(Vec::new()));
    let task = tokio::spawn(async move {
        let mut text = String::new();
        let file = tokio::fs::OpenOptions::new().read(true).open(&path).await?;
        let mut reader = tokio::io::BufReader::new(file.take(64));
        reader.read_line(&mut text).await?;
        reader.read_to_string(&mut text).await?;
        lengths.lock().await.push(text.len());
        tokio::io::stdout().write_all(text.as_bytes()).await?;
        Ok::<_, std::io::Error>(text.len())
    });
    let length = tokio::task::spawn_blocking(|| std::fs::read("b.txt")).await??.len();
    let timed = tokio::time::timeout(std::time::Duration::from_secs(1), task).await;
    Ok(length + timed.map_err(std::io::Error::from)???)
}
"#;

/// Each example twice, before and after, as the body that its documentation promises.
fn examples(wanted: impl Fn(&ApiRow) -> bool) -> String {
    let mut source = format!("#![allow(warnings)]\n{USES}");
    for (number, row) in rows().enumerate().filter(|(_, row)| wanted(row)) {
        let Some(example) = &row.example else { continue };
        for (when, body) in [("before", &example.before), ("after", &example.after)] {
            writeln!(source, "async fn {when}_{number}() -> std::io::Result<()> {{\n{body}\nOk(())\n}}").unwrap();
        }
    }
    source
}

#[test]
fn every_example_compiles_with_the_real_crates() {
    let errors = errors(&package("examples", &examples(|row| is_compiled(row.path.as_str()))));
    assert!(errors.is_empty(), "{}", errors.into_iter().map(|(_, text)| text).collect::<String>());
}

#[test]
fn every_example_of_std_and_tokio_compiles_with_the_stub_of_tokio() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules/stub");
    std::fs::create_dir_all(&folder).unwrap();
    let rustc = |name: &str, file: &Path, more: &[&str]| {
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.args(["--edition=2021", "--crate-type=lib", "--emit=metadata", "--crate-name", name, "--out-dir"]).arg(&folder).arg(file);
        let output = rustc.args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    rustc("tokio", &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tokio/src/lib.rs"), &["-Dwarnings"]);
    let file = folder.join("examples.rs");
    std::fs::write(&file, examples(|row| ["std", "tokio"].iter().any(|name| row.path.as_str().starts_with(&format!("{name}::"))))).unwrap();
    rustc("examples", &file, &["--extern", &format!("tokio={}", folder.join("libtokio.rmeta").display())]);
}

#[test]
fn a_rewrite_that_only_changes_the_call_has_an_example_that_shows_it() {
    for row in rows().filter(|row| is_compiled(row.path.as_str())) {
        let shown = match &row.replacement {
            Replacement::Path(path) => format!("{path}("),
            Replacement::Template(_) => ".await".to_owned(),
            Replacement::Shape { .. } | Replacement::None => continue,
        };
        let example = row.example.as_ref().unwrap_or_else(|| panic!("{} has no example", row.path));
        assert!(example.before.contains(row.path.last()), "{}", row.path);
        assert!(example.after.contains(&shown) && example.after.contains(".await"), "{}", row.path);
    }
}

#[test]
fn every_feature_of_tokio_that_a_row_needs_is_one_that_the_stub_declares() {
    let manifest = include_str!("../fixtures/tokio/Cargo.toml");
    for row in rows().filter(|row| row.replacement_crate() == Some("tokio")) {
        for feature in &row.features {
            assert!(manifest.contains(&format!("\n{feature} = [")), "{} needs {feature}", row.path);
        }
    }
}

#[test]
fn every_file_of_rules_is_part_of_the_binary() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let ids = files
        .filter_map(|file| file.strip_suffix(".toml").map(str::to_owned))
        .filter(|id| !["contexts", "practices"].contains(&id.as_str()));
    assert_eq!(ids.collect::<BTreeSet<_>>(), Rules::embedded().iter().map(|rule| rule.id.clone()).collect());
}

#[test]
fn every_practice_of_tokio_is_declared_by_the_stub() {
    let stub = include_str!("../rules/stubs/tokio.rs");
    let is_declared = |name: &str| {
        let forms = ["mod", "fn", "struct", "trait", "macro_rules!"];
        forms
            .iter()
            .any(|form| stub.match_indices(&format!("{form} {name}")).any(|(at, found)| !stub[at + found.len()..].starts_with(is_word)))
    };
    for path in Practices::embedded().paths().filter(|path| path.starts_with("tokio::")) {
        let unknown: Vec<&str> = path.split("::").skip(1).filter(|segment| !is_declared(segment)).collect();
        assert!(unknown.is_empty(), "{path}: the stub has no {unknown:?}");
    }
}

#[test]
fn every_name_that_gives_a_value_is_one_of_the_stubs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/stubs");
    let files = [root.clone(), root.join("std")]
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path());
    let texts: Vec<String> = files.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let words: BTreeSet<&str> = texts.iter().flat_map(|text| text.split(|character| !is_word(character))).collect();
    let rules = Rules::embedded();
    let rows: Vec<_> = rules.apis().map(|(_, row)| row).filter(|row| !row.given_by.is_empty()).collect();
    assert!(rows.len() > 10, "only {} rows say what gives their values", rows.len());
    for row in rows {
        let unknown: Vec<_> = row.given_by.iter().filter(|name| !words.contains(name.as_str())).collect();
        assert!(unknown.is_empty(), "{}: the stubs have no {unknown:?}", row.path);
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[test]
fn a_row_is_found_by_its_path() {
    let rules = Rules::embedded();
    let (rule, row) = rules.api(&DefPath::new("std::path::Path::exists")).unwrap();
    assert_eq!((rule.id.as_str(), rule.effect, row.kind), ("std-path", Some(Effect::Path), ApiKind::Method));
    assert_eq!(row.replacement.template().unwrap().to_string(), "tokio::fs::try_exists({path}).await.unwrap_or(false)");
    assert!(rules.api(&DefPath::new("std::fs::Metadata::is_file")).is_none());
    assert!(rules.is_handle(&DefPath::new("std::fs::File")));
    assert!(!rules.is_handle(&DefPath::new("std::io::Cursor")));
    assert!(rows().all(|row| rules.interesting_names().contains(row.path.last())));
}

#[test]
fn crates_that_declare_what_the_contexts_name_are_named_by_them_and_known_by_their_sources_too() {
    let contexts = Contexts::embedded();
    assert!(contexts.declared_where_named.iter().all(|name| contexts.paths().any(|path| path.crate_name() == name.as_str())));
    let by_public_paths: Vec<&str> = contexts.crates_by_public_paths().collect();
    assert!(by_public_paths.contains(&"rayon") && !by_public_paths.contains(&"notify"));
}

#[test]
fn contexts_know_offloaders_macros_and_attributes() {
    let contexts = Contexts::embedded();
    assert!(contexts.offloader(&DefPath::new("tokio::task::spawn_blocking")).is_some());
    assert!(contexts.offloader(&DefPath::new("rayon::spawn")).is_some());
    assert!(contexts.offloader(&DefPath::new("rayon::join")).is_none() && contexts.waiting(&DefPath::new("rayon::join")).is_some());
    assert!(contexts.poll_function(&DefPath::new("std::future::Future"), "poll").is_some());
    assert_eq!(contexts.macro_kind("println"), Some(MacroKind::Format));
    assert_eq!(contexts.macro_kind("::tokio::select"), Some(MacroKind::Select));
    assert_eq!(contexts.attribute_kind("derive"), None);
    assert!(contexts.leaving_macros.iter().all(|name| contexts.macro_kind(name).is_some()));
    // A method does one thing to a `Result` or `Option`.
    let methods = &contexts.methods;
    let all: Vec<_> = [&methods.handed_on, &methods.taken_out, &methods.asked].into_iter().flatten().collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(methods.eager.iter().any(|name| name == "collect") && methods.same.iter().any(|name| name == "clone"));
}

#[test]
fn words_are_those_of_the_json_report() {
    assert_eq!(format!("{} {} {}", Effect::BlockOn, Level::Warn, Applicability::DisplayOnly), "block-on warn display-only");
    for effect in [Effect::Fs, Effect::Path, Effect::Io, Effect::Process, Effect::Sleep, Effect::Net, Effect::BlockOn] {
        assert_eq!(serde_json::to_value(effect).unwrap(), effect.as_str());
    }
}

/// A rule in five lines, without rows.
fn header(id: &str) -> String {
    format!("id = \"{id}\"\neffect = \"fs\"\nlevel = \"warn\"\nsummary = \"a\"\nwhy = \"a\"\n")
}

const ROW: &str = "[[api]]\npath = \"std::fs::read\"\n";
const TO: &str = "replacement.path = \"tokio::fs::read\"\n";

/// The rule `a` with `rows` is refused with `error` and `help`.
fn check_refused(rows: &str, error: &str, help: Option<&str>) {
    let refused = Rules::from_texts(&[("rules/a.toml", &(header("a") + rows))]).expect_err(error);
    assert_eq!((refused.to_string().as_str(), refused.help.as_deref()), (error, help));
}

#[test]
fn an_unknown_field_is_refused_at_its_line_with_the_nearest_known_one() {
    let rows = format!("{ROW}replacment.path = \"tokio::fs::read\"\n");
    let fields = "`path`, `kind`, `replacement`, `features`, `traits`, `applicability`, `is_told_by_condition`, `given_by`, `is_lazy`, `is_drained`, `arguments`, `waits_for`, `reason`, `example`";
    let error = format!("rules/a.toml:8: unknown field `replacment`, expected one of {fields}");
    check_refused(&rows, &error, Some("did you mean `replacement`?"));
    let fields = "`id`, `effect`, `level`, `summary`, `why`, `defaults`, `handles`, `api`";
    check_refused("kind = 1\n", &format!("rules/a.toml:6: unknown field `kind`, expected one of {fields}"), None);
    let error = "rules/a.toml:9: unknown variant `unsave`, expected one of `display-only`, `unsafe`, `safe`";
    check_refused(&format!("{ROW}{TO}applicability = \"unsave\"\n"), error, Some("did you mean `unsafe`?"));
}

#[test]
fn a_row_that_says_something_impossible_is_refused_at_its_line() {
    let check = |rows: &[&str], error: &str| check_refused(&rows.concat(), error, None);
    let template = |text: &str| format!("{ROW}replacement.template = \"{text}\"\n");
    check(&[&template("f({file}).await")], "rules/a.toml:8: unknown placeholder `{file}` in the template");
    check(&[&template("f({receiver}).await")], "rules/a.toml:8: the template of a function has no `{receiver}`");
    check(&[&template("f({0})")], "rules/a.toml:8: `f({0})` is not awaited in the template");
    check(&[ROW, TO, ROW, TO], "rules/a.toml:10: `std::fs::read` has a row already, in the rule `a`");
    let reason = "rules/a.toml:7: `std::fs::read` needs a reason: it is not safe, or has no replacement";
    check(&[ROW, TO, "applicability = \"unsafe\"\n"], reason);
    check(&[ROW, "replacement.none = true\n"], reason);
    check(&[ROW, TO, "reason = \"b\"\n"], "rules/a.toml:7: `std::fs::read` has a reason, but it is safe and has a replacement");
    check(&[ROW, "kind = \"method\"\n", TO], "rules/a.toml:9: a method has a receiver: its replacement is a `template` or a `shape`");
    let of_methods = "rules/a.toml:7: `std::fs::read` is no method: it has no `given_by` and no `arguments`";
    check(&[ROW, "given_by = [\"File\"]\n", TO], of_methods);
    check(&[ROW, "arguments = 0\n", TO], of_methods);
    let unclear = "rules/a.toml:7: a replacement is one of `path`, `template`, `shape` with `path`, `none = true`";
    check(&[ROW, "replacement.shape = \"b\"\n"], unclear);
    check(&[ROW, TO, "replacement.none = true\n"], unclear);
    check(&["[[api]]\npath = \"read\"\n", TO], "rules/a.toml:7: `read` is not a path such as `std::fs::read`");
}

#[test]
fn two_files_may_not_contradict_each_other() {
    let error = |files: &[(&str, &str)]| Rules::from_texts(files).expect_err("a contradiction").to_string();
    let (a, b) = (header("a") + ROW + TO, header("b") + ROW + TO);
    assert_eq!(error(&[("a.toml", &a), ("b.toml", &b)]), "b.toml:7: `std::fs::read` has a row already, in the rule `a`");
    assert_eq!(error(&[("a.toml", &a), ("more/a.toml", &a)]), "more/a.toml:1: the rule `a` is there twice");
    assert_eq!(error(&[("b.toml", &a)]), "b.toml:1: the rule `a` is not in a file of its name");
}

#[test]
fn a_bad_entry_of_the_contexts_is_refused_at_its_line() {
    let error = |text: &str| Contexts::from_text("c.toml", text).expect_err(text).to_string();
    let entry = "{ path = \"a::b\", arguments = [0] }";
    let unknown = format!("spawners = [\n{}]\n", entry.replace("path", "pth"));
    assert_eq!(error(&unknown), "c.toml:2: unknown field `pth`, expected `path` or `arguments`");
    assert_eq!(error(&format!("spawners = [\n{entry},\n{entry}]\n")), "c.toml:3: `a::b` is there twice");
    assert_eq!(error("[macros]\nselect = [\"a::b\"]\nformat = [\"c::b\"]\n"), "c.toml:3: `c::b` is there twice");
    assert_eq!(error("[macros]\nleaving = [\"bail\"]\n"), "c.toml:2: `bail` is not a path such as `std::fs::read`");
    let fields = "`pure`, `eager`, `same`, `handed_on`, `taken_out`, `asked`";
    assert_eq!(error("[methods]\nlazy = [\"map\"]\n"), format!("c.toml:2: unknown field `lazy`, expected one of {fields}"));
}
