//! Compiles fixtures with rustc alone, against the stubs of `fixtures/tokio` and `fixtures/crates`: no cargo, no network.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates of procedural macros are one crate under several names.
const MACRO_CRATES: [&str; 7] = ["async_stream", "async_trait", "clap_derive", "enum_dispatch", "rstest", "smart_default", "tokio_macros"];
/// In the order in which they are compiled: what names another one comes after it.
const LIBRARIES: [&str; 30] = [
    "actix_web",
    "axum",
    "camino",
    "cfg_if",
    "clap",
    "ctrlc",
    "eyre",
    "color_eyre",
    "file_locks",
    "flate2",
    "fs2",
    "fs_err",
    "futures",
    "itertools",
    "miette",
    "notify",
    "notify_debouncer_full",
    "notify_debouncer_mini",
    "object_store",
    "once_cell",
    "rand",
    "rayon",
    "serde_json",
    "simulation",
    "tauri",
    "tempfile",
    "tower",
    "tracing",
    "walkdir",
    "which",
];

/// The stub crates, compiled to metadata.
pub(crate) struct Crates {
    folder: tempfile::TempDir,
    /// Pairs of `--extern` and `name=file`.
    externs: Vec<String>,
}

impl Crates {
    pub(crate) fn built() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let mut crates = Self { folder: tempfile::tempdir().unwrap(), externs: Vec::new() };
        let macros = format!("{}macros{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        crates.build("macros", &root.join("tokio/macros/src/lib.rs"), &["--crate-type=proc-macro", "--extern=proc_macro"]);
        for name in MACRO_CRATES {
            crates.add(name, &macros);
        }
        for name in LIBRARIES {
            crates.library(name, &root.join("crates").join(name).with_extension("rs"));
        }
        crates.library("tokio", &root.join("tokio/src/lib.rs"));
        crates
    }

    /// Compiles one file as a library, down to the borrow checker and no further.
    pub(crate) fn compile(&self, file: &Path, edition: &str) -> Result<(), String> {
        self.rustc("fixture", file, &["--crate-type=lib", "--emit=metadata", "--edition", edition])
    }

    fn library(&mut self, name: &str, file: &Path) {
        self.build(name, file, &["--crate-type=lib", "--emit=metadata", "--cfg=feature=\"macros\""]);
        self.add(name, &format!("lib{name}.rmeta"));
    }

    fn build(&self, name: &str, file: &Path, more: &[&str]) {
        let built = self.rustc(name, file, &[&["--edition=2024"], more].concat());
        assert_eq!(built, Ok(()), "{name}");
    }

    fn add(&mut self, name: &str, file: &str) {
        let path: PathBuf = self.folder.path().join(file);
        self.externs.extend(["--extern".to_owned(), format!("{name}={}", path.display())]);
    }

    fn rustc(&self, name: &str, file: &Path, more: &[&str]) -> Result<(), String> {
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.args(["--cap-lints=allow", "--crate-name", name, "--out-dir"]).arg(self.folder.path()).arg(file);
        rustc.arg("-L").arg(self.folder.path());
        let output = rustc.args(&self.externs).args(more).output().unwrap();
        if output.status.success() { Ok(()) } else { Err(format!("\n{}", String::from_utf8_lossy(&output.stderr))) }
    }
}
