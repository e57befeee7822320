//! What `apply` promises: files hold what a passing check has proved, or to the byte what they held before.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes and reads its own files")]

#[path = "apply/cargo.rs"]
mod cargo;
#[path = "apply/held.rs"]
mod held;
#[path = "apply/kill.rs"]
mod kill;
#[path = "apply/learning.rs"]
mod learning;
#[path = "apply/refusals.rs"]
mod refusals;
#[path = "apply/rollback.rs"]
mod rollback;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_unblock::apply::{ApplyError, Checked, Compiler, Diagnostic, Event, Outcome, Place, Session, Severity, Task, apply};
use cargo_unblock::base::{SourceText, Span};
use cargo_unblock::edit::{ChangeSet, Edit};
use cargo_unblock::fix::{Fix, Lessons, Plan};
use cargo_unblock::os::{CargoError, Interrupt, folder_entries, slashed};
use cargo_unblock::rules::Applicability;

/// A fix of one edit; its reach is the line that the edit begins in.
#[derive(Clone, Debug)]
struct Rewrite {
    path: String,
    span: Span,
    replacement: String,
}

impl Rewrite {
    /// Replaces the only place where `from` stands in `text`.
    fn of(path: &str, text: &str, from: &str, to: &str) -> Self {
        let start = text.find(from).unwrap() as u32;
        Self { path: path.to_owned(), span: Span::new(start, start + from.len() as u32), replacement: to.to_owned() }
    }
}

/// Texts of a small tree on disk, and fixes for them: the n-th rewrite is the fix of finding n.
#[derive(Debug)]
struct Tree {
    folder: tempfile::TempDir,
    sources: Vec<SourceText>,
    rewrites: Vec<Rewrite>,
}

impl Tree {
    fn new(texts: &[(String, String)], rewrites: Vec<Rewrite>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in texts {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let sources = texts.iter().map(|(path, text)| SourceText::new(path.as_str(), text.as_str())).collect();
        Self { folder, sources, rewrites }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn plan(&self, left_out: &BTreeSet<usize>) -> Plan {
        plan(&self.sources, &self.rewrites, left_out)
    }

    fn apply(&self, compiler: &dyn Compiler) -> Result<Outcome, ApplyError> {
        self.apply_observed(compiler, &Interrupt::default(), &|_| {})
    }

    fn apply_observed(&self, compiler: &dyn Compiler, interrupt: &Interrupt, observe: &dyn Fn(Event<'_>)) -> Result<Outcome, ApplyError> {
        let (session, _) = Session::open(self.root()).unwrap();
        let plan = |lessons: &Lessons| self.plan(&lessons.left_out);
        let outcome = apply(&session, &Task { analysed: &self.sources, plan: &plan, compiler, interrupt, observe, rounds: 8 })?;
        session.keep().unwrap();
        Ok(outcome)
    }

    /// Every file below the root with its bytes, but build output.
    fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        bytes_below(self.root())
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }
}

fn plan(sources: &[SourceText], rewrites: &[Rewrite], left_out: &BTreeSet<usize>) -> Plan {
    let mut plan = Plan::default();
    for (finding, rewrite) in rewrites.iter().enumerate() {
        if left_out.contains(&finding) {
            plan.left.push((finding, "left out".to_owned()));
            continue;
        }
        let edit = Edit { span: rewrite.span, replacement: rewrite.replacement.clone() };
        plan.changes.insert(&rewrite.path, edit).unwrap();
        let text = sources.iter().find(|source| source.path() == rewrite.path).map_or("", SourceText::text);
        plan.fixes.push(Fix {
            findings: vec![finding],
            details: Vec::new(),
            awaits: Vec::new(),
            merged: Vec::new(),
            otherwise: Lessons::default(),
            title: format!("{}: {}", rewrite.path, rewrite.replacement),
            applicability: Applicability::Safe,
            reason: String::new(),
            reach: vec![(rewrite.path.clone(), line_around(text, rewrite.span.start()))],
        });
    }
    plan
}

fn line_around(text: &str, offset: u32) -> Span {
    let offset = offset as usize;
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    Span::new(start as u32, end as u32)
}

fn bytes_below(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder_entries(root).unwrap().into_iter();
    let files = entries.filter(|path| std::fs::symlink_metadata(path).unwrap().is_file() && !path.starts_with(root.join("target")));
    files.map(|path| (slashed(path.strip_prefix(root).unwrap()), std::fs::read(&path).unwrap())).collect()
}

/// A compiler that looks at the files and says what the function says.
struct Fake<F: Fn(&Path) -> Result<Vec<Diagnostic>, CargoError>> {
    root: PathBuf,
    errors: F,
}

impl<F: Fn(&Path) -> Result<Vec<Diagnostic>, CargoError>> Compiler for Fake<F> {
    fn check(&self) -> Result<Checked, CargoError> {
        let diagnostics = (self.errors)(&self.root)?;
        Ok(Checked { success: diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning), diagnostics })
    }
}

/// Fails at every `BAD` in the source files below the root.
fn fails_at_bad(root: &Path) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for (path, bytes) in bytes_below(root) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for (at, _) in text.match_indices("BAD").filter(|_| path.starts_with("src/")) {
            errors.push(error_at(&path, at as u32, 3));
        }
    }
    errors
}

fn error_at(path: &str, start: u32, length: u32) -> Diagnostic {
    let place = Place { path: path.to_owned(), span: Span::new(start, start + length), is_primary: true, label: String::new() };
    Diagnostic {
        severity: Severity::Error,
        code: None,
        message: "bad".to_owned(),
        places: vec![place],
        rendered: String::new(),
        suggestions: Vec::new(),
    }
}

fn fake(tree: &Tree) -> Fake<impl Fn(&Path) -> Result<Vec<Diagnostic>, CargoError>> {
    Fake { root: tree.root().to_owned(), errors: |root| Ok(fails_at_bad(root)) }
}

/// Two files, three rewrites; `replacements` are for `one`, `two` and `three`.
fn small_tree(replacements: [&str; 3]) -> Tree {
    let (a, b) = ("fn one() {}\nfn two() {}\n", "\u{feff}fn three() {} // \u{e9}\r\n");
    let rewrites = vec![
        Rewrite::of("src/a.rs", a, "one", replacements[0]),
        Rewrite::of("src/a.rs", a, "two", replacements[1]),
        Rewrite::of("src/b.rs", b, "three", replacements[2]),
    ];
    Tree::new(&[("src/a.rs".into(), a.into()), ("src/b.rs".into(), b.into())], rewrites)
}

/// What is on disk is what the plan without `left_out` makes of the texts.
fn assert_applied(tree: &Tree, left_out: &BTreeSet<usize>) {
    let changes: ChangeSet = tree.plan(left_out).changes;
    for source in &tree.sources {
        assert_eq!(tree.read(source.path()), changes.apply_to(source.path(), source.text()).unwrap());
    }
}
