//! The house stays as ARCHITECTURE.md describes it: which room may use which, which crate has which door, and what no file does.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it reads the sources")]

use std::collections::BTreeSet;
use std::path::Path;

/// The rooms, top to bottom: each may use itself and those below it.
const ROOMS: [&str; 23] = [
    "main",
    "lib",
    "cli",
    "lsp",
    "report",
    "audit",
    "fixing",
    "staged",
    "apply",
    "fix",
    "edit",
    "lint",
    "flow",
    "resolve",
    "workspace",
    "syntax",
    "index",
    "options",
    "cache",
    "config",
    "rules",
    "os",
    "base",
];

/// Arrows that run back up: the file's room, what it names, and why that is right.
const UPWARD: [(&str, &str, &str); 3] = [
    ("cli", "lib", "a command asks the pipeline, whose functions are the crate's root"),
    ("fixing", "lib", "the second half of the pipeline starts from the analysis that the first half made"),
    ("fixing", "report", "the outcome of a fix is one of the plain types that the report shows"),
];

/// Outside crates with a door: the crate, where it may be named, and why there.
const DOORS: [(&str, &[&str], &str); 21] = [
    ("aho_corasick", &["base/"], "words are looked for in base/search"),
    ("clap", &["cli/"], "the command line is one way to start the tool, and not the only one"),
    ("clap_complete", &["cli/"], "completions are made from the arguments"),
    ("clap_mangen", &["cli/"], "the manual is made from the arguments"),
    ("hashbrown", &["resolve/interned"], "only what is kept once is asked for by what it would be made of"),
    ("ignore", &["os/"], "folders are walked in os/"),
    ("indicatif", &["report/"], "a progress bar is a report"),
    ("memchr", &["base/"], "words are looked for in base/search"),
    ("postcard", &["cache/"], "what is remembered between runs has one form"),
    ("proc_macro2", &["syntax/"], "its offsets need correction"),
    ("rustix", &["os/"], "signals are sent in os/"),
    (
        "serde_json",
        &["report/", "apply/", "os/", "fixing/"],
        "JSON is written for people's programs and for the next run, and read from cargo's",
    ),
    ("similar", &["edit/", "report/"], "a diff is an edit made visible"),
    ("syn", &["syntax/"], "its trees are not Send and its offsets need correction"),
    ("terminal_size", &["cli/"], "the terminal is a circumstance of the command line"),
    ("tokio", &["os/"], "only child processes and signals are waited for, never in the analysis"),
    ("toml", &["config/", "rules/", "workspace/"], "rules, configurations and manifests are the only TOML that is read"),
    (
        "toml_edit",
        &["fix/manifest", "fix/width"],
        "manifests are the only TOML that is changed, and what rustfmt is told the only one that keeps its text",
    ),
    ("tree_sitter", &["syntax/"], "text of any quality is a matter of syntax/"),
    ("tree_sitter_rust", &["syntax/"], "text of any quality is a matter of syntax/"),
    ("walkdir", &["os/"], "folders are walked in os/"),
];

/// What of a crate that all may use has a door of its own.
const WORLD: [(&str, &[&str]); 8] = [
    // The help of the command shows an API to ask about.
    ("std::fs", &["os/", "cli/explain.rs"]),
    ("std::env::", &["os/"]),
    ("process::Command", &["os/"]),
    ("process::exit", &["os/departure.rs"]),
    ("GraphicalReportHandler", &["report/"]),
    ("miette::Report", &["report/"]),
    ("println!", &[]),
    ("print!", &[]),
];

/// A source file of the tool.
struct Source {
    /// Relative to `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The room that the file belongs to: the first part of its path.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs")
    }

    /// The lines with their numbers from 1, without comments, literals, and the module of unit tests at the end.
    fn code(&self) -> Vec<(usize, String)> {
        let before_tests = self.text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = (1..).zip(before_tests.lines());
        lines.map(|(number, line)| (number, without_literals(line))).collect()
    }
}

/// The line without a comment at its end and with nothing between its quotes. Literals over several lines are rare enough to look odd.
fn without_literals(line: &str) -> String {
    let mut code = String::new();
    let mut is_literal = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if is_literal => {
                characters.next();
            }
            '"' => is_literal = !is_literal,
            '/' if !is_literal && characters.peek() == Some(&'/') => break,
            _ if is_literal => {}
            other => code.push(other),
        }
    }
    code
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let source = |path: std::path::PathBuf| Source {
        path: path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
        text: std::fs::read_to_string(&path).unwrap(),
    };
    files.map(source).collect()
}

