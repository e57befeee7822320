//! The fixtures: what each says of itself, and how it becomes a package that can be checked.

use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use cargo_unblock::lint::{Confidence, Finding, Report};
use cargo_unblock::options::{CheckOptions, FixMode, FixOptions, OperationScope, Strategies};
use cargo_unblock::report::progress::Silent;
use cargo_unblock::rules::Applicability;

/// The crates that a fixture may name besides tokio: the name in code, and the package.
const CRATES: [(&str, &str); 33] = [
    ("actix_web", "actix-web"),
    ("async_stream", "async-stream"),
    ("async_trait", "async-trait"),
    ("axum", "axum"),
    ("camino", "camino"),
    ("cfg_if", "cfg-if"),
    ("clap", "clap"),
    ("ctrlc", "ctrlc"),
    ("color_eyre", "color-eyre"),
    ("enum_dispatch", "enum_dispatch"),
    ("eyre", "eyre"),
    ("file_locks", "file_locks"),
    ("flate2", "flate2"),
    ("fs2", "fs2"),
    ("fs_err", "fs-err"),
    ("futures", "futures"),
    ("itertools", "itertools"),
    ("miette", "miette"),
    ("notify", "notify"),
    ("notify_debouncer_full", "notify-debouncer-full"),
    ("notify_debouncer_mini", "notify-debouncer-mini"),
    ("object_store", "object_store"),
    ("once_cell", "once_cell"),
    ("rand", "rand"),
    ("rayon", "rayon"),
    ("rstest", "rstest"),
    ("serde_json", "serde_json"),
    ("smart_default", "smart-default"),
    ("tauri", "tauri"),
    ("tempfile", "tempfile"),
    ("tower", "tower"),
    ("walkdir", "walkdir"),
    ("which", "which"),
];

/// One file below `fixtures/ui`.
pub(crate) struct Case {
    /// Folder and name without the extension: `names/groups`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// From a first line `// edition: 2018`; 2021 without one.
    pub(crate) edition: &'static str,
    /// From a line `// strategy: make-async` at the top; all without one.
    pub(crate) strategies: Strategies,
    /// From a first line `// publish: false`: nobody else uses what is public.
    pub(crate) is_unpublished: bool,
    /// What its `//~` comments expect, sorted.
    pub(crate) marks: Vec<Mark>,
}

/// A finding that is expected or was made.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mark {
    /// From 1.
    line: usize,
    rule: String,
    /// Written as `rule?`.
    is_likely: bool,
}

impl Mark {
    pub(crate) fn of(finding: &Finding, line: usize) -> Self {
        Self { line, rule: finding.rule.clone(), is_likely: finding.confidence == Confidence::Likely }
    }

    /// The marks of a line such as `fs::read(p) //~ std-fs std-io?`.
    fn of_line(line: usize, text: &str) -> impl Iterator<Item = Self> {
        let rules = text.split_once("//~").map_or("", |(_, rules)| rules);
        let mark = move |word: &str| {
            let rule = word.trim_end_matches('?');
            Self { line, rule: rule.to_owned(), is_likely: rule != word }
        };
        rules.split_whitespace().map(mark)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}{}", self.line, self.rule, if self.is_likely { "?" } else { "" })
    }
}

impl Case {
    /// The name of the file, which is also its path in the package.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.rs", self.path.file_stem().unwrap().to_str().unwrap())
    }
}

/// All fixtures, sorted by path.
pub(crate) fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ui");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).map(|path| case(&root, path)).collect()
}

fn case(root: &Path, path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).unwrap();
    let at_top = |start: &str| text.lines().take_while(|line| line.starts_with("// ")).find_map(|line| line.strip_prefix(start));
    let strategies = match at_top("// strategy: ") {
        None => Strategies::Auto,
        Some("make-async") => Strategies::MakeAsync,
        Some("spawn-blocking") => Strategies::SpawnBlocking,
        Some(other) => panic!("{}: no strategy is called {other}", path.display()),
    };
    let edition = match at_top("// edition: ") {
        None => "2021",
        Some(written) => ["2015", "2018", "2021", "2024"].into_iter().find(|edition| *edition == written).unwrap(),
    };
    let mut marks: Vec<Mark> = (1..).zip(text.lines()).flat_map(|(line, text)| Mark::of_line(line, text)).collect();
    marks.sort();
    let name = path.strip_prefix(root).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
    let is_unpublished = text.starts_with("// publish: false\n");
    Case { name, path, text, edition, strategies, is_unpublished, marks }
}

/// A fixture as the only file of a package in a temporary folder, with the file beside it that ends in `.toml`, if there is one, as its
/// configuration.
pub(crate) struct Unpacked(tempfile::TempDir);

impl Unpacked {
    pub(crate) fn new(case: &Case) -> Self {
        Self::with_text(case, &case.text)
    }

    /// The same package with another text.
    pub(crate) fn with_text(case: &Case, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = case.file_name();
        let mut manifest = format!(
            "[package]\nname = \"fixture\"\nversion = \"0.0.0\"\nedition = \"{}\"\n{}\n[lib]\npath = \"{file}\"\n\n[dependencies]\ntokio = {{ version = \"1\", features = [\"full\"] }}\n",
            case.edition,
            if case.is_unpublished { "publish = false\n" } else { "" }
        );
        for (_, package) in CRATES.iter().filter(|(name, _)| case.text.contains(name)) {
            manifest.push_str(package);
            manifest.push_str(" = \"*\"\n");
        }
        std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        std::fs::write(folder.path().join(file), text).unwrap();
        let config = case.path.with_extension("toml");
        if config.exists() {
            std::fs::copy(config, folder.path().join(cargo_unblock::config::FILE_NAME)).unwrap();
        }
        Self(folder)
    }

    pub(crate) fn check(&self, threads: Option<NonZeroUsize>) -> Report {
        let paths = vec![self.0.path().to_owned()];
        let options = CheckOptions { paths, operations: OperationScope::All, threads, ..CheckOptions::default() };
        cargo_unblock::check(&options, &Silent).unwrap()
    }

    /// All safe fixes of the strategies, none of them written.
    pub(crate) fn fix_options(&self, strategies: Strategies) -> FixOptions {
        FixOptions {
            paths: vec![self.0.path().to_owned()],
            config: None,
            rules: Vec::new(),
            least_applicability: Applicability::Safe,
            strategies,
            mode: FixMode::DryRun,
            ..FixOptions::default()
        }
    }
}

/// Compares `actual` with the file at `path`, which is not there where nothing is expected; blesses where the environment says so.
pub(crate) fn expected_text(path: &Path, actual: Option<&str>) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).ok();
    if expected.as_deref() == actual {
        return Ok(());
    }
    if std::env::var_os("CARGO_UNBLOCK_BLESS").is_some() {
        match actual {
            Some(text) => std::fs::write(path, text).unwrap(),
            None => std::fs::remove_file(path).unwrap(),
        }
        return Ok(());
    }
    let difference = similar::TextDiff::from_lines(expected.as_deref().unwrap_or(""), actual.unwrap_or("")).unified_diff().to_string();
    Err(format!("is not {}, CARGO_UNBLOCK_BLESS=1 writes it anew\n{difference}", path.display()))
}
