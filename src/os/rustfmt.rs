//! Running rustfmt on a text: only `fix` comes here.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::Interrupt;
use super::process::ChildProcess;

/// A file takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// What rustfmt (`$RUSTFMT`, as for `cargo fmt`, else `rustfmt`) makes of `text`, with the configuration for the folder. `None` where there
/// is no rustfmt, or it cannot read the text. Not to be called from async code.
#[must_use]
pub fn rustfmt(folder: &Path, edition: &str, text: &str) -> Option<String> {
    let program = std::env::var_os("RUSTFMT").filter(|program| !program.is_empty()).unwrap_or_else(|| OsString::from("rustfmt"));
    let child = ChildProcess {
        program,
        arguments: ["--quiet", "--edition", edition].map(OsString::from).to_vec(),
        folder: folder.to_owned(),
        environment: Vec::new(),
        input: text.as_bytes().to_vec(),
        time_out: Some(PATIENCE),
        // No source has this byte, so that all of it is one record.
        separator: 0,
    };
    let mut formatted = Vec::new();
    let finished = child.run(&Interrupt::default(), &mut |record| formatted.extend_from_slice(record)).ok()?;
    if finished.success { String::from_utf8(formatted).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_laid_out_as_the_folder_asks() {
        let folder = tempfile::tempdir().unwrap();
        let text = "fn  f( ) {\n    g( );\n}\n";
        assert_eq!(rustfmt(folder.path(), "2021", text).unwrap(), "fn f() {\n    g();\n}\n");
        std::fs::write(folder.path().join("rustfmt.toml"), "tab_spaces = 2\n").unwrap();
        assert_eq!(rustfmt(folder.path(), "2021", text).unwrap(), "fn f() {\n  g();\n}\n");
        assert_eq!(rustfmt(folder.path(), "2021", "fn f("), None);
        assert_eq!(rustfmt(&folder.path().join("gone"), "2021", text), None);
    }
}