/// Asserts that nothing was found; each finding is a line that starts with `src/file:line`.
fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The position of a room, from the top.
fn floor(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// The words right after `prefix` where it stands in `code` as a path of its own; for a group, the first words of its members.
fn words_after(code: &str, prefix: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => words.extend(group.split(['{', '}', ',']).map(first_word)),
            None => words.push(first_word(rest)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn every_import_runs_down() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(from) = floor(source.room()) else {
            found.push(format!("src/{}: the room has no place in the table of tests/tidy.rs", source.path));
            continue;
        };
        for (line, code) in source.code() {
            let prefix = if source.room() == "main" { "cargo_unblock::" } else { "crate::" };
            for word in words_after(&code, prefix) {
                // What is no room is an item of the crate's root.
                let target = if floor(&word).is_some() { word.as_str() } else { "lib" };
                let is_down = floor(target).is_some_and(|to| from <= to);
                let is_excepted = UPWARD.iter().any(|(room, to, _)| *room == source.room() && *to == target);
                if !is_down && !is_excepted {
                    found.push(format!("src/{}:{line}: {} may not use {target}, which is above it", source.path, source.room()));
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn imports_are_found_in_every_form() {
    assert_eq!(words_after("use crate::{base::Span, os};", "crate::"), ["base", "os"]);
    assert_eq!(
        words_after("pub(crate) use crate::fix::Plan; let a = crate::lint::report(crate::os::slashed(b));", "crate::"),
        ["fix", "lint", "os"]
    );
    assert_eq!(words_after("my_crate::base::Span $crate::os", "crate::"), ["os"]);
    assert_eq!(without_literals("let a = \"crate::os\"; // crate::fix"), "let a = ; ");
}

#[test]
fn every_outside_crate_is_used_through_its_door() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (line, code) in source.code() {
            for (name, rooms, why) in DOORS {
                let is_named = words_before_colons(&code).contains(&name);
                if is_named && !rooms.iter().any(|room| source.path.starts_with(room)) {
                    found.push(format!("src/{}:{line}: {name} is used in {} alone: {why}", source.path, rooms.join(" and ")));
                }
            }
        }
    }
    assert_none(&found);
}

/// The first words of the paths in a line of code.
fn words_before_colons(code: &str) -> BTreeSet<&str> {
    let mut words = BTreeSet::new();
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let start = before.rfind(|character: char| !character.is_alphanumeric() && character != '_').map_or(0, |at| at + 1);
        if !before[..start].ends_with("::") {
            words.insert(&before[start..]);
        }
    }
    if let Some(alone) = code.trim().strip_prefix("use ").and_then(|rest| rest.strip_suffix(';')) {
        words.insert(alone);
    }
    words
}

#[test]
fn the_world_is_reached_through_its_door() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (line, code) in source.code() {
            for (text, rooms) in WORLD {
                if code.contains(text) && !rooms.iter().any(|room| source.path.starts_with(room)) {
                    found.push(format!("src/{}:{line}: {text} stands outside of its door", source.path));
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    let no_purpose = |source: &Source| !source.is_test() && !source.text.starts_with("//! ");
    let found: Vec<String> = sources().iter().filter(|source| no_purpose(source)).map(|source| format!("src/{}:1", source.path)).collect();
    assert_none(&found);
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let long = |source: &Source| source.text.lines().count() > 500;
    let found =
        sources().iter().filter(|source| long(source)).map(|source| format!("src/{}: split it by idea", source.path)).collect::<Vec<_>>();
    assert_none(&found);
}

#[test]
fn nothing_is_left_for_later_in_the_code() {
    // Put together here, so that this file does not find itself.
    let words = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["#[ig", "nore"].concat(),
        ["db", "g!("].concat(),
        ["unimple", "mented!("].concat(),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        let files = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
        for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs")) {
            let text = std::fs::read_to_string(file.path()).unwrap();
            for (line, text) in (1..).zip(text.lines()) {
                let code = without_literals(text);
                if words.iter().any(|word| code.contains(word.as_str())) {
                    found.push(format!("{}:{line}: {text}", file.path().strip_prefix(root).unwrap().display()));
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn the_list_of_stubs_is_the_folder_of_stubs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("rules/stubs");
    let files = walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.unwrap().into_path());
    let name = |path: std::path::PathBuf| path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
    let files: BTreeSet<String> = files.filter(|path| path.is_file()).map(name).collect();
    let list = std::fs::read_to_string(root.join("src/resolve/stub_texts.rs")).unwrap();
    let entries: Vec<(&str, &str)> =
        list.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", include_str!(")).collect();
    for (name, file) in &entries {
        assert!(file.starts_with(&format!("\"../../rules/stubs/{name}\"")), "{name} has another text: {file}");
    }
    assert_eq!(entries.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), files);
    assert!(entries.is_sorted(), "the list is not sorted");
}

#[test]
fn the_table_of_rooms_is_the_one_of_the_architecture() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let rooms: BTreeSet<String> = sources().iter().map(|source| source.room().to_owned()).collect();
    for room in rooms {
        let is_described = text.contains(&format!("**`{room}/`**")) || text.contains(&format!("**`{room}.rs`**"));
        assert!(is_described, "ARCHITECTURE.md has no paragraph on {room}");
    }
}
